/** The id, in places and addresses, of the lesson file that is open; no lesson of the course has it. */
export const ownLesson = 'own';

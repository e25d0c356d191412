/** A figure leads to no lesson: it is one picture in somebody's page. */
export const LessonLink = (): null => null;

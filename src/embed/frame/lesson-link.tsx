/** Renders nothing: figures have no links to lessons. */
export const LessonLink = (): null => null;

import { later } from './later.tsx';

/** A link to the lesson about something, which comes with the course. */
export const LessonLink = later(() => import('../lessons/lesson-link.tsx').then((module) => module.LessonLink), {
  moreTexts: true,
});

/** The third script of a figure: the lesson player and its texts. Each lesson is a separate script. */
import { lessonTexts } from '../../i18n/figure-lessons.ts';
import { LessonOfFigure } from './lesson-of-figure.ts';
import { LessonView } from './lesson-view.tsx';

export interface Lessons {
  readonly texts: typeof lessonTexts;
  readonly begin: typeof LessonOfFigure.begin;
  readonly LessonView: typeof LessonView;
}

globalThis.statefulsetLab!.lessons = { texts: lessonTexts, begin: LessonOfFigure.begin, LessonView };

/** The third script of a figure: the player of lessons, and its texts. The lessons are scripts of their own. */
import { lessonTexts } from '../../i18n/figure-lessons.ts';
import { LessonOfFigure } from './lesson-of-figure.ts';
import { LessonView } from './lesson-view.tsx';

export interface Lessons {
  readonly texts: typeof lessonTexts;
  readonly begin: typeof LessonOfFigure.begin;
  readonly LessonView: typeof LessonView;
}

globalThis.statefulsetLab!.lessons = { texts: lessonTexts, begin: LessonOfFigure.begin, LessonView };

/** The function that hears of a learner's steps in the lessons of a lab; it tells the page around. */
import type { Lab } from '../../store/lab.ts';
import type { LocalLesson } from './local-lesson.ts';
import type { LessonEvent } from './player-state.ts';

type Report = (event: LessonEvent, lesson: LocalLesson) => void;

const reports = new WeakMap<Lab, Report>();

/** Calls `report` with each step from now on. */
export const reportLessons = (lab: Lab, report: Report): void => void reports.set(lab, report);

export const reportOf = (lab: Lab): Report | undefined => reports.get(lab);

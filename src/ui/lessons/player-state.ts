/** The state of a lesson that is played. */
import type { Turn } from '../../engine/index.ts';
import type { Localized } from '../../lessons/format/localize.ts';
import type { Page, Prediction } from '../../lessons/format/schema.ts';
import type { Step } from '../../lessons/format/steps.ts';
import { type Answer, answerOf } from '../../lessons/run/answer-prediction.ts';
import type { Decided } from '../../lessons/run/branch.ts';
import type { TaskState } from '../../lessons/run/check-task.ts';
import type { LessonRun } from '../../lessons/run/lesson-run.ts';
import { solutionsOf } from '../../lessons/run/play-lesson.ts';
import type { Session } from '../../share/session.ts';
import type { Run } from '../../timeline/run.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import type { LocalLesson } from './local-lesson.ts';

export type LocalPage = Localized<Page>;

/** The shown moment of a lab. */
export interface Here {
  readonly run: Run;
  readonly turn: Turn;
  readonly at: number;
  readonly text: string;
}

/** A page as far as the learner has come with it. */
export interface PageProgress {
  /** The moment at which it was opened, with its time (virtual ms), its run, and the text in the editor. */
  readonly from: Turn;
  readonly at: number;
  readonly run: number;
  readonly text: string;
  /** The options of its prediction: the right one among the wrong ones. */
  readonly options?: readonly Answer[];
  /** The learner's prediction; null: skipped. */
  readonly guess?: Answer | null;
  /** The answer, by the engine. */
  readonly answer?: Answer;
  /** Null where it held from the start. */
  readonly decided?: Decided | null;
  readonly task?: TaskState<string>;
  /** The lab has done it for the learner. */
  readonly skipped?: true;
}

/** The shown moment of a lab. */
export interface Here {
  readonly run: Run;
  readonly turn: Turn;
  readonly at: number;
  readonly text: string;
}

export interface PlayerState {
  readonly lesson: LocalLesson;
  readonly page: number;
  /** By the page's id; pages that were not opened are not there. */
  readonly progress: Readonly<Record<string, PageProgress>>;
  /** The learner's own run, with the name it had, while the solution is shown; else null. */
  readonly own: Pick<Run, 'id' | 'name'> | null;
}

/** An act of the learner, for the page around a figure. Goals are counted from 1. */
export type LessonEvent =
  | { readonly type: 'prediction'; readonly page: string; readonly guess: Answer | null; readonly right: boolean }
  | { readonly type: 'goal'; readonly page: string; readonly goal: number }
  | { readonly type: 'end'; readonly right: number; readonly predictions: number; readonly tasks: number };

export const taskOf = (page: LocalPage) => ('do' in page ? page.do : 'answer' in page ? page.answer : undefined);

/** Returns true if there is nothing left to do on a page. */
export function isDone(page: LocalPage, progress: PageProgress | undefined): boolean {
  if (progress?.skipped === true) return true;
  if ('predict' in page) return progress?.guess !== undefined;
  return taskOf(page) === undefined || progress?.task?.done === true;
}

/** Returns the steps that do what a page asks for. */
export function wayThrough(page: LocalPage): readonly Step[] {
  const task = taskOf(page);
  if ('predict' in page) return page.predict.then;
  return task === undefined ? [] : (solutionsOf(task)[0]?.[1] ?? []);
}

/** Returns what a learner has done in the whole lesson. */
export function endOf({ lesson, progress }: PlayerState): LessonEvent & { readonly type: 'end' } {
  const asked = lesson.pages.filter((page) => 'predict' in page);
  const right = asked.filter(({ id }) => {
    const { guess, answer } = progress[id] ?? {};
    return guess !== undefined && guess === answer;
  });
  const tasks = lesson.pages.filter(({ id }) => progress[id]?.task?.done === true);
  return { type: 'end', right: right.length, predictions: asked.length, tasks: tasks.length };
}

/** Returns the options of a prediction, sorted, so that their order does not give the answer away. */
export const optionsOf = (asked: Localized<Prediction>, run: LessonRun): readonly Answer[] =>
  [answerOf(asked, run).value, ...asked.wrong.map(({ value }) => value)].sort((a, b) =>
    String(a) < String(b) ? -1 : 1,
  );

/** Services of the page around a player. */
export interface Surroundings {
  /** Runs work when nothing is more urgent. */
  readonly schedule: (work: () => void) => void;
  /** Opens the lesson's session in the place of the one there is. */
  readonly open: (session: Session) => Promise<unknown>;
  /** Loads the programs that containers run: they decide when Pods become Ready. */
  readonly programs: () => Promise<unknown>;
  /** Called with each act of the learner. */
  readonly report?: (event: LessonEvent) => void;
  /** The page shows two runs beside each other. */
  readonly compares: boolean;
}

/** Returns the progress of a page as it was when the page was opened. */
export function begunOf({ from, at, run, text, options }: PageProgress): PageProgress {
  return { from, at, run, text, ...(options !== undefined && { options }) };
}

/** Returns the steps of a task's solution that edit the manifest, without those that apply it. */
export const editsOf = ({ solutions }: NonNullable<ReturnType<typeof taskOf>>): readonly Step[] =>
  solutions.yaml?.filter((step) => typeof step !== 'string' && ('set' in step || 'text' in step)) ?? [];

/** Returns the numbers of the goals, from 1, that have been met since the task was judged before. */
export const newlyMet = (before: PageProgress['task'], now: TaskState<string>): readonly number[] =>
  now.goals.flatMap(({ state }, i) =>
    before !== undefined && state === 'met' && before.goals[i]?.state !== 'met' ? [i + 1] : [],
  );

/** Goes to the newest moment, and lets all that is pending happen at once. */
export function toRest(timeline: Timeline): void {
  timeline.live();
  timeline.cluster.settle();
}

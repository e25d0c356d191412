/** The state of a lesson while it is played. */
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
import type { Lab } from '../../store/lab.ts';
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

/** A learner's progress on a page. */
export interface PageProgress {
  /** The moment at which it was opened, with its time (virtual ms), its run, and the text in the editor. */
  readonly from: Turn;
  readonly at: number;
  readonly run: number;
  readonly text: string;
  /** The options of its prediction: the right one among the wrong ones. */
  readonly options?: readonly Answer[];
  /** The learner's prediction; null if it was skipped. */
  readonly guess?: Answer | null;
  /** The answer, as computed by the engine. */
  readonly answer?: Answer;
  /** Null if it was true from the start. */
  readonly decided?: Decided | null;
  readonly task?: TaskState<string>;
  /** True if the lab has done the page's task instead of the learner. */
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
  /** By the page's id; pages that were not opened are absent. */
  readonly progress: Readonly<Record<string, PageProgress>>;
  /** The learner's own run, with its name, while the solution is shown; otherwise null. */
  readonly own: Pick<Run, 'id' | 'name'> | null;
}

/** A step of the learner, for the page around a figure. Goals are counted from 1. */
export type LessonEvent =
  | { readonly type: 'prediction'; readonly page: string; readonly guess: Answer | null; readonly right: boolean }
  | { readonly type: 'goal'; readonly page: string; readonly goal: number }
  | { readonly type: 'end'; readonly right: number; readonly predictions: number; readonly tasks: number };

/** Identifies the shown moment and the number of inputs. */
export const placeIn = (lab: Lab): string => lab.read(({ timeline }) => `${timeline.run.id} ${timeline.inputs}`);

export const taskOf = (page: LocalPage) => ('do' in page ? page.do : 'answer' in page ? page.answer : undefined);

/** Returns true if there is nothing left to do on a page. */
export function isDone(page: LocalPage, progress: PageProgress | undefined): boolean {
  if (progress?.skipped === true) return true;
  if ('predict' in page) return progress?.guess !== undefined;
  return taskOf(page) === undefined || progress?.task?.done === true;
}

/** Returns the steps that solve a page. */
export function wayThrough(page: LocalPage): readonly Step[] {
  const task = taskOf(page);
  if ('predict' in page) return page.predict.then;
  return task === undefined ? [] : (solutionsOf(task)[0]?.[1] ?? []);
}

/** Returns the learner's result in the whole lesson. */
export function endOf({ lesson, progress }: PlayerState): LessonEvent & { readonly type: 'end' } {
  const asked = lesson.pages.filter((page) => 'predict' in page);
  const right = asked.filter(({ id }) => {
    const { guess, answer } = progress[id] ?? {};
    return guess !== undefined && guess === answer;
  });
  const tasks = lesson.pages.filter(({ id }) => progress[id]?.task?.done === true);
  return { type: 'end', right: right.length, predictions: asked.length, tasks: tasks.length };
}

/** Returns the options of a prediction, sorted, so that their order does not reveal the answer. */
export const optionsOf = (asked: Localized<Prediction>, run: LessonRun): readonly Answer[] =>
  [answerOf(asked, run).value, ...asked.wrong.map(({ value }) => value)].sort((a, b) =>
    String(a) < String(b) ? -1 : 1,
  );

/** Services that a player needs. */
export interface Surroundings {
  /** Runs work when the page is idle. */
  readonly schedule: (work: () => void) => void;
  /** Opens the lesson's session in place of the current one. */
  readonly open: (session: Session) => Promise<unknown>;
  /** Loads the programs of containers: they decide when Pods become Ready. */
  readonly programs: () => Promise<unknown>;
  /** Called with each step of the learner. */
  readonly report?: (event: LessonEvent) => void;
  /** True if the page can show two runs beside each other. */
  readonly compares: boolean;
}

/** Returns the progress of a page when it was opened. */
export function begunOf({ from, at, run, text, options }: PageProgress): PageProgress {
  return { from, at, run, text, ...(options !== undefined && { options }) };
}

/** Returns the steps of a task's solution that edit the manifest, without those that apply it. */
export const editsOf = ({ solutions }: NonNullable<ReturnType<typeof taskOf>>): readonly Step[] =>
  solutions.yaml?.filter((step) => typeof step !== 'string' && ('set' in step || 'text' in step)) ?? [];

/** Returns the numbers of the goals, from 1, that were met since the last check. */
export const newlyMet = (before: PageProgress['task'], now: TaskState<string>): readonly number[] =>
  now.goals.flatMap(({ state }, i) =>
    before !== undefined && state === 'met' && before.goals[i]?.state !== 'met' ? [i + 1] : [],
  );

/** Goes to the newest moment, and runs until the cluster is at rest. */
export function toRest(timeline: Timeline): void {
  timeline.live();
  timeline.cluster.settle();
}

/**
 * Compares the run with one in which one thing is changed, if the page asks for it; otherwise ends a comparison.
 * @param compares True if the page can show two runs beside each other.
 */
export function race(lab: Lab, { beside }: LocalPage, compares: boolean): void {
  if (beside !== undefined && compares) {
    lab.act('unfold', { part: 'time' });
    lab.act('compareVariation', { variation: beside });
  } else if (lab.store.getState().beside !== null) lab.act('compareWith', { id: null });
}

/** Judges what a learner has done: each goal by itself, and the mistake that it looks like. */
import type { Condition } from '../format/conditions.ts';
import type { Step } from '../format/steps.ts';
import { restingOf, TooMuchWork } from './bounded-time.ts';
import { Course, meets } from './check-condition.ts';
import type { LessonRun } from './lesson-run.ts';
import type { Turn } from '../../engine/index.ts';

/** `met`; `unmet`: not yet; `lost`: it cannot be met any more from here. */
export type GoalState = 'met' | 'unmet' | 'lost';

/** The part of a task that judges; its texts are in one language or in all. */
export interface Judged<Text> {
  readonly goals: readonly {
    readonly check: Condition;
    readonly lost?: { readonly when: Condition; readonly says: Text } | undefined;
  }[];
  readonly near: readonly { readonly when: Condition }[];
  readonly trial?: readonly Step[] | undefined;
}

export interface TaskState<Text> {
  /** By the goals' order; `says`: why it is lost. */
  readonly goals: readonly { readonly state: GoalState; readonly says?: Text }[];
  readonly done: boolean;
  /** Index of the near miss that the state shows; absent when all is done or no near miss fits. */
  readonly near?: number;
}

/**
 * Judges a course that has come to rest. Goals are met by what a state is and what has happened, whichever hand did it.
 * @param acted Something was done since the page was opened: before, nothing is a mistake.
 */
function judge<Text>({ goals, near }: Judged<Text>, course: Course, acted: boolean): TaskState<Text> {
  const states = goals.map(({ check, lost }): TaskState<Text>['goals'][number] => {
    if (meets(check, course)) return { state: 'met' };
    return lost !== undefined && meets(lost.when, course) ? { state: 'lost', says: lost.says } : { state: 'unmet' };
  });
  const done = states.every(({ state }) => state === 'met');
  const mistake = done || !acted ? -1 : near.findIndex(({ when }) => meets(when, course));
  return { goals: states, done, ...(mistake >= 0 && { near: mistake }) };
}

/**
 * Judges a run at its newest moment, on a fork that is run until it rests: nothing counts because it was true for a
 * second. The task's trial is performed there too; where a step of it is refused, the work has not stood it. A cluster
 * that is too large to be run until it rests has reached nothing yet.
 * @param from The moment at which the page was opened.
 */
export function checkTask<Text>(task: Judged<Text>, run: LessonRun, from: Turn): TaskState<Text> {
  const checking = checkInParts(task, run, from, run.fork());
  for (let part = checking.next(); ; part = checking.next()) if (part.done === true) return part.value;
}

/**
 * The same in parts of some milliseconds each: a page draws in between.
 * @param fork Of the run, for this check alone.
 */
export function* checkInParts<Text>(
  task: Judged<Text>,
  run: LessonRun,
  from: Turn,
  fork: LessonRun,
): Generator<void, TaskState<Text>> {
  const acted = run.turn.inputs > from.inputs;
  try {
    yield* restingOf(fork);
    if (task.trial !== undefined) {
      fork.performAll(task.trial);
      yield* restingOf(fork);
    }
  } catch (error) {
    if (!(error instanceof TooMuchWork)) throw error;
    return { goals: task.goals.map(() => ({ state: 'unmet' })), done: false };
  }
  return judge(task, new Course(fork.recording, from), acted);
}

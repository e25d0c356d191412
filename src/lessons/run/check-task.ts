/** Checks a learner's work: each goal by itself, and the near miss that it looks like. */
import type { Condition } from '../format/conditions.ts';
import type { Step } from '../format/steps.ts';
import { restingOf, TooMuchWork } from './bounded-time.ts';
import { Course, meets } from './check-condition.ts';
import type { LessonRun } from './lesson-run.ts';
import type { Turn } from '../../engine/index.ts';

/** `met`; `unmet`: not yet; `lost`: it can no longer be met. */
export type GoalState = 'met' | 'unmet' | 'lost';

/** The part of a task that is checked; its texts are in one language or in all. */
export interface Judged<Text> {
  readonly goals: readonly {
    readonly check: Condition;
    readonly lost?: { readonly when: Condition; readonly says: Text } | undefined;
  }[];
  readonly near: readonly { readonly when: Condition }[];
  readonly trial?: readonly Step[] | undefined;
}

export interface TaskState<Text> {
  /** In the order of the goals; `says` is the reason why a goal is lost. */
  readonly goals: readonly { readonly state: GoalState; readonly says?: Text }[];
  readonly done: boolean;
  /** Index of the near miss that the state shows; absent if all goals are met or no near miss fits. */
  readonly near?: number;
}

/**
 * Checks a course that is at rest. Only the state and the history count, not the tool that the learner used.
 * @param acted True if something was done since the page was opened: before that, nothing is a mistake.
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
 * Checks a run at its newest moment, on a fork that runs until it is at rest: a goal that is met only for a second does
 * not count. The task's trial runs on the fork, too; if one of its steps is refused, the goals are not met. A cluster
 * that is too large to run until it is at rest meets no goal yet.
 * @param from The moment at which the page was opened.
 */
export function checkTask<Text>(task: Judged<Text>, run: LessonRun, from: Turn): TaskState<Text> {
  const checking = checkInParts(task, run, from, run.fork());
  for (let part = checking.next(); ; part = checking.next()) if (part.done === true) return part.value;
}

/**
 * Does the same in parts of a few milliseconds, so that a page can draw in between.
 * @param fork A fork of the run, for this check only.
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

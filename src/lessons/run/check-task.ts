/** Judges what a learner has done: each goal by itself, and the mistake that it looks like. */
import type { LocalText } from '../format/text.ts';
import type { Task } from '../format/schema.ts';
import { Course, meets } from './check-condition.ts';
import type { LessonRun } from './lesson-run.ts';
import type { Turn } from '../../engine/index.ts';

/** `met`; `unmet`: not yet; `lost`: it cannot be met any more from here. */
export type GoalState = 'met' | 'unmet' | 'lost';

export interface TaskState {
  /** By the goals' order. */
  readonly goals: readonly { readonly state: GoalState; readonly says?: LocalText }[];
  readonly done: boolean;
  /** Index of the near miss that the state shows; absent when all is done or no near miss fits. */
  readonly near?: number;
}

/**
 * Judges a course that has come to rest. Goals are met by what a state is and what has happened, whichever hand did it.
 */
function judge({ goals, near }: Task, course: Course): TaskState {
  const states = goals.map(({ check, lost }): TaskState['goals'][number] => {
    if (meets(check, course)) return { state: 'met' };
    return lost !== undefined && meets(lost.when, course) ? { state: 'lost', says: lost.says } : { state: 'unmet' };
  });
  const done = states.every(({ state }) => state === 'met');
  const mistake = done ? -1 : near.findIndex(({ when }) => meets(when, course));
  return { goals: states, done, ...(mistake >= 0 && { near: mistake }) };
}

/**
 * Judges a run at its newest moment, on a fork that is run until it rests: nothing counts because it was true for a
 * second. The task's trial is performed there too; where a step of it is refused, the work has not stood it.
 * @param from The moment at which the page was opened.
 */
export function checkTask(task: Task, run: LessonRun, from: Turn): TaskState {
  const fork = run.fork();
  fork.settle();
  fork.performAll(task.trial ?? []);
  fork.settle();
  return judge(task, new Course(fork.recording, from));
}

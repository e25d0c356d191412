/** Checks that a lesson works: run with the engine, not only read. */
import type { Lesson, Prediction, Task } from '../format/schema.ts';
import { Course, meets } from './check-condition.ts';
import { answerOf } from './answer-prediction.ts';
import { checkTask } from './check-task.ts';
import type { LessonRun } from './lesson-run.ts';
import { lastTurn } from './moments.ts';
import { beginLesson, type FindLesson, openPage, playPage, solutionsOf } from './play-lesson.ts';

/** A fault of a lesson, with the page and the part of it. */
export interface LessonFault {
  /** Index of the page; absent for the start. */
  readonly page?: number;
  readonly message: string;
}

/**
 * Plays a lesson and returns what is wrong with it: a step that is refused, a goal that is met too early, a solution
 * that does not reach, a near miss that does, or that is not recognized, an option that is right.
 * @param seed Of the cluster.
 */
export function verifyLesson(lesson: Lesson, find: FindLesson, seed = 1): readonly LessonFault[] {
  const faults: LessonFault[] = [];
  let at: number | undefined;
  const say = (message: string): void => void faults.push({ ...(at !== undefined && { page: at }), message });
  try {
    const run = beginLesson(lesson, find, { seed });
    for (const [i, page] of lesson.pages.entries()) {
      at = i;
      openPage(page, run);
      const task = 'do' in page ? page.do : 'answer' in page ? page.answer : undefined;
      if ('predict' in page) verifyPrediction(page.predict, run).forEach(say);
      else if (task !== undefined) verifyTask(task, run).forEach(say);
      playPage(page, run);
    }
  } catch (error) {
    say((error as Error).message);
  }
  return faults;
}

function verifyPrediction(prediction: Prediction, run: LessonRun): readonly string[] {
  const { value } = answerOf(prediction, run);
  const values = prediction.wrong.map((option) => String(option.value));
  return [
    ...(values.includes(String(value)) ? [`the option "${value}" is right`] : []),
    ...(new Set(values).size < values.length ? ['two options are the same'] : []),
  ];
}

function verifyTask(task: Task, run: LessonRun): readonly string[] {
  const from = lastTurn(run.recording);
  const opened = new Course(run.recording, from);
  const faults = task.goals.flatMap(({ check, holds = false }, i) => {
    const met = meets(check, opened);
    if (met === holds) return [];
    return [
      `goal ${i + 1} ${met ? 'is met before anything is done: say `holds: true`' : 'does not hold at the start'}`,
    ];
  });
  for (const [hand, steps] of solutionsOf(task)) {
    const fork = run.fork();
    const { exit, stderr } = fork.performAll(steps);
    const { done, goals } = checkTask(task, fork, from);
    const missed = goals.flatMap(({ state }, i) => (state === 'met' ? [] : [i + 1]));
    if (exit !== 0) faults.push(`the solution by ${hand} is refused: ${stderr.trim()}`);
    else if (!done) faults.push(`the solution by ${hand} does not reach goal ${missed.join(', ')}`);
  }
  for (const [i, { do: steps }] of task.near.entries()) {
    const fork = run.fork();
    // A wrong way may be refused: that is why it is wrong.
    fork.performAll(steps);
    const { done, near } = checkTask(task, fork, from);
    if (done) faults.push(`near miss ${i + 1} reaches the goal`);
    else if (near !== i) {
      faults.push(`near miss ${i + 1} is taken for ${near === undefined ? 'none' : `near miss ${near + 1}`}`);
    }
  }
  return faults;
}

/** Checks that a lesson works, by playing it with the engine. */
import type { Path } from '../../manifests/parse.ts';
import type { Lesson, Prediction, Task } from '../format/schema.ts';
import { unwrittenTexts } from '../format/unwritten.ts';
import { Course, meets } from './check-condition.ts';
import { type Answer, answerOf } from './answer-prediction.ts';
import { checkTask } from './check-task.ts';
import { at, LessonError } from './lesson-error.ts';
import type { LessonRun } from './lesson-run.ts';
import { lastTurn } from './moments.ts';
import { beginLesson, type FindLesson, openPage, playPage, solutionsOf } from './play-lesson.ts';
import { Quotes } from './quotes.ts';

/** A fault of a lesson, with the field of its file. */
export interface LessonFault {
  readonly path: Path;
  readonly message: string;
}

/** Takes the answer to the prediction of a page. */
type TakeAnswer = (page: string, value: Answer) => void;

/**
 * Plays a lesson and returns its faults: a text that is not written yet, a refused step, a goal that is met too early,
 * a solution that does not meet the goals, a near miss that does or is not recognized, an option that is right, and a
 * quote that nothing prints.
 * @param seed Seed of the cluster.
 */
export function verifyLesson(lesson: Lesson, find: FindLesson, seed = 1, take?: TakeAnswer): readonly LessonFault[] {
  const verifying = verifyInParts(lesson, find, seed, take);
  for (let part = verifying.next(); ; part = verifying.next()) if (part.done === true) return part.value;
}

/** Checks the same in small parts. */
export function* verifyInParts(
  lesson: Lesson,
  find: FindLesson,
  seed = 1,
  take?: TakeAnswer,
): Generator<void, readonly LessonFault[]> {
  const faults: LessonFault[] = unwrittenTexts(lesson).map((path) => ({ path, message: 'is still to be written' }));
  const quotes = new Quotes(lesson);
  try {
    const run = beginLesson(lesson, find, { seed });
    for (const [i, page] of lesson.pages.entries()) {
      yield;
      const path = ['pages', i];
      openPage(page, run, path);
      quotes.look(run);
      if ('predict' in page) {
        const here = [...path, 'predict'];
        const { value } = underPath(here, () => answerOf(page.predict, run));
        take?.(page.id, value);
        faults.push(...verifyPrediction(page.predict, value, here));
      }
      if ('do' in page) faults.push(...(yield* verifyTask(page.do, run, quotes, [...path, 'do'])));
      if ('answer' in page) faults.push(...(yield* verifyTask(page.answer, run, quotes, [...path, 'answer'])));
      playPage(page, run, path);
      quotes.look(run);
    }
    faults.push(...quotes.unproven.map(({ path, words }) => ({ path, message: `nothing prints "${words}"` })));
  } catch (error) {
    if (!(error instanceof LessonError)) throw error;
    const { path, message } = error;
    // A refused solution was already reported.
    if (!faults.some((fault) => fault.path.join() === path.join())) faults.push({ path, message });
  }
  return faults;
}

function verifyPrediction(prediction: Prediction, value: Answer, path: Path): readonly LessonFault[] {
  const values = prediction.wrong.map((option) => String(option.value));
  return values.flatMap((option, i) => {
    const here = [...path, 'wrong', i, 'value'];
    if (option === String(value)) return [{ path: here, message: `the option "${option}" is right` }];
    return values.indexOf(option) < i ? [{ path: here, message: 'two options are the same' }] : [];
  });
}

function* verifyTask(task: Task, run: LessonRun, quotes: Quotes, path: Path): Generator<void, readonly LessonFault[]> {
  const from = lastTurn(run.recording);
  const opened = new Course(run.recording, from);
  const faults = task.goals.flatMap(({ check, holds = false }, i): LessonFault[] => {
    if (meets(check, opened) === holds) return [];
    const message = holds
      ? 'the goal does not hold at the start'
      : 'the goal is met before anything is done: say `holds: true`';
    return [{ path: [...path, 'goals', i, 'check'], message }];
  });
  if (!task.hints.type.startsWith('kubectl ') && task.solutions.yaml === undefined) {
    const message = 'is no command of kubectl, and no solution by YAML writes it';
    faults.push({ path: [...path, 'hints', 'type'], message });
  }
  for (const [hand, steps] of solutionsOf(task)) {
    yield;
    const way = [...path, 'solutions', hand];
    const fork = run.fork();
    const { exit, stderr, step } = at(way, () => fork.performAll(steps));
    const { done, goals } = at(way, () => checkTask(task, fork, from));
    if (exit !== 0) faults.push({ path: [...way, step], message: `the step is refused: ${stderr.trim()}` });
    else if (!done) {
      const missed = goals.flatMap(({ state }, i) => (state === 'met' ? [] : [i + 1]));
      faults.push({ path: way, message: `the solution does not reach goal ${missed.join(', ')}` });
    }
  }
  for (const [i, { do: steps }] of task.near.entries()) {
    yield;
    const way = [...path, 'near', i];
    const fork = run.fork();
    // A wrong way may be refused: that is why it is wrong.
    at([...way, 'do'], () => fork.performAll(steps));
    quotes.look(fork);
    const { done, near } = at([...way, 'do'], () => checkTask(task, fork, from));
    if (done) faults.push({ path: [...way, 'do'], message: 'the near miss reaches the goal' });
    else if (near !== i) {
      const taken = near === undefined ? 'none' : `near miss ${near + 1}`;
      faults.push({ path: [...way, 'when'], message: `near miss ${i + 1} is taken for ${taken}` });
    }
  }
  return faults;
}

/**
 * Calls a function whose errors name fields relative to a part of the lesson.
 * @throws LessonError with the path from the lesson's root.
 */
function underPath<T>(path: Path, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof LessonError ? new LessonError([...path, ...error.path], error.message) : error;
  }
}

/** Plays a lesson without a page: from its start through each page, by its own solutions. */
import { examples } from '../../manifests/examples.ts';
import { simulate } from '../../timeline/simulate.ts';
import type { Lesson, Task } from '../format/schema.ts';
import type { Step } from '../format/steps.ts';
import { LessonRun } from './lesson-run.ts';

/** A page as far as it is played; its texts do not matter. */
export interface PlayedPage {
  readonly id: string;
  readonly begin: readonly Step[];
  readonly predict?: { readonly then: readonly Step[] };
  readonly do?: PlayedTask;
  readonly answer?: PlayedTask;
}

interface PlayedTask {
  readonly solutions: Task['solutions'];
}

/** A lesson as far as it is played. */
export interface PlayedLesson extends Pick<Lesson, 'id' | 'start'> {
  readonly pages: readonly PlayedPage[];
}

/** Finds a lesson by its id. */
export type FindLesson = (id: string) => PlayedLesson | undefined;

/** Most lessons that can stand before one. */
const maxBefore = 50;

/** Returns the ways to a task's goal, by the hand that goes them. */
export const solutionsOf = ({ solutions }: PlayedTask): readonly (readonly [hand: string, steps: readonly Step[]])[] =>
  Object.entries(solutions).filter((way): way is [string, Step[]] => way[1] !== undefined);

/** Returns the text that a lesson begins with; undefined where it keeps that of the lesson before. */
function manifestOf({ start }: Pick<Lesson, 'start'>, language = 'en'): string | undefined {
  const yaml = examples.find(({ id }) => id === start.example)?.yaml;
  return start.manifest ?? yaml?.[language] ?? yaml?.en;
}

/** Performs steps and lets all come to rest. @throws Error when a step is refused. */
function perform(run: LessonRun, steps: readonly Step[], where: string): void {
  const { exit, stderr } = run.performAll(steps);
  if (exit !== 0) throw new Error(`${where}: ${stderr.trim()}`);
  run.settle();
}

/** Opens a page: performs what stands before it. @throws Error when a step is refused. */
export function openPage({ id, begin }: PlayedPage, run: LessonRun): void {
  if (begin.length > 0) perform(run, begin, `page ${id}`);
}

/** Plays a page that is open to its end. @throws Error when a step is refused. */
export function playPage(page: PlayedPage, run: LessonRun): void {
  const task = page.do ?? page.answer;
  if (page.predict !== undefined) perform(run, page.predict.then, `page ${page.id}`);
  else if (task !== undefined) perform(run, solutionsOf(task)[0]![1], `page ${page.id}`);
}

interface BeginOptions {
  readonly seed?: number;
  /** Of the comments in the manifest. */
  readonly language?: string;
}

/**
 * Returns a run as a lesson begins it, at rest.
 * @throws Error when a step is refused, or when a lesson before it is not found.
 */
export function beginLesson(lesson: PlayedLesson, find: FindLesson, options: BeginOptions = {}, depth = 0): LessonRun {
  const { seed = 1, language } = options;
  const { after, do: steps } = lesson.start;
  const manifest = manifestOf(lesson, language);
  if (depth > maxBefore) throw new Error(`${lesson.id}: too many lessons stand before it`);
  const before = after === undefined ? undefined : find(after);
  if (after !== undefined && before === undefined) throw new Error(`${lesson.id}: no lesson "${after}"`);
  const run =
    before === undefined
      ? new LessonRun(simulate(seed), manifest ?? '')
      : beginLesson(before, find, options, depth + 1);
  before?.pages.forEach((page) => {
    openPage(page, run);
    playPage(page, run);
  });
  if (manifest !== undefined) run.text = manifest;
  perform(run, steps, `${lesson.id}: start`);
  return run;
}

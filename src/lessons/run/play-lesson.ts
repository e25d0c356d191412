/** Plays a lesson without a page: its start and each of its pages, with its own solutions. */
import { examples } from '../../manifests/examples.ts';
import type { Path } from '../../manifests/parse.ts';
import { simulate } from '../../timeline/simulate.ts';
import type { Lesson, Task } from '../format/schema.ts';
import type { Step } from '../format/steps.ts';
import { LessonError } from './lesson-error.ts';
import { LessonRun } from './lesson-run.ts';
import { performSteps } from './perform-steps.ts';

/** The parts of a page that are played; its texts are not needed. */
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

/** The parts of a lesson that are played. */
export interface PlayedLesson extends Pick<Lesson, 'id' | 'start'> {
  readonly pages: readonly PlayedPage[];
}

/** Finds a lesson by its id. */
export type FindLesson = (id: string) => PlayedLesson | undefined;

/** Largest number of lessons before one. */
const maxBefore = 50;

/** Returns the solutions of a task, by the tool that they use. */
export const solutionsOf = ({ solutions }: PlayedTask): readonly (readonly [hand: string, steps: readonly Step[]])[] =>
  Object.entries(solutions).filter((way): way is [string, Step[]] => way[1] !== undefined);

/** Returns the text that a lesson begins with; undefined if it keeps that of the lesson before. */
function manifestOf({ start }: Pick<Lesson, 'start'>, language = 'en'): string | undefined {
  const yaml = examples.find(({ id }) => id === start.example)?.yaml;
  return start.manifest ?? yaml?.[language] ?? yaml?.en;
}

/**
 * Opens a page: performs the steps before it.
 * @throws LessonError if a step is refused.
 */
export function openPage({ begin }: PlayedPage, run: LessonRun, path: Path = []): void {
  if (begin.length > 0) performSteps(run, begin, [...path, 'begin']);
}

/**
 * Plays an open page to its end.
 * @throws LessonError if a step is refused.
 */
export function playPage(page: PlayedPage, run: LessonRun, path: Path = []): void {
  if (page.predict !== undefined) performSteps(run, page.predict.then, [...path, 'predict', 'then']);
  for (const kind of ['do', 'answer'] as const) {
    const [way] = page[kind] === undefined ? [] : solutionsOf(page[kind]);
    if (way !== undefined) performSteps(run, way[1], [...path, kind, 'solutions', way[0]]);
  }
}

interface BeginOptions {
  readonly seed?: number;
  /** Language of the comments in the manifest. */
  readonly language?: string;
}

/**
 * Returns a run at the lesson's start, at rest.
 * @throws LessonError if a step is refused, or a lesson before it is not found.
 */
export function beginLesson(lesson: PlayedLesson, find: FindLesson, options: BeginOptions = {}, depth = 0): LessonRun {
  const { seed = 1, language } = options;
  const { after, do: steps } = lesson.start;
  const manifest = manifestOf(lesson, language);
  const before = after === undefined ? undefined : find(after);
  const link = ['start', 'after'];
  if (after !== undefined && before === undefined) throw new LessonError(link, `there is no lesson "${after}"`);
  if (depth > maxBefore) throw new LessonError(link, 'too many lessons stand before this one');
  const run =
    before === undefined
      ? new LessonRun(simulate(seed), manifest ?? '')
      : playWhole(before, beginLesson(before, find, options, depth + 1));
  if (manifest !== undefined) run.text = manifest;
  performSteps(run, steps, ['start', 'do']);
  return run;
}

function playWhole(lesson: PlayedLesson, run: LessonRun): LessonRun {
  for (const page of lesson.pages) {
    openPage(page, run);
    playPage(page, run);
  }
  return run;
}

/** The parts of a lesson for exports: as bash, in one language. */
import { examples } from '../../manifests/examples.ts';
import type { Localized } from '../format/localize.ts';
import type { Lesson, Page, Task } from '../format/schema.ts';
import { type FindLesson, type PlayedLesson, solutionsOf } from '../run/play-lesson.ts';
import { comment, ManifestText, noteFor, quoted, testFor } from './shell-text.ts';

export type LocalLesson = Localized<Lesson>;
export type LocalPage = Localized<Page>;

export const taskOf = (page: LocalPage): Localized<Task> | undefined =>
  'do' in page ? page.do : 'answer' in page ? page.answer : undefined;

/** Largest number of lessons before one. */
const maxBefore = 50;

/** Writes the steps of a lesson in order, and keeps track of the text in the editor. */
export class LessonSteps {
  readonly manifest = new ManifestText('');

  /** @param find Finds the lessons that this one begins after. */
  constructor(private readonly find: FindLesson) {}

  /** Returns the lines that create the cluster of the lesson's start. */
  start(lesson: PlayedLesson, depth = 0): readonly string[] {
    const { after, example, manifest, do: steps } = lesson.start;
    const before = after === undefined || depth > maxBefore ? undefined : this.find(after);
    const lines = before === undefined ? [] : [...this.start(before, depth + 1), ...this.#whole(before)];
    const text = manifest ?? examples.find(({ id }) => id === example)?.yaml.en;
    if (text !== undefined) this.manifest.begin(text);
    return [...lines, ...steps.flatMap((step) => this.manifest.lines(step))];
  }

  /** Returns the lines that run before a page is shown. */
  begin({ begin }: PlayedLesson['pages'][number]): readonly string[] {
    return begin.flatMap((step) => this.manifest.lines(step));
  }

  /** Returns the lines for a page: the steps of its prediction, or its solution. */
  play(page: PlayedLesson['pages'][number]): readonly string[] {
    const task = page.do ?? page.answer;
    const steps = page.predict?.then ?? (task === undefined ? [] : solutionsOf(task)[0]![1]);
    return steps.flatMap((step) => this.manifest.lines(step));
  }

  #whole({ pages }: PlayedLesson): readonly string[] {
    return pages.flatMap((page) => [...this.begin(page), ...this.play(page), 'settle']);
  }
}

/** Returns the lines that note the values that the goals of a task compare with. */
export const notesFor = ({ goals }: Localized<Task>): readonly string[] => [
  ...new Set(goals.flatMap(({ check }) => noteFor(check) ?? [])),
];

/** Returns the lines that check the goals of a task. */
export function testsFor({ goals }: Localized<Task>): readonly string[] {
  return goals.flatMap(({ check, says }) => {
    const words = comment(says);
    const found = testFor(check);
    if ('why' in found) return [words, comment(`Not checked: ${found.why}. In the lab: ${JSON.stringify(check)}`)];
    const { test, note } = found;
    return [words, ...(note === undefined ? [] : [comment(note)]), `{ ${test}; } || missed ${quoted(says)}`];
  });
}

/** The lines before and after those of {@link testsFor}. */
export const testFrame = {
  before: ['result=0', `missed() { echo "not yet: $1"; result=1; }`],
  after: ['exit "$result"'],
} as const;

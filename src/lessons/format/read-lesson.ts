/** Reads a lesson file, and reports its faults with line and column. */
import * as v from 'valibot';
import { parseDocument, type Path, type ReadDocument } from '../../manifests/parse.ts';
import { type Lesson, lessonSchema } from './schema.ts';

/** Longest file that is read, in UTF-16 code units. */
const maxLessonLength = 100_000;
/** Largest number of problems that are reported at once. */
const maxProblems = 50;

export interface LessonProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Returns the place where a field of the file is written. */
export type PositionOf = Extract<ReadDocument, { value: unknown }>['positionOf'];

export type ReadLesson =
  { readonly lesson: Lesson; readonly positionOf: PositionOf } | { readonly problems: readonly LessonProblem[] };

/**
 * Checks the text of a lesson file. Rules between files, such as the ids of other lessons, are checked by
 * `checkCourse`.
 */
export function readLesson(text: string): ReadLesson {
  if (text.length > maxLessonLength) {
    return { problems: [{ line: 1, column: 1, message: `the file is longer than ${maxLessonLength} characters` }] };
  }
  const read = parseDocument(text);
  if ('error' in read) {
    const { line, column } = read.error.position;
    return { problems: [{ line, column, message: read.error.message }] };
  }
  const result = v.safeParse(lessonSchema, read.value);
  const found = result.success ? [] : result.issues;
  const problems = distinct(found.map((issue) => problemOf(issue, read.positionOf))).slice(0, maxProblems);
  if (result.success) {
    problems.push(...repeatedIds(result.output).map((problem) => placed(problem, read.positionOf)));
  }
  return result.success && problems.length === 0
    ? { lesson: result.output, positionOf: read.positionOf }
    : { problems };
}

/** Returns a problem with its place in the file instead of the path of its field. */
export function placed(
  { path, message }: { readonly path: Path; readonly message: string },
  positionOf: PositionOf,
): LessonProblem {
  const { line, column } = positionOf(path);
  return { line, column, message: `${written(path)}${message}` };
}

type Issue = v.BaseIssue<unknown>;

function problemOf(issue: Issue, positionOf: PositionOf): LessonProblem {
  const path = pathOf(issue);
  // The checker treats a list as a map with numbers as keys.
  const isList = issue.type === 'strict_object' && Array.isArray(issue.path?.at(-1)?.input);
  if (isList) return placed({ path: path.slice(0, -1), message: 'expected a map' }, positionOf);
  // Point at the key itself if it is unknown or its value has the wrong kind.
  const { line, column } = positionOf(path, issue.type === 'strict_object' ? 'key' : 'value');
  return { line, column, message: `${written(path)}${messageOf(issue)}` };
}

const distinct = (problems: readonly LessonProblem[]): LessonProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

const pathOf = (issue: Issue): Path =>
  issue.path?.map(({ key }) => (typeof key === 'number' ? key : String(key))) ?? [];

const written = (path: Path): string =>
  path.length === 0
    ? ''
    : `${path.reduce((all, step) => (typeof step === 'number' ? `${all}[${step}]` : `${all}.${step}`))}: `;

function messageOf(issue: Issue): string {
  if (issue.type === 'strict_object') {
    if (issue.expected === 'never') return 'unknown field';
    return issue.received === 'undefined' ? 'is missing' : 'expected a map';
  }
  if (issue.type === 'max_length') return `expected at most ${String(issue.requirement)} characters or items`;
  if (!issue.message.startsWith('Invalid')) return issue.message;
  if (issue.type === 'min_length') return `expected at least ${String(issue.requirement)} characters or items`;
  if (issue.type === 'min_value') return `expected at least ${String(issue.requirement)}`;
  if (issue.type === 'max_value') return `expected at most ${String(issue.requirement)}`;
  if (issue.type === 'integer') return 'expected a whole number';
  if (issue.type === 'starts_with') return `expected a text that begins with ${String(issue.requirement).trim()}`;
  const found = issue.received === 'Object' ? 'a map' : issue.received === 'Array' ? 'a list' : issue.received;
  const expected = issue.expected === 'Array' ? 'a list' : (issue.expected ?? 'another value');
  return `expected ${expected.replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ' or ')}, found ${found}`;
}

/** Addresses contain the ids of pages, so each may occur once. */
function repeatedIds({ pages }: Lesson): readonly { readonly path: Path; readonly message: string }[] {
  const seen = new Set<string>();
  return pages.flatMap(({ id }, i) => {
    if (!seen.has(id)) return (seen.add(id), []);
    return [{ path: ['pages', i, 'id'], message: `"${id}" is the id of a page before` }];
  });
}

/** Reads a lesson file, and says where it is wrong. */
import * as v from 'valibot';
import { parseDocument, type Path } from '../../manifests/parse.ts';
import { type Lesson, lessonSchema } from './schema.ts';

/** Largest file that is read, in UTF-16 units. */
const maxLessonLength = 100_000;
/** Most problems that are reported at once. */
const maxProblems = 50;

export interface LessonProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ReadLesson = { readonly lesson: Lesson } | { readonly problems: readonly LessonProblem[] };

/** Checks the text of a lesson file. What is beyond a file of its own, as the ids of others, is `checkCourse`'s. */
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
  const problems = found.slice(0, maxProblems).map((issue): LessonProblem => {
    const path = pathOf(issue);
    // A key that is not known, or whose value is of a wrong kind, is pointed at itself.
    const { line, column } = read.positionOf(path, issue.type === 'strict_object' ? 'key' : 'value');
    return { line, column, message: `${written(path)}${messageOf(issue)}` };
  });
  if (result.success) {
    problems.push(...repeatedIds(result.output).map(({ path, message }) => ({ ...read.positionOf(path), message })));
  }
  return result.success && problems.length === 0 ? { lesson: result.output } : { problems };
}

type Issue = v.BaseIssue<unknown>;

const pathOf = (issue: Issue): Path =>
  issue.path?.map(({ key }) => (typeof key === 'number' ? key : String(key))) ?? [];

const written = (path: Path): string =>
  path.length === 0
    ? ''
    : `${path.reduce((all, step) => (typeof step === 'number' ? `${all}[${step}]` : `${all}.${step}`))}: `;

function messageOf(issue: Issue): string {
  if (issue.type === 'strict_object') {
    return issue.expected === 'never'
      ? 'unknown field'
      : issue.received === 'undefined'
        ? 'is missing'
        : 'expected a map';
  }
  if (issue.type === 'max_length') return `expected at most ${String(issue.requirement)} characters or items`;
  if (issue.type === 'min_length' && issue.message.startsWith('Invalid')) {
    return `expected at least ${String(issue.requirement)} characters or items`;
  }
  if (!issue.message.startsWith('Invalid')) return issue.message;
  return `expected ${issue.expected ?? 'another value'}, found ${issue.received}`;
}

/** Pages are named in addresses: each once. */
function repeatedIds({ pages }: Lesson): readonly { readonly path: Path; readonly message: string }[] {
  const seen = new Set<string>();
  return pages.flatMap(({ id }, i) => {
    if (!seen.has(id)) return (seen.add(id), []);
    return [{ path: ['pages', i, 'id'], message: `pages[${i}].id: "${id}" is the id of a page before` }];
  });
}

/** Finds the errors of a lesson file. */
import { placed, readLesson } from '../../src/lessons/format/read-lesson.ts';
import type { Lesson } from '../../src/lessons/format/schema.ts';
import { verifyLesson } from '../../src/lessons/run/verify-lesson.ts';
import '../programs-setup.ts';
import { courseLessons } from './files.ts';

/** Seeds of the clusters in which the lessons of authors are played. */
const seeds = [1, 7];

/** Finds a lesson of the course. */
export function findInCourse(): (id: string) => Lesson | undefined {
  let files: ReturnType<typeof courseLessons> | undefined;
  return (id) => {
    const read = (files ??= courseLessons()).get(id);
    return read !== undefined && 'lesson' in read ? read.lesson : undefined;
  };
}

/**
 * Returns the errors of a lesson file, a line each; an empty list if it is valid.
 * @param played Seeds of the clusters that it is played in.
 */
export function problemsOf(file: string, text: string, played: readonly number[] = seeds): readonly string[] {
  const read = readLesson(text);
  const line = (problem: { readonly line: number; readonly column: number; readonly message: string }): string =>
    `${file}:${problem.line}:${problem.column}: ${problem.message}`;
  if ('problems' in read) return read.problems.map(line);
  const find = findInCourse();
  const faults = played.flatMap((seed) => verifyLesson(read.lesson, find, seed));
  return [...new Set(faults.map((fault) => line(placed(fault, read.positionOf))))];
}

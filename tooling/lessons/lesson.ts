/** Checks lesson files: `npm run lesson -- FILE...`. Prints what is wrong with line and column. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { readLesson } from '../../src/lessons/format/read-lesson.ts';
import { verifyLesson } from '../../src/lessons/run/verify-lesson.ts';
import '../programs-setup.ts';
import { courseLessons } from './files.ts';

/** Seeds of the clusters that a lesson is played in. */
const seeds = [1, 7];

/** Returns what is wrong with a lesson file, a line each; nothing when it is right. */
export function problemsOf(file: string, text: string): readonly string[] {
  const read = readLesson(text);
  if ('problems' in read)
    return read.problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
  const { lesson } = read;
  const others = courseLessons();
  const find = (id: string) => {
    const other = others.get(id);
    return other !== undefined && 'lesson' in other ? other.lesson : undefined;
  };
  return seeds.flatMap((seed) =>
    verifyLesson(lesson, find, seed).map(({ page, message }) => {
      const where = page === undefined ? 'start' : `page ${lesson.pages[page]!.id}`;
      return `${file}: ${where}, seed ${seed}: ${message}`;
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    console.error('usage: npm run lesson -- FILE...');
    process.exit(2);
  }
  const problems = files.flatMap((file) => problemsOf(file, readFileSync(file, 'utf8')));
  problems.forEach((problem) => console.error(problem));
  if (problems.length === 0) console.log(`${files.join(', ')}: right`);
  process.exit(problems.length === 0 ? 0 : 1);
}

/** Checks lesson files: `npm run lesson -- FILE...`. Prints what is wrong with line and column. */
import { readFileSync } from 'node:fs';
import { problemsOf } from './lesson-problems.ts';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: npm run lesson -- FILE...');
  process.exit(2);
}
const problems = files.flatMap((file) => problemsOf(file, readFileSync(file, 'utf8')));
problems.forEach((problem) => console.error(problem));
if (problems.length === 0) console.log(`${files.join(', ')}: right`);
process.exit(problems.length === 0 ? 0 : 1);

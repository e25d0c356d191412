import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coursePage, courseText, misconceptions, questions, sections } from './course-page.ts';
import { courseLessons } from './files.ts';

const served = [...courseLessons().values()].flatMap((read) => ('lesson' in read ? [read.lesson.serves] : []));

test('docs/course.md lists the lessons as they are', async () => {
  // `npx tsx tooling/lessons/course-page.ts` writes it.
  expect(readFileSync(coursePage, 'utf8')).toBe(await courseText());
});

test.each(Object.keys(sections))('section %s of the tutorial has a lesson', (section) => {
  expect(served.some((serves) => serves.sections.includes(section))).toBe(true);
});

test.each(misconceptions.map((belief, i) => [i + 1, belief] as const))(
  'misconception %i has a lesson: %s',
  (number) => {
    expect(served.some((serves) => serves.misconceptions.includes(number))).toBe(true);
  },
);

test.each(questions.map((question, i) => [i + 1, question] as const))('question %i has a lesson: %s', (number) => {
  expect(served.some((serves) => serves.questions.includes(number))).toBe(true);
});

import { expect, test } from 'vitest';
import { checkCourse } from '../../src/lessons/format/course.ts';
import { localize } from '../../src/lessons/format/localize.ts';
import type { Lesson } from '../../src/lessons/format/schema.ts';
import { verifyLesson } from '../../src/lessons/run/verify-lesson.ts';
import { answers } from './answers.ts';
import { courseIndex, courseLessons } from './files.ts';

const files = courseLessons();
const lessons = new Map(
  [...files].flatMap(([name, read]): [string, Lesson][] => ('lesson' in read ? [[name, read.lesson]] : [])),
);
const find = (id: string): Lesson | undefined => lessons.get(id);

test.each([...files])('%s.yaml is read without a problem', (_, read) => {
  expect('problems' in read ? read.problems : []).toEqual([]);
});

test('each lesson is in one chapter, and begins after one that exists', () => {
  expect(checkCourse(courseIndex(), lessons)).toEqual([]);
});

const seeds = process.env.BREADTH ? [1, 7] : [1];
test.each([...lessons.keys()].flatMap((name) => seeds.map((seed) => [name, seed] as const)))(
  '%s works in a cluster with seed %i, and the engine answers its predictions as their sources do',
  (name, seed) => {
    const given: Record<string, string> = {};
    const faults = verifyLesson(lessons.get(name)!, find, seed, (page, value) => (given[page] = String(value)));
    expect(faults).toEqual([]);
    if (seed !== 1) return;
    const stated = Object.keys(given).map((page) => [page, String(answers[`${name}/${page}`]?.value)]);
    expect(given).toEqual(Object.fromEntries(stated));
    expect(Object.keys(given)).toEqual(lessons.get(name)!.pages.flatMap((p) => ('predict' in p ? [p.id] : [])));
  },
);

test('each stated answer is that of a prediction', () => {
  const predictions = [...lessons.values()].flatMap(({ id, pages }) =>
    pages.flatMap((page) => ('predict' in page ? [`${id}/${page.id}`] : [])),
  );
  expect(Object.keys(answers).toSorted()).toEqual(predictions.toSorted());
});

// A page explains one idea: at most 90 English words, 160 Chinese characters.
test.each([...lessons.values()].flatMap(({ id, pages }) => pages.map((page) => [id, page.id, page] as const)))(
  'the text of %s/%s is short',
  (_, __, page) => {
    if (!('text' in page)) return;
    expect(page.text.en.split(/\s+/).length).toBeLessThanOrEqual(90);
    expect(page.text.zh.match(/\p{Script=Han}/gu)?.length).toBeLessThanOrEqual(160);
  },
);

// An option is the same in both languages: names, numbers and output, not prose.
test.each([...lessons])('the options of %s need no translation', (_, { start, pages }) => {
  const values = pages.flatMap((page) =>
    'predict' in page ? page.predict.wrong.map(({ value }) => String(value)) : [],
  );
  const words = values.flatMap((value) => value.split(/[ ,]+/).filter((word) => /^[a-z]+$/.test(word)));
  const known = ['true', 'false', JSON.stringify(start)];
  expect(words.filter((word) => !known.some((text) => text.includes(word)))).toEqual([]);
});

// These words tell learners that something is easy that is hard for them.
test.each([...lessons])('%s talks down to nobody', (_, lesson) => {
  expect(JSON.stringify(lesson)).not.toMatch(/\b(?:just|simply|obviously|easy|easily)\b|只需|简单地|显然/i);
});

test.each([...lessons])('%s holds both languages, and a page loads one', (_, lesson) => {
  expect(JSON.stringify(localize(lesson, 'en'))).not.toMatch(/\p{Script=Han}/u);
  expect(JSON.stringify(localize(lesson, 'zh').pages)).toMatch(/\p{Script=Han}/u);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { localize } from '../../lessons/format/localize.ts';
import { readLesson } from '../../lessons/format/read-lesson.ts';
import { decodeSession, encodeSession } from '../../share/link.ts';
import type { Lab } from '../../store/lab.ts';
import { newLab } from '../../store/testing.ts';
import { carriedOf, readCarried } from './carried.ts';
import type { LocalLesson } from './local-lesson.ts';
import { LessonPlayer } from './player.ts';
import type { Surroundings } from './player-state.ts';

const file = join(import.meta.dirname, '../../lessons/course/updates/partition.yaml');
const lesson = lessonIn(readFileSync(file, 'utf8'));

function lessonIn(text: string): LocalLesson {
  const read = readLesson(text);
  if ('problems' in read) throw new Error(read.problems[0]!.message);
  return { ...localize(read.lesson, 'en'), hash: '' };
}

const around = (lab: Lab): Surroundings => ({
  schedule: () => {},
  open: async (session) => lab.act('openSession', { session, beginning: null }),
  programs: () => Promise.resolve(),
  compares: false,
});

/** The lesson as one has come to its second page, having predicted 2. */
let player: LessonPlayer;
/** The fragment of the address that leads to the lab. */
let fragment: string;

beforeAll(async () => {
  const { lab } = newLab({ paused: true });
  player = await LessonPlayer.begin(lab, lesson, new Map(), around(lab));
  player.show(0);
  player.guess(2);
  player.show(1);
  fragment = encodeSession(lab.read(({ session }) => session())) + carriedOf(player.store.getState());
});

/** A lab that has opened the session of the address. */
async function opened(): Promise<Lab> {
  const { lab } = newLab({ paused: true });
  await lab.act('openSession', { session: decodeSession(fragment), beginning: null });
  return lab;
}

/** The address with other pages in it. */
const withPages = (pages: unknown): string =>
  `${fragment.replace(/&.*/, '')}&progress=${encodeURIComponent(JSON.stringify(pages))}`;

/** Returns the pages that the address carries, to be changed. */
const carriedPages = (): Record<string, Record<string, unknown>> =>
  JSON.parse(new URLSearchParams(fragment.replace(/^[^&]*/, '')).get('progress')!) as Record<
    string,
    Record<string, unknown>
  >;

test('an address carries the pages, the prediction, its answer and the moment that decided it', async () => {
  const { progress } = player.store.getState();
  const read = readCarried(fragment, lesson, await opened());
  expect(Object.keys(read!)).toEqual(['as-printed', 'as-meant']);
  expect(read!['as-printed']).toMatchObject({ guess: 2, answer: 0 });
  expect(read).toEqual(progress);
});

test('the lesson goes on in the other lab: the task counts from where its page was opened', async () => {
  const lab = await opened();
  const other = new LessonPlayer(lab, lesson, around(lab), readCarried(fragment, lesson, lab)!);
  other.show(1);
  Array.from(other.check());
  expect(other.store.getState().progress['as-meant']!.task).toMatchObject({ done: false });
  expect(other.store.getState().progress['as-printed']).toMatchObject({ guess: 2, answer: 0 });
});

test('an address without progress carries none, nor does one that is too long', async () => {
  const lab = await opened();
  expect(readCarried(fragment.replace(/&.*/, ''), lesson, lab)).toBeUndefined();
  expect(readCarried(withPages({ ...carriedPages(), more: 'x'.repeat(20_000) }), lesson, lab)).toBeUndefined();
});

test.each(['', 'null', '[]', '{}', '1', '"text"', '{', '{"__proto__":{"as-printed":{}}}'])(
  'what is no progress is left alone: %s',
  async (text) => {
    const address = `${fragment.replace(/&.*/, '')}&progress=${encodeURIComponent(text)}`;
    expect(readCarried(address, lesson, await opened())).toBeUndefined();
  },
);

test.each<[string, (from: unknown[]) => Record<string, unknown>]>([
  ['a run that there is not', () => ({ run: 99 })],
  ['a moment that there is not', ([, ...rest]) => ({ from: [99_999, ...rest] })],
  ['a time before its moment', (from) => ({ from: [...from.slice(0, 2), -1] })],
])('a page of %s is left out, and the others are kept', async (_, change) => {
  const pages = carriedPages();
  const { 'as-meant': page } = pages;
  const changed = { ...page, ...change(page!.from as unknown[]) };
  const read = readCarried(withPages({ ...pages, 'as-meant': changed }), lesson, await opened());
  expect(Object.keys(read!)).toEqual(['as-printed']);
});

test.each<[string, Record<string, unknown>]>([
  ['a guess that is none', { guess: { toString: 'x' } }],
  ['a prediction without an answer', { answer: undefined }],
])('%s: the question is asked again', async (_, change) => {
  const pages = carriedPages();
  const read = readCarried(
    withPages({ ...pages, 'as-printed': { ...pages['as-printed'], ...change } }),
    lesson,
    await opened(),
  );
  expect(read!['as-printed']).not.toHaveProperty('guess');
  expect(read!['as-printed']!.options).toContain(0);
});

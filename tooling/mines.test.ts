import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearMines, plantMines } from './mines.ts';

beforeEach(plantMines);
afterEach(clearMines);

test.each<[string, () => unknown]>([
  ['Math.random()', () => Math.random()],
  ['Date.now()', () => Date.now()],
  ['Date()', () => Date()],
  ['new Date()', () => new Date()],
  ['performance.now()', () => performance.now()],
  ['setTimeout()', () => setTimeout(() => {}, 0)],
  ['queueMicrotask()', () => queueMicrotask(() => {})],
  // Ways that ESLint does not detect.
  [
    'Math.random()',
    () => (globalThis as unknown as Record<'Math', Record<string, () => number>>)['Math']['random']?.(),
  ],
])('%s throws where the floors are pure', (name, use) => expect(use).toThrow(`${name} is banned in the pure floors`));

test('a Date made of a given time is no clock', () => {
  expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
  expect(new Date(0)).toBeInstanceOf(Date);
  expect(Date.UTC(2024, 0, 1)).toBe(1_704_067_200_000);
});

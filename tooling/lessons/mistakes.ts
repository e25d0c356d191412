/** Mistakes in a lesson file, for the tests of the error messages. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { problemsOf } from './lesson-problems.ts';

/** A valid lesson. */
export const text = readFileSync(new URL('../../src/lessons/course/state/first-set.yaml', import.meta.url), 'utf8');

/** A mistake: a part of the file, its replacement, the words at which the message points, and the message. */
export type Mistake = readonly [from: string, to: string, at: readonly string[], message: string];

/** Returns where the last of some words begins that stand one after the other in a text, as line:column. */
function placeOf(changed: string, ...words: readonly string[]): string {
  const offset = words.reduce((from, word) => {
    const at = changed.indexOf(word, from);
    expect(at, word).toBeGreaterThanOrEqual(0);
    return at;
  }, 0);
  const before = changed.slice(0, offset).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

/** Expects an error message at the place of a mistake, which shows in a cluster with any seed. */
export function expectReported([from, to, words, message]: Mistake): void {
  expect(text).toContain(from);
  const changed = text.replace(from, () => to);
  expect(problemsOf('x.yaml', changed, [1])).toContain(`x.yaml:${placeOf(changed, ...words)}: ${message}`);
}

import { describe, expect, it } from 'vitest';
import { hunksOf } from './hunks.ts';
import { linesOf, normalFormat, unifiedDiff } from './formats.ts';

const normal = (before: string, after: string): string => {
  const [a, b] = [linesOf(before), linesOf(after)];
  return normalFormat(a, b, hunksOf(a, b));
};
const lines = (...words: string[]): string => words.map((word) => `${word}\n`).join('');

// The right answers are those of GNU diffutils 3.8.
describe('the normal format', () => {
  it.each([
    [lines('1', '2', '3'), lines('2', '3', '4'), '1d0\n< 1\n3a3\n> 4\n'],
    [lines('a', 'b', 'c'), lines('a', 'X', 'c', 'd'), '2c2\n< b\n---\n> X\n3a4\n> d\n'],
    [lines('a', 'b'), lines('c', 'd', 'e'), '1,2c1,3\n< a\n< b\n---\n> c\n> d\n> e\n'],
    ['', lines('a', 'b'), '0a1,2\n> a\n> b\n'],
    [lines('a'), '', '1d0\n< a\n'],
    ['a', 'a\n', '1c1\n< a\n\\ No newline at end of file\n---\n> a\n'],
    [lines('a', 'b', 'b', 'c'), lines('a', 'b', 'c'), '3d2\n< b\n'],
    [lines('x', 'y'), lines('x', 'y'), ''],
  ])('of %j and %j', (before, after, printed) => {
    expect(normal(before, after)).toBe(printed);
  });
});

describe('the unified format', () => {
  it('shows three lines around a change, and joins changes that are near', () => {
    const before = lines('1', '2', '3', '4', '5', '6', '7', '8', '9');
    const after = before.replace('2', 'x').replace('8', 'y');
    expect(unifiedDiff('a', 'b', before, after)).toBe(
      '--- a\n+++ b\n@@ -1,9 +1,9 @@\n 1\n-2\n+x\n 3\n 4\n 5\n 6\n 7\n-8\n+y\n 9\n',
    );
  });

  it('counts no lines from the one before them', () => {
    expect(unifiedDiff('a', 'b', '', 'x\n')).toBe('--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n');
    expect(unifiedDiff('a', 'b', 'x\n', '')).toBe('--- a\n+++ b\n@@ -1 +0,0 @@\n-x\n');
  });

  it('is empty for equal texts', () => {
    expect(unifiedDiff('a', 'b', 'x\n', 'x\n')).toBe('');
  });
});

describe('changes of long texts', () => {
  /** The second text, made of the first and the changes. */
  const changed = (a: readonly string[], b: readonly string[]): readonly string[] => {
    const result: string[] = [];
    let at = 0;
    for (const { before, after } of hunksOf(a, b)) {
      result.push(...a.slice(at, before.start), ...b.slice(after.start, after.end));
      at = before.end;
    }
    return [...result, ...a.slice(at)];
  };
  const up = Array.from({ length: 3000 }, (_, i) => `${i}`);
  const few = Array.from({ length: 3000 }, (_, i) => `${(i * i) % 97}`);

  it.each([
    ['reversed', up, up.toReversed()],
    ['of few different lines', few, few.toReversed()],
    ['mixed', up, up.map((_, i) => `${(i * 1009) % 3000}`)],
    ['with a part moved', up, [...up.slice(2000), ...up.slice(0, 2000)]],
  ])('%s lead from one to the other', (_, a, b) => {
    expect(changed(a, b)).toEqual(b);
  });

  it('keep lines that are where they were between parts that differ in all', () => {
    const other = up.map((line, i) => (i % 1000 === 500 ? line : `other ${line}`));
    const kept = hunksOf(up, other);
    expect(kept.map(({ before }) => before.start)).toEqual([0, 501, 1501, 2501]);
  });
});

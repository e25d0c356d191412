import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortedOrdinals } from './sorted-ordinals.ts';

it('agrees with looking at each number, whatever is put in and taken out', () => {
  const ordinal = fc.integer({ min: 0, max: 20 });
  const changes = fc.array(fc.tuple(ordinal, fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(changes, ordinal, ordinal, (list, from, to) => {
      const ordinals = new SortedOrdinals();
      const expected = new Set<number>();
      for (const [n, isIn] of list) {
        ordinals.toggle(n, isIn);
        if (isIn) expected.add(n);
        else expected.delete(n);
      }
      const interval = Array.from({ length: 21 }, (_, n) => n).filter((n) => n >= from && n <= to);
      const [inside, gaps] = [interval.filter((n) => expected.has(n)), interval.filter((n) => !expected.has(n))];
      expect(ordinals.range(from, to)).toEqual(inside);
      expect(ordinals.count(from, to)).toBe(inside.length);
      expect([ordinals.first(from, to), ordinals.last(from, to)]).toEqual([inside[0], inside.at(-1)]);
      expect([ordinals.firstGap(from, to), ordinals.lastGap(from, to)]).toEqual([gaps[0], gaps.at(-1)]);
    }),
    { seed: 20260101 },
  );
});

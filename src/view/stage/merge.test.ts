import fc from 'fast-check';
import { expect, it } from 'vitest';
import { merge } from './merge.ts';

interface Item {
  readonly key: number;
  readonly value: string;
}
const key = fc.nat({ max: 20 });

it('merging gives what a map in order would, and the same list when nothing is another', () => {
  fc.assert(
    fc.property(
      fc.dictionary(key.map(String), fc.string()),
      fc.array(fc.tuple(key, fc.option(fc.string()))),
      (before, changes) => {
        const list = Object.entries(before).map(([k, value]): Item => ({ key: Number(k), value }));
        const asked = new Map(changes.map(([k, value]) => [k, value === null ? null : { key: k, value }]));
        const map = new Map(list.map((item) => [item.key, item]));
        for (const [k, item] of asked) {
          if (item === null) map.delete(k);
          else map.set(k, item);
        }
        const expected = [...map.values()].sort((a, b) => a.key - b.key);
        expect(merge(list, (item) => item.key, asked)).toEqual(expected);
        expect(merge(list, (item) => item.key, new Map(list.map((item) => [item.key, item])))).toBe(list);
        expect(merge(list, (item) => item.key, new Map([[99, null]]))).toBe(list);
      },
    ),
  );
});

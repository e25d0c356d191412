import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PersistentMap } from './persistent-map.ts';

const changes = fc.array(fc.tuple(fc.string({ maxLength: 2 }), fc.option(fc.nat(), { nil: undefined })));

const empty: PersistentMap<number> = PersistentMap.empty;

const mapAfter = (steps: readonly (readonly [string, number | undefined])[]): Map<string, number> => {
  const map = new Map<string, number>();
  for (const [key, value] of steps) {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
  return map;
};

describe('a persistent map', () => {
  it('holds what a map holds, and its predecessor what it held before', () => {
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const before = empty.with(first);
        const after = before.with(second);
        expect(new Map(before.entries())).toEqual(mapAfter(first));
        expect(new Map(after.entries())).toEqual(mapAfter([...first, ...second]));
        for (const [key, value] of after.entries()) expect(after.get(key)).toBe(value);
      }),
    );
  });

  it('tells each key of another value, and no other, forth and back', () => {
    fc.assert(
      fc.property(changes, changes, (first, second) => {
        const before = empty.with(first);
        const after = before.with(second);
        for (const [from, to] of [
          [before, after],
          [after, before],
        ] as const) {
          const changes: [string, number | undefined, number | undefined][] = [];
          to.changedSince(from, (...change) => changes.push(change));
          const keys = new Set([...from.entries(), ...to.entries()].map(([key]) => key));
          const differ = [...keys].filter((key) => from.get(key) !== to.get(key));
          expect(changes.map(([key]) => key).sort()).toEqual(differ.sort());
          for (const [key, value, previous] of changes) expect([value, previous]).toEqual([to.get(key), from.get(key)]);
        }
      }),
    );
  });
});

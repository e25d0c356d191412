import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal, shareStructure } from './values.ts';

const json = fc.jsonValue({ maxDepth: 4 });

describe('shareStructure', () => {
  it('says what it was given, whatever it shares with', () => {
    fc.assert(
      fc.property(json, json, (before, next) => {
        expect(shareStructure(before, next)).toEqual(next);
      }),
      { seed: 20260101 },
    );
  });

  it('gives the earlier value itself for an equal one', () => {
    fc.assert(
      fc.property(json, (before) => {
        const copy = structuredClone(before);
        expect(equal(before, copy)).toBe(true);
        expect(shareStructure(before, copy)).toBe(before);
      }),
      { seed: 20260101 },
    );
  });

  it('shares the parts that are equal, also in a list', () => {
    const before = { spec: { a: [1] }, status: { list: [{ ready: true }, { ready: false }] } };
    const next = { spec: { a: [1] }, status: { list: [{ ready: true }, { ready: true }] } };
    const shared = shareStructure(before, next);
    expect(shared.spec).toBe(before.spec);
    expect(shared.status.list[0]).toBe(before.status.list[0]);
    expect(shared.status.list[1]).toBe(next.status.list[1]);
    expect(next.spec).not.toBe(before.spec);
  });
});

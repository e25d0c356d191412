import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, whole } from '../shared/grid-geometry.ts';
import { nodeFieldLayout, podDensityOf, rangesOf, roomFor } from './pod-density.ts';

it.each([
  [0, 'cards'],
  [60, 'cards'],
  [61, 'chips'],
  [250, 'chips'],
  [251, 'field'],
  [10_000, 'field'],
])('%d Pods on all nodes are %s', (pods, level) => {
  expect(podDensityOf(pods)).toBe(level);
});

type Field = ReturnType<typeof nodeFieldLayout>;

describe('the field of a node', () => {
  it('has room for what is in it, and little more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12_000 }), (most) => {
        expect(roomFor(most)).toBeGreaterThanOrEqual(most);
        expect(roomFor(most) - most).toBeLessThan(Math.max(most / 2, 10));
      }),
    );
  });

  it('keeps its room while single Pods come and go', () => {
    expect([334, 333, 320].map(roomFor)).toEqual([350, 350, 350]);
  });

  it('has the same cells and the same height, whoever is in it, and all within', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.nat(5000),
        fc.integer({ min: 150, max: 900 }),
        fc.integer({ min: 80, max: 400 }),
        (a, b, width, height) => {
          const room = roomFor(Math.max(a, b));
          const [one, other] = [a, b].map((count) => nodeFieldLayout(count, room, { width, height })) as [Field, Field];
          expect(other.height).toBe(one.height);
          expect([other.layout.width, other.layout.height]).toEqual([one.layout.width, one.layout.height]);
          const last = cellOf(a - 1, one.layout, whole);
          expect(last.y + last.height).toBeLessThanOrEqual(one.height + 1e-6);
          expect(last.x + last.width).toBeLessThanOrEqual(width + 1e-6);
        },
      ),
    );
  });
});

it('three names that follow each other are a range', () => {
  expect(rangesOf([0, 1, 2, 5, 7, 8])).toEqual([
    [0, 2],
    [5, 5],
    [7, 7],
    [8, 8],
  ]);
  expect(rangesOf([])).toEqual([]);
});

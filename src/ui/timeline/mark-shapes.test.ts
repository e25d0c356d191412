import { expect, it } from 'vitest';
import { steadyEnd } from './mark-shapes.ts';

const ends = Array.from({ length: 2000 }, (_, i) => 1 + i * 37);

it('draws for an end that is not beyond the real one, and at most 5% before it', () => {
  for (const end of ends) {
    expect(steadyEnd(end)).toBeLessThanOrEqual(end * 1.000001);
    expect(steadyEnd(end) * 1.05).toBeGreaterThan(end * 0.999999);
  }
});

it('keeps that end while time goes on, and never goes back', () => {
  const steady = ends.map(steadyEnd);
  expect(new Set(steady).size).toBeLessThan(ends.length / 8);
  expect(steady.toSorted((a, b) => a - b)).toEqual(steady);
});

import { describe, expect, it } from 'vitest';
import { Random } from './random.ts';

describe('Random', () => {
  it('gives the same lot for the same seed and purpose, and others otherwise', () => {
    const random = new Random(7);
    expect(random.bits('a')).toBe(new Random(7).bits('a'));
    expect(random.bits('a')).not.toBe(random.bits('b'));
    expect(random.bits('a')).not.toBe(new Random(8).bits('a'));
  });

  it('makes version 4 UUIDs without repetition', () => {
    const random = new Random(1);
    const uuids = Array.from({ length: 5000 }, (_, i) => random.uuid(`uid ${i}`));
    expect(new Set(uuids).size).toBe(uuids.length);
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('spreads over the interval', () => {
    const random = new Random(3);
    const lots = Array.from({ length: 2000 }, (_, i) => random.between(10, 20, `n ${i}`));
    expect(Math.min(...lots)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...lots)).toBeLessThan(20);
    expect(lots.filter((x) => x < 15).length / lots.length).toBeCloseTo(0.5, 1);
  });
});

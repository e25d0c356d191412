import { describe, expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

describe('RateLimiter', () => {
  it('lets a burst through at once, and what follows at its steady rate', () => {
    const limiter = new RateLimiter(10, 3);
    expect([1, 1, 1, 1, 1].map((n) => limiter.reserve(0, n))).toEqual([0, 0, 0, 100, 200]);
  });

  it('fills up again with time, never above the burst', () => {
    const limiter = new RateLimiter(10, 3);
    limiter.reserve(0, 3);
    expect(limiter.reserve(100, 1)).toBe(0);
    expect(limiter.reserve(100_000, 4)).toBe(100);
  });
});

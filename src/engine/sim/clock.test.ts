import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Clock } from './clock.ts';

const drain = (clock: Clock): string[] => {
  const run: string[] = [];
  for (let task = clock.take(); task !== undefined; task = clock.take())
    run.push(`${task.at} ${task.handler} ${task.key}`);
  return run;
};

describe('Clock', () => {
  it('runs tasks by due time, and those of one time in the order in which they were scheduled', () => {
    const clock = new Clock();
    clock.schedule('a', 'x', 20);
    clock.schedule('b', 'x', 10);
    clock.schedule('a', 'y', 10);
    expect(drain(clock)).toEqual(['10 b x', '10 a y', '20 a x']);
    expect(clock.now).toBe(20);
  });

  it('keeps one task for a handler and key, the earliest', () => {
    const clock = new Clock();
    clock.schedule('a', 'x', 20);
    clock.schedule('a', 'x', 5);
    clock.schedule('a', 'x', 30);
    expect(drain(clock)).toEqual(['5 a x']);
  });

  it('is at rest while only endless retries are pending', () => {
    const clock = new Clock();
    clock.schedule('kubelet', 'x', 100, { background: true });
    expect(clock.atRest).toBe(true);
    clock.schedule('kubelet', 'x', 10);
    expect(clock.atRest).toBe(false);
    clock.take();
    expect(clock.atRest).toBe(true);
    expect(clock.peek()).toBeUndefined();
  });

  it('agrees with sorting, whatever is scheduled', () => {
    const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 30 })), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(entries, (list) => {
        const clock = new Clock();
        const earliest = new Map<number, { at: number; order: number }>();
        list.forEach(([at, key], order) => {
          clock.schedule('h', String(key), at);
          const known = earliest.get(key);
          if (known === undefined || at < known.at) earliest.set(key, { at, order });
        });
        const expected = [...earliest]
          .sort(([, a], [, b]) => a.at - b.at || a.order - b.order)
          .map(([key, { at }]) => `${at} h ${key}`);
        expect(drain(clock)).toEqual(expected);
      }),
      { seed: 20260101 },
    );
  });
});

/** Replaces the wall clock, random numbers and timers by functions that throw. */
import { vi } from 'vitest';

function mined(name: string, instead: string): () => never {
  return () => {
    throw new Error(`${name} is banned in the pure floors: ${instead}`);
  };
}

const clock = 'use the cluster clock (sim/clock.ts)';
const chance = 'use the cluster generator (sim/random.ts)';

/** A Date that can be created only from given values. */
const MinedDate = new Proxy(Date, {
  construct(target, args, newTarget) {
    if (args.length === 0) mined('new Date()', clock)();
    return Reflect.construct(target, args, newTarget) as object;
  },
  apply: mined('Date()', clock),
  get: (target, key, receiver) => (key === 'now' ? mined('Date.now()', clock) : Reflect.get(target, key, receiver)),
});

/** Replaces them until {@link clearMines} is called. */
export function plantMines(): void {
  vi.spyOn(Math, 'random').mockImplementation(mined('Math.random()', chance));
  vi.spyOn(performance, 'now').mockImplementation(mined('performance.now()', clock));
  vi.stubGlobal('Date', MinedDate);
  for (const timer of ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']) {
    vi.stubGlobal(timer, mined(`${timer}()`, clock));
  }
}

export function clearMines(): void {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
}

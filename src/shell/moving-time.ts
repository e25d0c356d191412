/** Virtual time for a cluster that no one plays, as in tests: it advances whenever something waits. */
import type { Cluster } from '../engine/index.ts';
import type { ShellEnvironment } from './environment.ts';
import { someoneBreathes } from './turns.ts';

/** Lets other code run that waits or watches. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Returns a `wait` that advances the cluster's time, step by step, to the next task of the cluster or the next
 * requested time. If there is none, it waits until something is written or the signal is aborted.
 */
export function movingTime(cluster: Cluster): ShellEnvironment['wait'] {
  const moments = new Set<{ readonly until: number }>();
  let wakeIdle = (): void => undefined;
  let idle = new Promise<void>((resolve) => (wakeIdle = resolve));
  const wake = (): void => {
    wakeIdle();
    idle = new Promise<void>((resolve) => (wakeIdle = resolve));
  };
  return async (until = Infinity, signal) => {
    const moment = { until };
    let changed = false;
    const unsubscribe = cluster.subscribe(() => {
      changed = true;
      wake();
    });
    const over = (): boolean => signal.aborted || changed || cluster.now() >= until;
    signal.addEventListener('abort', wake);
    moments.add(moment);
    wake();
    try {
      while (!over()) {
        // A command that is about to continue may wait for less time.
        do await turn();
        while (someoneBreathes());
        if (over()) return;
        const task = cluster.nextTaskAt() ?? Infinity;
        const due = Math.min(...[...moments].map((each) => each.until));
        if (task <= due && task < Infinity) cluster.step();
        else if (due < Infinity) cluster.advanceTo(Math.max(due, cluster.now()));
        else await idle;
      }
    } finally {
      moments.delete(moment);
      signal.removeEventListener('abort', wake);
      unsubscribe();
    }
  };
}

/** Time for a cluster that nobody plays, as in tests: it moves whenever somebody waits. */
import type { Cluster } from '../engine/index.ts';
import type { ShellEnvironment } from './environment.ts';
import { someoneBreathes } from './session/limits.ts';

/** Lets others go on: whoever waits, and whoever watches. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Returns a `wait` that moves the cluster's time, step by step, to whatever comes first: a task of the cluster or a
 * moment that somebody waits for. Where nothing is due, it lasts until something is written or the signal comes.
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
        // A command that is about to continue may come to wait as well, for less time.
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

/** Virtual time that commands take. */
import type { ShellEnvironment } from './environment.ts';

type Clock = Pick<ShellEnvironment, 'cluster' | 'wait' | 'settle' | 'timeRuns'>;

/**
 * Virtual ms that kubectl takes to start and to receive a response. The next command sees the controllers' work during
 * this time.
 */
export const roundTrip = 60;

/** Waits for the given virtual ms. Time stands still while the clock is paused. */
export async function sleep({ cluster, wait, settle }: Clock, ms: number, signal: AbortSignal): Promise<void> {
  settle();
  const until = cluster.now() + ms;
  while (!signal.aborted && cluster.now() < until) await wait(until, signal);
}

/** Spends the time that a command takes. While the clock is paused, a command takes no time. */
export async function takeTime(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const { cluster, wait, settle, timeRuns } = clock;
  if (!timeRuns()) return;
  settle();
  const until = cluster.now() + ms;
  while (!signal.aborted && timeRuns() && cluster.now() < until) await wait(until, signal);
}

/** Virtual time as commands spend it. */
import type { ShellEnvironment } from './environment.ts';

type Clock = Pick<ShellEnvironment, 'cluster' | 'wait' | 'settle' | 'timeRuns'>;

/** Virtual ms that kubectl takes to start and to be answered: what controllers do meanwhile, the next command sees. */
export const roundTrip = 60;

/** Waits for so many virtual ms. It stands still while the clock does. */
export async function sleep({ cluster, wait, settle }: Clock, ms: number, signal: AbortSignal): Promise<void> {
  settle();
  const until = cluster.now() + ms;
  while (!signal.aborted && cluster.now() < until) await wait(until, signal);
}

/** Spends the time that a command takes. While the clock stands still, a command takes none. */
export async function takeTime(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  const { cluster, wait, settle, timeRuns } = clock;
  if (!timeRuns()) return;
  settle();
  const until = cluster.now() + ms;
  while (!signal.aborted && timeRuns() && cluster.now() < until) await wait(until, signal);
}

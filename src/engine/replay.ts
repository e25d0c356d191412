/** Replays recorded inputs by virtual time. */
import { StatusError } from './base/status-error.ts';
import type { Clock } from './sim/clock.ts';
import type { ReplayEnd, ReplayInput, ReplayPlace } from './trace/input.ts';
import type { Journal } from './trace/journal.ts';

/** The operations on a cluster that a replay uses. */
export interface Replayed {
  readonly clock: Clock;
  readonly journal: Journal;
  /** Runs the next task. */
  readonly runNext: () => boolean;
  readonly ask: (verb: string, args: readonly unknown[]) => unknown;
}

/** Replays inputs, each at its own time, then runs to `end`. Yields after each task and each input. */
export function* replaying(
  cluster: Replayed,
  inputs: readonly ReplayInput[],
  end: ReplayEnd | undefined,
): Generator<void, void> {
  for (const { verb, args, ...place } of inputs.slice(0, end?.inputs)) {
    yield* runningTo(cluster, place);
    try {
      // JSON has no `undefined`: an absent argument has become null.
      cluster.ask(
        verb,
        args.map((argument) => argument ?? undefined),
      );
    } catch (error) {
      // It was also refused when it was recorded.
      if (!(error instanceof StatusError)) throw error;
    }
    yield;
  }
  if (end !== undefined) yield* runningTo(cluster, end);
}

/** Runs all tasks due before a moment, and the first ones of those due at it. */
function* runningTo({ clock, journal, runNext }: Replayed, place: ReplayPlace): Generator<void, void> {
  const { at, after, steps = 0 } = place;
  const comesFirst = (): boolean => (after === undefined ? journal.steps < steps : journal.after < after);
  for (let task = clock.peek(); task !== undefined && task.at <= at; task = clock.peek()) {
    if (task.at === at) {
      clock.moveTo(at);
      if (!comesFirst()) break;
    }
    runNext();
    yield;
  }
  clock.moveTo(at);
}

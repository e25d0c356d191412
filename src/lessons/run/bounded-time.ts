/** Lets time pass in a cluster, up to an amount of work: a lesson may come from anyone. */
import type { Cluster } from '../../engine/index.ts';

/** Most work that a lesson's cluster makes from one start or page on; lessons of the course make about a thousand. */
export const maxLessonWork = 3000;

export class TooMuchWork extends Error {
  constructor() {
    super('this makes more work than a lesson may: take fewer objects, or less time');
    this.name = 'TooMuchWork';
  }
}

/** A cluster, and the work by which it must have come to rest. */
export interface BoundedCluster {
  readonly cluster: Cluster;
  readonly limit: number;
}

/**
 * Runs a cluster until a time (virtual ms) or, without one, until only endless retries are left.
 * @throws TooMuchWork
 */
export function passTime(bounded: BoundedCluster, until?: number): void {
  const { cluster } = bounded;
  const goesOn = (): boolean =>
    until === undefined ? !cluster.atRest() : (cluster.nextTaskAt() ?? Number.POSITIVE_INFINITY) <= until;
  while (goesOn()) stepWithin(bounded);
  if (until !== undefined) cluster.advanceTo(Math.max(until, cluster.now()));
}

/** Work after which a part ends: some milliseconds. */
const partSize = 60;

/** Runs a cluster until only endless retries are left, in parts. @throws TooMuchWork */
export function* restingOf(bounded: BoundedCluster): Generator<void, void> {
  const { cluster } = bounded;
  let begun = cluster.work();
  while (!cluster.atRest()) {
    stepWithin(bounded);
    if (cluster.work() < begun + partSize) continue;
    begun = cluster.work();
    yield;
  }
}

/** Runs the next task. Returns false where there is none. @throws TooMuchWork */
export function stepWithin({ cluster, limit }: BoundedCluster): boolean {
  if (cluster.work() > limit) throw new TooMuchWork();
  return cluster.step();
}

/** Advances the time of a cluster up to a limit of work: a lesson may come from anyone. */
import type { Cluster } from '../../engine/index.ts';

/**
 * Most work of a lesson's cluster after its start, and after each page. Lessons of the course need about a thousand.
 */
export const maxLessonWork = 3000;

export class TooMuchWork extends Error {
  constructor() {
    super('this makes more work than a lesson may: take fewer objects, or less time');
    this.name = 'TooMuchWork';
  }
}

/** A cluster, and the work after which it must be at rest. */
export interface BoundedCluster {
  readonly cluster: Cluster;
  readonly limit: number;
}

/**
 * Runs a cluster until a time (virtual ms), or until only endless retries remain.
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

/**
 * Runs a cluster in parts until only endless retries are left.
 * @throws TooMuchWork
 */
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

/**
 * Runs the next task. Returns false if there is none.
 * @throws TooMuchWork
 */
export function stepWithin({ cluster, limit }: BoundedCluster): boolean {
  if (cluster.work() > limit) throw new TooMuchWork();
  return cluster.step();
}

/** Deadline for a running Pod to become Ready; after it the stage reports a problem. */
import type { PodModel, StageModel } from '../stage-model.ts';

/** Virtual ms after its creation. */
const timeout = 30_000;

/** Returns the Pod's deadline (virtual ms); null for a Pod that is Ready or not running. */
export function readyDeadline({ phase, ready, terminating, createdAt }: PodModel): number | null {
  return phase === 'Running' && !ready && !terminating ? createdAt + timeout : null;
}

const ends = new WeakMap<StageModel['unsettled'], readonly number[]>();

/**
 * Returns the next deadline on a stage, at which its text changes although nothing happens; undefined if there is none.
 * @param slots The unsettled slots.
 */
export function nextReadyDeadline(slots: StageModel['unsettled'], now: number): number | undefined {
  let all = ends.get(slots);
  if (all === undefined) {
    const found: number[] = [];
    for (const { pod } of slots) {
      const end = pod && readyDeadline(pod);
      if (end !== null) found.push(end);
    }
    all = found.sort((a, b) => a - b);
    ends.set(slots, all);
  }
  return all.find((end) => end > now);
}

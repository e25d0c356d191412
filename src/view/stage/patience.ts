/** How long a Pod that runs may take until it is Ready, before that it does not become so is said. */
import type { PodModel, StageModel } from '../stage-model.ts';

/** Virtual ms, from its creation on. */
const patience = 30_000;

/** When there is no more of it (virtual ms); null for a Pod that is Ready, or does not run. */
export function patienceEnd({ phase, ready, terminating, createdAt }: PodModel): number | null {
  return phase === 'Running' && !ready && !terminating ? createdAt + patience : null;
}

const ends = new WeakMap<StageModel['unsettled'], readonly number[]>();

/**
 * The next moment at which there is something to say of a stage though nothing happens; undefined: there is none.
 * @param slots Those that are unsettled.
 */
export function nextPatienceEnd(slots: StageModel['unsettled'], now: number): number | undefined {
  let all = ends.get(slots);
  if (all === undefined) {
    const found: number[] = [];
    for (const { pod } of slots) {
      const end = pod && patienceEnd(pod);
      if (end !== null) found.push(end);
    }
    all = found.sort((a, b) => a - b);
    ends.set(slots, all);
  }
  return all.find((end) => end > now);
}

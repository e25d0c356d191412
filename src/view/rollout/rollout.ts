/** The rolling update of a set: what it changes, up to where, and whose turn it is. */
import { interner } from '../intern.ts';
import { isBroken } from '../pod/tone.ts';
import type { SlotModel, StageModel } from '../stage-model.ts';
import type { SetChange } from './prediction.ts';

export interface Rollout {
  /** The set exists, and its update strategy is RollingUpdate. */
  readonly rolling: boolean;
  readonly start: number;
  readonly partition: number;
  readonly updateRevision: string | undefined;
  /** Colour index of that revision. */
  readonly updateIndex: number;
}

interface Shown {
  readonly stage: StageModel;
}

// Selectors of primitive values: a component that selects one of them renders only when it changes.
export const isRolling = ({ stage }: Shown): boolean => stage.setExists && stage.updateStrategy === 'RollingUpdate';
export const updateRevisionOf = ({ stage }: Shown): string | undefined =>
  stage.revisions.find((revision) => revision.update)?.name;
export const updateIndexOf = ({ stage }: Shown): number =>
  stage.revisions.find((revision) => revision.update)?.index ?? 0;

/** Returns the partition: the one that is considered, if one is, else that of the set. */
export const partitionShown = ({ stage, considered }: Shown & { readonly considered: SetChange | null }): number =>
  considered !== null && 'partition' in considered ? considered.partition : stage.partition;

export function rolloutOf(stage: StageModel): Rollout {
  return {
    rolling: isRolling({ stage }),
    start: stage.startOrdinal,
    partition: stage.partition,
    updateRevision: updateRevisionOf({ stage }),
    updateIndex: updateIndexOf({ stage }),
  };
}

/** True when the rolling update is to replace the Pod of a slot, whether or not something holds it up. */
export function isOutdated(slot: SlotModel, { rolling, start, partition, updateRevision }: Rollout): boolean {
  const { pod, desired, ordinal } = slot;
  if (!rolling || !desired || pod === null || pod.terminating) return false;
  return updateRevision !== undefined && ordinal - start >= partition && pod.revision !== updateRevision;
}

/** When an outdated Pod is updated, as far as the state of the moment tells. */
export interface UpdateTurn {
  readonly when:
    /** Next: nothing holds it up. */
    | 'next'
    /** After `pod`, which is outdated as well, has been updated. */
    | 'after'
    /** Once `pod`, which may be the Pod itself, is Ready. */
    | 'ready'
    /** Once `pod` is gone. */
    | 'gone'
    /** Not before `pod`, which does not become Ready by itself, has been repaired. */
    | 'blocked'
    /** Not before the Pod itself, which does not become Ready by itself, is deleted. */
    | 'deleted';
  /** Name of the Pod that comes before; of the Pod itself where none does. */
  readonly pod: string;
}

/** By ordinal; only outdated Pods have a turn. */
export type UpdateTurns = ReadonlyMap<number, UpdateTurn>;

const none: UpdateTurns = new Map();
const interned = interner<UpdateTurn>();
const turnOf = (when: UpdateTurn['when'], pod: string): UpdateTurn => interned(`${when} ${pod}`, () => ({ when, pod }));
const known = new WeakMap<StageModel, UpdateTurns>();

/** Returns when each outdated Pod is updated. Computed once for each stage. */
export function updateTurns(stage: StageModel): UpdateTurns {
  let turns = known.get(stage);
  if (turns === undefined) known.set(stage, (turns = turnsOf(stage)));
  return turns;
}

/** Goes through the Pods as the controller does: from the highest ordinal down to the partition. */
function turnsOf(stage: StageModel): UpdateTurns {
  const rollout = rolloutOf(stage);
  // A change that the controller has not seen yet may change which Pods are outdated.
  if (!rollout.rolling || stage.terminating || !stage.observed) return none;
  const turns = new Map<number, UpdateTurn>();
  let before = heldUpBy(stage);
  for (const slot of stage.slots.toReversed()) {
    const { ordinal, podName, desired } = slot;
    if (!desired || ordinal - rollout.start < rollout.partition) continue;
    if (isOutdated(slot, rollout)) {
      const own = before?.when === 'blocked' && before.pod === podName;
      turns.set(ordinal, own ? turnOf('deleted', podName) : (before ?? turnOf('next', podName)));
      // The Pod that blocks all others says more than the next one in order.
      if (before === null || before.when === 'after') before = turnOf('after', podName);
    } else if (before === null || before.when === 'after') {
      // Those below wait for each Pod in the range that is not Ready.
      before = isHealthy(slot) ? before : waitFor(slot);
    }
  }
  return turns;
}

const isHealthy = ({ pod }: SlotModel): boolean => pod !== null && pod.ready && !pod.terminating;

const waitFor = ({ pod, podName }: SlotModel): UpdateTurn =>
  turnOf(pod !== null && isBroken(pod) ? 'blocked' : 'ready', podName);

/** Under OrderedReady nothing is updated before every wanted Pod is Ready and every other is gone. */
function heldUpBy({ podManagementPolicy, slots, unsettled }: StageModel): UpdateTurn | null {
  if (podManagementPolicy !== 'OrderedReady') return null;
  const unready = unsettled.find((slot) => slot.desired && !isHealthy(slot));
  if (unready !== undefined) return waitFor(unready);
  const condemned = slots.findLast(({ desired, pod }) => !desired && pod !== null);
  return condemned === undefined ? null : turnOf('gone', condemned.podName);
}

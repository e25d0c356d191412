/** The rolling update of a set: which Pods it replaces, down to which partition, and whose turn it is. */
import { interner } from '../intern.ts';
import { isBroken } from '../pod/tone.ts';
import type { SlotModel, StageModel } from '../stage-model.ts';
import type { PlannedChange, SetChange } from './forecasts.ts';

export interface Rollout {
  /** True if the set exists and its update strategy is RollingUpdate. */
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

/** Returns the previewed partition, if there is one, else that of the set. */
export const partitionShown = ({
  stage,
  considered,
}: Shown & { readonly considered: SetChange | PlannedChange | null }): number =>
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

/** True when the rolling update should replace the Pod of a slot, whether or not it is blocked. */
export function isOutdated(slot: SlotModel, { rolling, start, partition, updateRevision }: Rollout): boolean {
  const { pod, desired, ordinal } = slot;
  if (!rolling || !desired || pod === null || pod.terminating) return false;
  return updateRevision !== undefined && ordinal - start >= partition && pod.revision !== updateRevision;
}

/** When an outdated Pod will be updated, judged by the current state. */
export interface UpdateTurn {
  readonly when:
    /** Next: nothing blocks it. */
    | 'next'
    /** After `pod`, which is outdated as well, has been updated. */
    | 'after'
    /** Once `pod`, which may be the Pod itself, is Ready. */
    | 'ready'
    /** Once `pod` is gone. */
    | 'gone'
    /** After `pod`, which does not become Ready by itself, was repaired. */
    | 'blocked'
    /** After the Pod itself, which does not become Ready by itself, was deleted. */
    | 'deleted';
  /** Name of the Pod that comes before; the Pod's own name if there is none. */
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
      // Lower Pods wait for each Pod in the range that is not Ready.
      before = isHealthy(slot) ? before : waitFor(slot);
    }
  }
  return turns;
}

const isHealthy = ({ pod }: SlotModel): boolean => pod !== null && pod.ready && !pod.terminating;

const waitFor = ({ pod, podName }: SlotModel): UpdateTurn =>
  turnOf(pod !== null && isBroken(pod) ? 'blocked' : 'ready', podName);

/** Under OrderedReady no Pod is updated before every required Pod is Ready and every other one is gone. */
function heldUpBy({ podManagementPolicy, slots, unsettled }: StageModel): UpdateTurn | null {
  if (podManagementPolicy !== 'OrderedReady') return null;
  const unready = unsettled.find((slot) => slot.desired && !isHealthy(slot));
  if (unready !== undefined) return waitFor(unready);
  const condemned = slots.findLast(({ desired, pod }) => !desired && pod !== null);
  return condemned === undefined ? null : turnOf('gone', condemned.podName);
}

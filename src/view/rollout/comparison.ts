/**
 * Compares the label `controller-revision-hash` of a Pod with `status.updateRevision`, as the controller does to find
 * the updated Pods.
 */
import { interner } from '../intern.ts';
import type { SlotModel, StageModel } from '../stage-model.ts';
import { type UpdateTurn, updateTurns } from './rollout.ts';

export interface RevisionComparison {
  readonly equal: boolean;
  /** Why the Pod still has another revision; null if it does not, or no reason is known. */
  readonly why:
    /** The rolling update will replace it: `turn` says when. */
    | 'turn'
    /** Its position is below the partition. */
    | 'partition'
    | 'OnDelete'
    /** It is being deleted, and may come back updated. */
    | 'deleting'
    /** Its ordinal is beyond `replicas`. */
    | 'unwanted'
    | null;
  readonly turn: UpdateTurn | null;
  /** The ordinal, counted from the first one of the set. */
  readonly position: number;
  readonly partition: number;
}

const interned = interner<RevisionComparison>();

/** Returns null while the slot has no Pod, or the set no update revision. Equal comparisons are the same object. */
export function compareRevision(slot: SlotModel, stage: StageModel): RevisionComparison | null {
  const { pod, ordinal } = slot;
  const { partition, startOrdinal, status } = stage;
  const { updateRevision } = status;
  if (pod === null || updateRevision === undefined) return null;
  const equal = pod.revision === updateRevision;
  const turn = equal ? null : (updateTurns(stage).get(ordinal) ?? null);
  const position = ordinal - startOrdinal;
  const why = equal ? null : whyOf(slot, stage, turn);
  const key = [equal, why, turn?.when, turn?.pod, position, partition].join(' ');
  return interned(key, () => ({ equal, why, turn, position, partition }));
}

function whyOf(
  { pod, ordinal, desired }: SlotModel,
  { partition, startOrdinal, updateStrategy }: StageModel,
  turn: UpdateTurn | null,
): RevisionComparison['why'] {
  if (pod?.terminating) return 'deleting';
  if (!desired) return 'unwanted';
  if (updateStrategy === 'OnDelete') return 'OnDelete';
  if (turn !== null) return 'turn';
  return ordinal - startOrdinal < partition ? 'partition' : null;
}

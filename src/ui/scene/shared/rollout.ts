/** Which Pods a rolling update is still going to replace. */
import type { LabState } from '../../../store/lab-state.ts';
import type { SlotModel, StageModel } from '../../../view/stage-model.ts';

export interface Rollout {
  /** By RollingUpdate, and there is a set to do it. */
  readonly rolling: boolean;
  readonly start: number;
  readonly partition: number;
  readonly updateRevision: string | undefined;
  /** Colour index of that revision. */
  readonly updateIndex: number;
}

/** Of these, primitive values alone: a selector of any of them renders only when it changes. */
export const isRolling = ({ stage }: LabState): boolean => stage.setExists && stage.updateStrategy === 'RollingUpdate';
export const updateRevisionOf = ({ stage }: LabState): string | undefined =>
  stage.revisions.find((revision) => revision.update)?.name;
export const updateIndexOf = ({ stage }: LabState): number =>
  stage.revisions.find((revision) => revision.update)?.index ?? 0;

/** The partition where it stands, or where it would if it were let go now. */
export const partitionShown = ({ stage, considered }: LabState): number =>
  considered !== null && 'partition' in considered ? considered.partition : stage.partition;

export function rolloutOf({ setExists, updateStrategy, startOrdinal, partition, revisions }: StageModel): Rollout {
  const update = revisions.find((revision) => revision.update);
  return {
    rolling: setExists && updateStrategy === 'RollingUpdate',
    start: startOrdinal,
    partition,
    updateRevision: update?.name,
    updateIndex: update?.index ?? 0,
  };
}

export function willUpdate(slot: SlotModel, { rolling, start, partition, updateRevision }: Rollout): boolean {
  const { pod, desired, ordinal } = slot;
  if (!rolling || !desired || pod === null || pod.terminating) return false;
  return ordinal - start >= partition && pod.revision !== updateRevision;
}

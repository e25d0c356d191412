import type { SlotModel, StageModel } from '../../store/stage-model.ts';

/**
 * Whether the rolling update will replace the Pod of a slot.
 * @param partition The set's own, unless another one is tried out.
 */
export function willUpdate(
  { setExists, updateStrategy, startOrdinal, revisions, partition: live }: StageModel,
  { desired, ordinal, pod }: SlotModel,
  partition = live,
): boolean {
  const rolling = setExists && updateStrategy === 'RollingUpdate';
  if (!rolling || !desired || pod === null || pod.terminating || ordinal - startOrdinal < partition) return false;
  return pod.revision !== revisions.find((revision) => revision.update)?.name;
}

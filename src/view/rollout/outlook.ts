/** The part of a rollout in what is said of the Pod of a slot. */
import { type PodContext, revisionOrigin } from '../pod/pod-facts.ts';
import type { SlotModel, StageModel } from '../stage-model.ts';
import { compareRevision } from './comparison.ts';
import { updateTurns } from './rollout.ts';

export type RolloutOutlook = Required<Pick<PodContext, 'turn' | 'origin' | 'comparison'>>;

/** Each part is the same object for as long as it says the same. */
export const outlookOf = (slot: SlotModel, stage: StageModel): RolloutOutlook => ({
  turn: updateTurns(stage).get(slot.ordinal) ?? null,
  origin: revisionOrigin(slot, stage),
  comparison: compareRevision(slot, stage),
});

/** The facts about the Pod of a slot that depend on a rollout. */
import { type PodContext, revisionOrigin } from '../pod/pod-facts.ts';
import type { SlotModel, StageModel } from '../stage-model.ts';
import { compareRevision } from './comparison.ts';
import { updateTurns } from './rollout.ts';

export type RolloutOutlook = Required<Pick<PodContext, 'turn' | 'origin' | 'comparison'>>;

/** Each part keeps its identity as long as it is equal. */
export const outlookOf = (slot: SlotModel, stage: StageModel): RolloutOutlook => ({
  turn: updateTurns(stage).get(slot.ordinal) ?? null,
  origin: revisionOrigin(slot, stage),
  comparison: compareRevision(slot, stage),
});

/** The one thing that is changed when a course of events is lived once more, to be compared with what it was. */
import type { StageModel } from '../view/stage-model.ts';

export type Variation = 'OrderedReady' | 'Parallel' | 'NoPartition' | 'Partition' | 'Deployment';

/** The partition that `Partition` sets. */
export const comparedPartition = 2;

/** Returns the variations that another run of the shown set can have. */
export function variationsOf({ setExists, podManagementPolicy, partition }: StageModel): readonly Variation[] {
  if (!setExists) return [];
  return [
    podManagementPolicy === 'Parallel' ? 'OrderedReady' : 'Parallel',
    partition === comparedPartition ? 'NoPartition' : 'Partition',
    'Deployment',
  ];
}

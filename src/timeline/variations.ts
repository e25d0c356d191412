/** Variations: the one thing that is changed when a run is replayed for comparison. */
import type { StageModel } from '../view/stage-model.ts';

export const variations = [
  'OrderedReady',
  'Parallel',
  'NoPartition',
  'Partition',
  'RollingUpdate',
  'OnDelete',
  'Deployment',
] as const;
export type Variation = (typeof variations)[number];

/** The partition that `Partition` sets. */
export const comparedPartition = 2;

/** Returns the variations that another run of the shown set can have. */
export function variationsOf(stage: StageModel): readonly Variation[] {
  const { setExists, podManagementPolicy, updateStrategy, partition } = stage;
  if (!setExists) return [];
  const rolling = updateStrategy === 'RollingUpdate';
  return [
    podManagementPolicy === 'Parallel' ? 'OrderedReady' : 'Parallel',
    // Only a rolling update has a partition.
    ...(rolling ? ([partition === comparedPartition ? 'NoPartition' : 'Partition'] as const) : []),
    rolling ? 'OnDelete' : 'RollingUpdate',
    'Deployment',
  ];
}

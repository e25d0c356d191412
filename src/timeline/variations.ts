/** The one thing that is changed when a course of events is lived once more, to be compared with what it was. */
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

/** What another course of the set on the stage can have that this one has not. */
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

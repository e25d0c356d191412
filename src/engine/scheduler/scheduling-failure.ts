/** Returns the scheduler's message if no node fits. */
// Models kubernetes/pkg/scheduler/framework/types.go (FitError) and the PostFilter plugins
import type { Rejection } from './filters/filter.ts';

const counted = (reasons: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, n]) => `${n} ${reason}`)
    .sort()
    .join(', ');
};

/**
 * The message if the Pod itself prevents scheduling and no node was checked. The recorded scheduler appends the last
 * words.
 */
export const podFailure = (nodes: number, why: string): string => `0/${nodes} nodes are available: ${why}. not found`;

/** The message with the reasons of all nodes. */
export const nodesFailure = (rejections: readonly Rejection[]): string =>
  `0/${rejections.length} nodes are available: ${counted(rejections.flatMap((r) => r.reasons))}.`;

/**
 * The message if every node was refused.
 * @param preemption Why no other Pod can make room, or `undefined` if others do.
 */
export const fitFailure = (rejections: readonly Rejection[], preemption: string | undefined): string =>
  nodesFailure(rejections) +
  (preemption === undefined ? '' : ` no new claims to deallocate, preemption: ${preemption}`);

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

/**
 * The message if every node was refused. Preemption is considered, as upstream does, but never helps.
 * @param policy The Pod's `preemptionPolicy`.
 */
export function fitFailure(nodes: number, rejections: readonly Rejection[], policy: string | undefined): string {
  const none = `0/${nodes} nodes are available: `;
  const preemption = rejections.map(({ resolvable }) =>
    resolvable ? 'No preemption victims found for incoming pod' : 'Preemption is not helpful for scheduling',
  );
  const reasons = counted(rejections.flatMap((r) => r.reasons));
  const result = policy === 'Never' ? 'not eligible due to preemptionPolicy=Never' : none + counted(preemption);
  return `${none}${reasons}. no new claims to deallocate, preemption: ${result}.`;
}

/** Conditions of a Pod that components other than its kubelet set. */
// Models kubernetes/pkg/api/v1/pod/util.go (UpdatePodCondition)
import { timestamp } from '../sim/time.ts';
import type { PodCondition, PodStatus } from './types.ts';

/**
 * Returns the status with the condition, in place of one of the same type.
 * @param condition Its status is `True`, unless given.
 * @param now Virtual ms.
 */
export function withCondition(
  status: PodStatus,
  condition: {
    readonly type: string;
    readonly status?: 'True' | 'False';
    readonly reason?: string;
    readonly message?: string;
  },
  now: number,
): PodStatus {
  const conditions = status.conditions ?? [];
  const old = conditions.find((c) => c.type === condition.type);
  const next = { status: 'True' as const, ...condition };
  const lastTransitionTime = old?.status === next.status ? old.lastTransitionTime! : timestamp(now);
  const set: PodCondition = { ...next, lastProbeTime: null as never, lastTransitionTime };
  return { ...status, conditions: old ? conditions.map((c) => (c === old ? set : c)) : [...conditions, set] };
}

/** The conditions that the kubelet reports of a Pod. */
import type { Pod, PodCondition } from '../api/types.ts';
import { timestamp } from '../sim/time.ts';

/**
 * In the order in which a kubelet writes them. A condition keeps the time of its last change of status.
 * @param now virtual ms.
 */
export function podConditions(
  pod: Pod,
  {
    sandbox,
    initialized,
    ready,
  }: { readonly sandbox: boolean; readonly initialized: boolean; readonly ready: boolean },
  now: number,
): readonly PodCondition[] {
  const before = new Map((pod.status.conditions ?? []).map((c) => [c.type, c]));
  const names = pod.spec.containers.map((c) => c.name).join(' ');
  const notReady = { reason: 'ContainersNotReady', message: `containers with unready status: [${names}]` };
  const condition = (type: string, holds: boolean, why: object = {}): PodCondition => {
    const status = holds ? 'True' : 'False';
    const old = before.get(type);
    const lastTransitionTime = old?.status === status ? old.lastTransitionTime! : timestamp(now);
    return { type, status, lastProbeTime: null, lastTransitionTime, ...(holds ? {} : why) } as unknown as PodCondition;
  };
  const scheduled = before.get('PodScheduled');
  return [
    condition('PodReadyToStartContainers', sandbox),
    condition('Initialized', initialized, { reason: 'ContainersNotInitialized' }),
    condition('Ready', ready, notReady),
    condition('ContainersReady', ready, notReady),
    scheduled ?? condition('PodScheduled', true),
    // What others have said of the Pod stays.
    ...(before.has('DisruptionTarget') ? [before.get('DisruptionTarget')!] : []),
  ];
}

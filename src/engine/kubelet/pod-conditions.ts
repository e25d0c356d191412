/** The conditions that the kubelet reports of a Pod. */
// Models kubernetes/pkg/kubelet/status/generate.go
import type { Pod, PodCondition } from '../api/types.ts';
import { timestamp } from '../sim/time.ts';

export interface PodFacts {
  readonly phase: string;
  /** Its network is set up and its volumes are mounted. */
  readonly sandbox: boolean;
  /** Names of init containers that hold the others up. */
  readonly incomplete: readonly string[];
  readonly unready: readonly string[];
  readonly ready: boolean;
}

/**
 * In the order in which a kubelet writes them. A condition keeps the time of its last change of status.
 * @param now virtual ms.
 */
export function podConditions(
  pod: Pod,
  { phase, sandbox, incomplete, unready, ready }: PodFacts,
  now: number,
): readonly PodCondition[] {
  const before = new Map((pod.status.conditions ?? []).map((c) => [c.type, c]));
  const condition = (type: string, holds: boolean, why: object = {}): PodCondition => {
    const status = holds ? 'True' : 'False';
    const old = before.get(type);
    const lastTransitionTime = old?.status === status ? old.lastTransitionTime! : timestamp(now);
    return { type, status, lastProbeTime: null, lastTransitionTime, ...why } as unknown as PodCondition;
  };
  const completed = phase === 'Succeeded' ? { reason: 'PodCompleted' } : undefined;
  const failed = phase === 'Failed' ? { reason: 'PodFailed' } : undefined;
  const names = `[${(unready.length > 0 ? unready : pod.spec.containers.map((c) => c.name)).join(' ')}]`;
  const notReady = { reason: 'ContainersNotReady', message: `containers with unready status: ${names}` };
  const initializing = {
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${incomplete.join(' ')}]`,
  };
  const whyNotReady = ready ? {} : (completed ?? failed ?? notReady);
  const initialized = incomplete.length === 0;
  return [
    condition('PodReadyToStartContainers', sandbox && completed === undefined && failed === undefined),
    condition('Initialized', initialized, initialized ? completed : initializing),
    condition('Ready', ready, whyNotReady),
    condition('ContainersReady', ready, whyNotReady),
    before.get('PodScheduled') ?? condition('PodScheduled', true),
    // What others have said of the Pod stays.
    ...(before.has('DisruptionTarget') ? [before.get('DisruptionTarget')!] : []),
  ];
}

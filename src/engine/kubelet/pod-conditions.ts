/** The conditions of a Pod that the kubelet reports. */
// Models kubernetes/pkg/kubelet/status/generate.go
import type { Pod, PodCondition } from '../api/types.ts';
import { timestamp } from '../sim/time.ts';
import type { PendingResize } from './pod-resize.ts';

export interface ObservedPod {
  readonly phase: string;
  /** True if its network is set up and its volumes are mounted. */
  readonly sandbox: boolean;
  /** Names of init containers that block the others. */
  readonly incomplete: readonly string[];
  readonly unready: readonly string[];
  readonly ready: boolean;
  /** The generation of the Pod for the conditions; absent if the kubelet does not report it. */
  readonly observedGeneration?: number | undefined;
  readonly pendingResize?: PendingResize | undefined;
  /** True while its containers get other resources. */
  readonly resizes: boolean;
}

/**
 * Returns the conditions in a kubelet's order. A condition keeps the time of its last change of status.
 * @param now Virtual ms.
 */
export function podConditions(
  pod: Pod,
  { phase, sandbox, incomplete, unready, ready, observedGeneration, pendingResize, resizes }: ObservedPod,
  now: number,
): readonly PodCondition[] {
  const before = new Map((pod.status.conditions ?? []).map((c) => [c.type, c]));
  const generation = observedGeneration === undefined ? {} : { observedGeneration };
  const condition = (type: string, holds: boolean, why: object = {}): PodCondition => {
    const status = holds ? 'True' : 'False';
    const old = before.get(type);
    const lastTransitionTime = old?.status === status ? old.lastTransitionTime! : timestamp(now);
    return { type, status, lastProbeTime: null, lastTransitionTime, ...generation, ...why } as unknown as PodCondition;
  };
  const reached = { Succeeded: { reason: 'PodCompleted' }, Failed: { reason: 'PodFailed' } }[phase as string];
  const names = `[${(unready.length > 0 ? unready : pod.spec.containers.map((c) => c.name)).join(' ')}]`;
  const notReady = { reason: 'ContainersNotReady', message: `containers with unready status: ${names}` };
  const initializing = {
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${incomplete.join(' ')}]`,
  };
  const whyNotReady = ready ? undefined : (reached ?? notReady);
  const gates = whyNotReady ?? closedGates(pod, before);
  const initialized = incomplete.length === 0;
  const own = [
    ...(pendingResize ? [condition('PodResizePending', true, pendingResize)] : []),
    ...(resizes ? [condition('PodResizeInProgress', true)] : []),
    condition('PodReadyToStartContainers', sandbox && reached === undefined),
    condition('Initialized', initialized, initialized ? (phase === 'Succeeded' ? reached : undefined) : initializing),
    condition('Ready', gates === undefined, gates),
    condition('ContainersReady', ready, whyNotReady),
    { ...(before.get('PodScheduled') ?? condition('PodScheduled', true)), ...generation },
  ];
  const types = new Set(['PodResizePending', 'PodResizeInProgress', ...own.map(({ type }) => type)]);
  // Conditions of other components stay.
  return [...[...before.values()].filter(({ type }) => !types.has(type)), ...own];
}

/** The reason why the Pod is not Ready although its containers are: a condition of a readiness gate is not True. */
function closedGates({ spec }: Pod, conditions: ReadonlyMap<string, PodCondition>): object | undefined {
  const messages = (spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const status = conditions.get(conditionType)?.status;
    if (status === 'True') return [];
    return status === undefined
      ? `corresponding condition of pod readiness gate "${conditionType}" does not exist.`
      : `the status of pod readiness gate "${conditionType}" is not "True", but ${status}`;
  });
  return messages.length === 0 ? undefined : { reason: 'ReadinessGatesNotReady', message: messages.join(', ') };
}

/** Returns the conditions that readiness gates name; other components set them. */
export function gateConditions({ spec, status }: Pod): readonly (string | undefined)[] {
  return (spec.readinessGates ?? []).map(
    ({ conditionType }) => status.conditions?.find(({ type }) => type === conditionType)?.status,
  );
}

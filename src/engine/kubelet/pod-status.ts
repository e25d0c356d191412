/** The status of a Pod that its kubelet reports. */
// Models kubernetes/pkg/kubelet/kubelet_pods.go (generateAPIPodStatus)
import type { ContainerStatus, Pod, PodCondition, PodStatus } from '../api/types.ts';
import { timestamp } from '../sim/time.ts';
import { podConditions } from './pod-conditions.ts';
import type { PodRuntime } from './pod-runtime.ts';

export interface PodSurroundings {
  /** Virtual ms. */
  readonly now: number;
  readonly hostIP: string | undefined;
  /** True for the kubelet of the recordings: the address is set with the first running container. */
  readonly standIn: boolean;
}

/** The recordings of readiness gates were made with a real kubelet; the stand-in reported no generation. */
const saysGeneration = ({ spec }: Pod, standIn: boolean): boolean => !standIn || spec.readinessGates !== undefined;

export function podStatus(pod: Pod, runtime: PodRuntime, { now, hostIP, standIn }: PodSurroundings): PodStatus {
  const { phase, incomplete, initContainers, containers, ephemeralContainers, ip, startTime } = runtime;
  const { pendingResize, resizes } = runtime;
  const unready = runtime.unready(now);
  const ready = runtime.ready ?? (phase === 'Running' && unready.length === 0);
  const sandbox = runtime.volumes !== undefined;
  const observedGeneration = saysGeneration(pod, standIn) ? pod.metadata.generation : undefined;
  // With hostNetwork, the address is known from the beginning.
  const hasAddress = (sandbox && !standIn) || phase !== 'Pending' || (pod.spec.hostNetwork === true && ip !== '');
  return {
    ...pod.status,
    ...(!standIn && observedGeneration !== undefined && { observedGeneration }),
    phase,
    ...(phase === 'Failed' && runtime.failure),
    conditions: podConditions(
      pod,
      { phase, sandbox, incomplete, unready, ready, observedGeneration, pendingResize, resizes },
      now,
    ) as PodCondition[],
    ...(hostIP !== undefined && { hostIP, ...(!standIn && { hostIPs: [{ ip: hostIP }] }) }),
    ...(hasAddress && { podIP: ip, podIPs: [{ ip }] }),
    startTime,
    ...(initContainers.length > 0 && { initContainerStatuses: initContainers.map((c) => c.status(now)) }),
    containerStatuses: containers.map((c) => c.status(now)),
    ...(ephemeralContainers.length > 0 && {
      ephemeralContainerStatuses: ephemeralContainers.map((c) => neverReady(c.status(now))),
    }),
  };
}

/** Ephemeral containers have no readiness and no startup probes. */
const neverReady = ({ started: _, ...status }: ContainerStatus): ContainerStatus => ({ ...status, ready: false });

/** Returns the status of a Pod that its node rejects: nothing of it has run. Conditions of other components stay. */
export function rejectedStatus({ metadata, status }: Pod, failure: PodRuntime['failure'] & {}, now: number): PodStatus {
  const { conditions, ...rest } = status;
  const others = conditions?.filter(({ type }) => type !== 'PodScheduled') ?? [];
  const { reason, message } = failure;
  return {
    ...rest,
    ...(others.length > 0 && { conditions: others }),
    observedGeneration: metadata.generation!,
    phase: 'Failed',
    reason,
    message: `Pod was rejected: ${message}`,
    startTime: timestamp(now),
  };
}

/** What `kubectl get pods` prints about a Pod under READY, STATUS and RESTARTS. */
// Models kubernetes/pkg/printers/internalversion/printers.go printPod
// Differs: a node that is lost (status reason NodeLost) and scheduling gates are not known here yet.
import type { ContainerStatus, Pod } from '../engine/index.ts';

export interface PodColumns {
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
}

/** A container's end in one word: its reason, or else its signal or exit code. */
function ended({ reason, signal, exitCode }: NonNullable<NonNullable<ContainerStatus['state']>['terminated']>): string {
  return reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);
}

const hasCondition = (pod: Pod, type: string): boolean =>
  pod.status.conditions?.some((c) => c.type === type && c.status === 'True') ?? false;

/** `Init:…` while init containers have not all succeeded. */
function initStatus(pod: Pod): string | null {
  const statuses = pod.status.initContainerStatuses ?? [];
  const sidecars = new Set(pod.spec.initContainers?.filter((c) => c.restartPolicy === 'Always').map((c) => c.name));
  for (const [i, { state, name, started }] of statuses.entries()) {
    if (state?.terminated?.exitCode === 0 || (sidecars.has(name) && started)) continue;
    if (state?.terminated) return `Init:${ended(state.terminated)}`;
    const waiting = state?.waiting?.reason;
    if (waiting && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${i}/${pod.spec.initContainers?.length ?? 0}`;
  }
  return null;
}

function containersStatus(pod: Pod, fallback: string): string {
  let status = fallback;
  let running = false;
  for (const { state, ready } of [...(pod.status.containerStatuses ?? [])].reverse()) {
    if (state?.waiting?.reason) status = state.waiting.reason;
    else if (state?.terminated) status = ended(state.terminated);
    else if (ready && state?.running) running = true;
  }
  return status === 'Completed' && running ? (hasCondition(pod, 'Ready') ? 'Running' : 'NotReady') : status;
}

export function podColumns(pod: Pod): PodColumns {
  const statuses = pod.status.containerStatuses ?? [];
  const ready = statuses.filter((s) => s.ready && s.state?.running).length;
  const initializing = initStatus(pod);
  let status = pod.status.reason || pod.status.phase;
  if (initializing !== null && !hasCondition(pod, 'Initialized')) status = initializing;
  else status = containersStatus(pod, status);
  if (pod.metadata.deletionTimestamp && !['Failed', 'Succeeded'].includes(pod.status.phase)) status = 'Terminating';
  return {
    ready: `${ready}/${pod.spec.containers.length}`,
    status,
    restarts: statuses.reduce((sum, s) => sum + s.restartCount, 0),
  };
}

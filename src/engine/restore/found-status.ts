/** The status of a Pod that was found running: as it was, but for its readiness and its end. */
import type { ContainerStatus, Pod, PodCondition, PodStatus } from '../api/types.ts';
import type { PodRuntime } from '../kubelet/pod-runtime.ts';
import { timestamp } from '../sim/time.ts';

const ofReadiness: ReadonlySet<string> = new Set(['Ready', 'ContainersReady']);

export function foundStatus(pod: Pod, runtime: PodRuntime, now: number): PodStatus {
  const found = runtime.pod.status;
  const ended = runtime.finished ?? (runtime.ended ? 'Succeeded' : undefined);
  if (ended === undefined && runtime.ready === undefined && hasReadinessOf(found, pod.status)) return pod.status;
  const wasReady = found.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;
  const ready = ended === undefined && (runtime.ready ?? wasReady);
  const reason = ended === undefined ? 'ContainersNotReady' : ended === 'Failed' ? 'PodFailed' : 'PodCompleted';
  const conditions = (pod.status.conditions ?? found.conditions ?? []).map((condition) =>
    ofReadiness.has(condition.type) ? readiness(condition, ready, reason, now) : condition,
  );
  const containerStatuses = found.containerStatuses?.map((c) => containerStatus(c, ready, ended, now));
  return {
    ...pod.status,
    ...(ended !== undefined && { phase: ended }),
    conditions,
    ...(containerStatuses !== undefined && { containerStatuses }),
  };
}

/** Nobody else has said since that it is not ready. */
function hasReadinessOf({ conditions: found = [] }: PodStatus, { conditions = [] }: PodStatus): boolean {
  const statusOf = (all: readonly PodCondition[]): string | undefined => all.find((c) => c.type === 'Ready')?.status;
  return statusOf(found) === statusOf(conditions);
}

function readiness(condition: PodCondition, ready: boolean, reason: string, now: number): PodCondition {
  const status = ready ? 'True' : 'False';
  const { type, lastTransitionTime, status: before } = condition;
  const time = before === status ? lastTransitionTime : timestamp(now);
  return { type, status, lastProbeTime: null, lastTransitionTime: time, ...(!ready && { reason }) } as never;
}

function containerStatus(status: ContainerStatus, ready: boolean, ended: string | undefined, now: number) {
  if (ended === undefined) return { ...status, ready };
  const failed = ended === 'Failed';
  const terminated = {
    exitCode: failed ? 1 : 0,
    reason: failed ? 'Error' : 'Completed',
    ...(status.state?.running?.startedAt !== undefined && { startedAt: status.state.running.startedAt }),
    finishedAt: timestamp(now),
  };
  return { ...status, ready: false, started: false, state: { terminated } };
}

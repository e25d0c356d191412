/** Pods that ran, waited or ended before the cluster began. */
import type { KubernetesObject, Pod } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import type { Kubelet } from '../kubelet/kubelet.ts';
import type { RestoredParts } from '../restored.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import { virtualTime } from '../sim/time.ts';
import { foundStatus } from './found-status.ts';

/** Virtual ms in which a Pod has started, or will not. */
const startTakes = 120_000;
/** Virtual ms after the end of its grace period from which on a Pod that is still there is held by something. */
const overdue = 30_000;
/** Virtual ms in which a Pod that is terminating is gone at the earliest, and at the latest. */
const [soonest, latest] = [2000, 60_000];

/** Gives each Pod to whom it waited for; a Pod that waited for nobody stays as it was found. */
export function restorePods(objects: readonly KubernetesObject[], kubelet: Kubelet, parts: RestoredParts): void {
  const { clock, component } = parts;
  for (const object of objects) {
    if (object.kind !== 'Pod') continue;
    const pod = object as Pod;
    const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
    if (!pod.spec.nodeName) {
      if ((pod.spec.schedulingGates ?? []).length > 0 || isEnded(pod)) continue;
      if (wasRefused(pod)) (component('scheduler') as Scheduler).hold(pod);
      else clock.schedule('scheduler', key, latency.scheduling);
      continue;
    }
    const end = endsAt(pod, clock.now);
    if (end !== undefined) clock.schedule('kubelet', key, end - clock.now);
    if (isStarting(pod, clock.now)) clock.schedule('kubelet', key, latency.kubeletSync);
    else kubelet.find(pod, foundStatus);
  }
}

const isEnded = ({ status }: Pod): boolean => status.phase === 'Failed' || status.phase === 'Succeeded';

const wasRefused = ({ status }: Pod): boolean =>
  status.conditions?.some((c) => c.type === 'PodScheduled' && c.status === 'False') ?? false;

/** When the kubelet is done with a Pod that is terminating; undefined when it is done already, or does not go on. */
function endsAt({ metadata }: Pod, now: number): number | undefined {
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === 0) return undefined;
  const due = virtualTime(deletionTimestamp);
  return now > due + overdue ? undefined : now + Math.min(Math.max(due - now, soonest), latest);
}

/** The kubelet is about to start it: nothing of it has failed yet. */
function isStarting({ metadata, status }: Pod, now: number): boolean {
  if (status.phase !== 'Pending' || metadata.deletionTimestamp !== undefined) return false;
  if (now - virtualTime(status.startTime ?? metadata.creationTimestamp) > startTakes) return false;
  const statuses = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  return statuses.every(({ state }) => {
    const reason = state?.waiting?.reason;
    return reason === undefined || reason === 'ContainerCreating' || reason === 'PodInitializing';
  });
}

/** Pods that ran, waited or ended before the cluster began. */
import type { KubernetesObject, Pod, VolumeAttachment } from '../api/types.ts';
import type { AttachDetachController } from '../controllers/attachdetach/attach-detach-controller.ts';
import { latency } from '../controllers/latencies.ts';
import {
  noExecute,
  type TaintEvictionController,
  toleratedFor,
} from '../controllers/nodelifecycle/taint-eviction-controller.ts';
import { claimNames } from '../controllers/volume/pod-claims.ts';
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
  const nodesKnown = objects.some(({ kind }) => kind === 'Node');
  for (const object of objects) {
    if (object.kind !== 'Pod') continue;
    const pod = object as Pod;
    const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
    if (!pod.spec.nodeName) {
      if ((pod.spec.schedulingGates ?? []).length > 0 || isEnded(pod)) continue;
      if (wasRefused(pod)) (component('scheduler') as Scheduler).hold(pod, { nodesKnown });
      else clock.schedule('scheduler', key, latency.scheduling);
      continue;
    }
    const end = endsAt(pod, clock.now);
    if (end !== undefined) clock.schedule('kubelet', key, end - clock.now);
    if (!isEnded(pod)) restoreEviction(pod, component('taint-eviction') as TaintEvictionController, parts);
    if (isStarting(pod, clock.now)) clock.schedule('kubelet', key, latency.kubeletSync);
    else kubelet.find(pod, foundStatus, volumesOf(pod, parts));
  }
}

/** The time that a Pod tolerates a taint began before the dump. */
function restoreEviction(
  pod: Pod,
  { name, evictions }: TaintEvictionController,
  { clock, store }: RestoredParts,
): void {
  const taints = noExecute(store.get('nodes', pod.spec.nodeName!));
  const seconds = taints.length === 0 ? Infinity : toleratedFor(taints, pod);
  if (seconds === Infinity || pod.metadata.deletionTimestamp !== undefined) return;
  const { now } = clock;
  const first = Math.min(...taints.map(({ timeAdded }) => (timeAdded === undefined ? now : virtualTime(timeAdded))));
  const begun = Math.max(first, virtualTime(pod.metadata.creationTimestamp));
  const due = Math.max(now, begun + seconds * 1000);
  const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
  evictions.set(key, { pod, due });
  clock.schedule(name, key, due - now);
}

/** Volumes are where VolumeAttachments say. */
export function restoreAttachments(
  objects: readonly KubernetesObject[],
  controller: AttachDetachController,
  parts: RestoredParts,
): void {
  for (const object of objects) {
    if (object.kind !== 'VolumeAttachment') continue;
    const { spec, status } = object as VolumeAttachment & { readonly status?: VolumeAttachment['status'] };
    const { persistentVolumeName: volume } = spec.source;
    if (volume === undefined || status?.attached !== true) continue;
    const nodes = controller.attached.get(volume) ?? new Map<string, number | undefined>();
    controller.attached.set(volume, nodes.set(spec.nodeName, undefined));
    parts.clock.schedule(controller.name, volume, latency.attach);
  }
}

/** Names of the PersistentVolumes of the Pod's claims. */
const volumesOf = (pod: Pod, { store }: RestoredParts): readonly string[] =>
  claimNames(pod).flatMap(
    (name) => store.get('persistentvolumeclaims', name, pod.metadata.namespace)?.spec.volumeName ?? [],
  );

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

/** Cluster events that may make a waiting Pod schedulable. */
// Models kubernetes/pkg/scheduler/framework/events.go and eventhandlers.go
import type { Node, Pod, StorageClass } from '../api/types.ts';
import { podRequests } from '../api/pod-requests.ts';
import { equal } from '../base/values.ts';
import type { WatchedWrite } from '../controllers/component.ts';

export type ClusterEvent =
  /** Pods that are assigned to a node; `update` may also be an update of the waiting Pod itself. */
  | 'Pod/Add'
  | 'Pod/Delete'
  | 'Pod/UpdatePodLabel'
  | 'Pod/UpdatePodScaleDown'
  | 'Pod/UpdatePodToleration'
  | 'Node/Add'
  | 'Node/Delete'
  | 'Node/UpdateNodeAllocatable'
  | 'Node/UpdateNodeLabel'
  | 'Node/UpdateNodeTaint'
  /** A claim of the waiting Pod, added or updated. */
  | 'PersistentVolumeClaim'
  /** Added or updated. */
  | 'PersistentVolume'
  | 'StorageClass';

/** The changed object, after and before the change. */
export interface ChangedObject {
  readonly object: WatchedWrite['object'];
  readonly previous?: WatchedWrite['previous'];
}

export const isFinished = ({ status }: Pod): boolean => status.phase === 'Failed' || status.phase === 'Succeeded';

/** Reports if the Pod occupies a place on a node. */
export const isPlaced = (pod: Pod | undefined): boolean => Boolean(pod?.spec.nodeName) && !isFinished(pod!);

/** Returns the events of a write to a Pod that is, or was, assigned to a node. */
export function podEvents({ type, object, previous }: WatchedWrite): readonly ClusterEvent[] {
  const [before, now] = [isPlaced(previous as Pod | undefined), type !== 'DELETED' && isPlaced(object as Pod)];
  if (now && !before) return ['Pod/Add'];
  if (before && !now) return ['Pod/Delete'];
  return now ? podUpdates(object as Pod, previous as Pod) : [];
}

/** Returns the events for the changed properties that scheduling depends on. */
export function podUpdates(pod: Pod, previous: Pod): readonly ClusterEvent[] {
  const events: ClusterEvent[] = [];
  if (!equal(pod.metadata.labels, previous.metadata.labels)) events.push('Pod/UpdatePodLabel');
  if (pod.spec === previous.spec) return events;
  if (!equal(pod.spec.tolerations, previous.spec.tolerations)) events.push('Pod/UpdatePodToleration');
  const requests = podRequests(pod.spec);
  for (const [name, amount] of podRequests(previous.spec)) {
    if ((requests.get(name) ?? 0) < amount) return [...events, 'Pod/UpdatePodScaleDown'];
  }
  return events;
}

export function nodeEvents({ type, object, previous }: WatchedWrite): readonly ClusterEvent[] {
  if (type === 'ADDED') return ['Node/Add'];
  if (type === 'DELETED') return ['Node/Delete'];
  const [node, before] = [object as Node, previous as Node];
  const events: ClusterEvent[] = [];
  if (!equal(node.status.allocatable, before.status.allocatable)) events.push('Node/UpdateNodeAllocatable');
  if (!equal(node.metadata.labels, before.metadata.labels)) events.push('Node/UpdateNodeLabel');
  const uncordoned = before.spec.unschedulable === true && node.spec.unschedulable !== true;
  if (uncordoned || !equal(node.spec.taints, before.spec.taints)) events.push('Node/UpdateNodeTaint');
  return events;
}

/** A class matters if it is new, or if its volumes can now be provisioned in other places. */
export function classEvents({ type, object, previous }: WatchedWrite): readonly ClusterEvent[] {
  if (type === 'DELETED') return [];
  const topologies = (c: unknown): unknown => (c as StorageClass | undefined)?.allowedTopologies;
  return type === 'ADDED' || !equal(topologies(object), topologies(previous)) ? ['StorageClass'] : [];
}

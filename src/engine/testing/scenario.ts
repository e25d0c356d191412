/** Test language for a cluster with one set `web`. */
import {
  type Cluster,
  createCluster,
  type HistoryRecord,
  isWrite,
  type PersistentVolumeClaim,
  type Pod,
  type StatefulSet,
  type StatefulSetStatus,
} from '../index.ts';
import { newHeadlessService, newStatefulSet, type StatefulSetOptions } from './builders.ts';
import { watchInvariants } from './invariants.ts';

export const actor = { name: 'user', reason: 'test' };

export interface ScenarioOptions extends StatefulSetOptions {
  /** The gate MaxUnavailableStatefulSet is on. */
  readonly gate?: boolean;
}

/** A cluster at rest with the set `web` and its Service, in which the invariants are watched. */
export function start({ gate = false, ...options }: ScenarioOptions = {}): Cluster {
  const cluster = createCluster({ featureGates: { MaxUnavailableStatefulSet: gate } });
  watchInvariants(cluster);
  cluster.api.create(newHeadlessService(), actor);
  cluster.api.create(newStatefulSet(options), actor);
  cluster.settle();
  return cluster;
}

export function patch(cluster: Cluster, change: object): void {
  cluster.api.patch('statefulsets', 'web', 'default', 'strategic', change, actor);
}

/** Changes the set's spec and lets the cluster come to rest. */
export function change(cluster: Cluster, spec: object): void {
  patch(cluster, { spec });
  cluster.settle();
}

/** Takes its owners off the Pod. */
export function orphan(cluster: Cluster, name: string): void {
  cluster.api.patch('pods', name, 'default', 'merge', { metadata: { ownerReferences: null } }, actor);
}

export const set = (cluster: Cluster): StatefulSet => cluster.api.get('statefulsets', 'web', 'default')!;
export const pods = (cluster: Cluster): readonly Pod[] => cluster.api.list('pods', { namespace: 'default' });
export const pod = (cluster: Cluster, name: string): Pod => cluster.api.get('pods', name, 'default')!;

export const status = (cluster: Cluster): StatefulSetStatus => set(cluster).status;
export const claim = (cluster: Cluster, name: string): PersistentVolumeClaim =>
  cluster.api.get('persistentvolumeclaims', name, 'default')!;
export const names = (cluster: Cluster): string[] => pods(cluster).map((p) => p.metadata.name);

/** Each Pod with its image's tag, e.g. `web-0:1`. */
export const tags = (cluster: Cluster): string[] =>
  pods(cluster).map((p) => `${p.metadata.name}:${p.spec.containers[0]!.image!.split(':')[1]}`);

/** Names of the claims. */
export const claims = (cluster: Cluster): string[] =>
  cluster.api.list('persistentvolumeclaims', { namespace: 'default' }).map((c) => c.metadata.name);

/** Creations and beginnings of deletion of Pods from a point in the history on, e.g. `+web-0`, `-web-2`. */
export function podWrites(history: readonly HistoryRecord[], from = 0): string[] {
  return history.slice(from).flatMap((r) => {
    if (!isWrite(r) || r.resource !== 'pods') return [];
    if (r.type === 'ADDED') return [`+${r.object.metadata.name}`];
    const begins =
      r.object.metadata.deletionTimestamp !== undefined && r.previous?.metadata.deletionTimestamp === undefined;
    return r.type === 'MODIFIED' && begins ? [`-${r.object.metadata.name}`] : [];
  });
}

/** The rules of the last reconcile. */
export function rules(cluster: Cluster): string[] {
  const last = cluster.history.findLast((r) => r.type === 'SYNC');
  return last?.type === 'SYNC' ? last.decisions.map((d) => d.rule) : [];
}

/** Returns the set's Events, oldest first. */
export const events = (cluster: Cluster): string[] =>
  cluster.api
    .list('events', { namespace: 'default' })
    .filter((e) => e.involvedObject.kind === 'StatefulSet')
    .map((e) => `${e.reason}: ${e.message}`);

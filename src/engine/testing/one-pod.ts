/** Test language for a cluster with one Pod `a` of one container `main`. */
import { type Cluster, createCluster, isWrite, type Manifest, type Pod } from '../index.ts';
import { actor } from './scenario.ts';

export const newPod = (spec: object = {}, container: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'default' },
  spec: { containers: [{ name: 'main', image: 'nginx:1', ...container }], ...spec },
});

export function start(pod: Manifest, seconds = 0): Cluster {
  const cluster = createCluster();
  cluster.api.create(pod, actor);
  cluster.settle();
  if (seconds > 0) cluster.advanceTo(seconds * 1000);
  return cluster;
}
export const get = (cluster: Cluster): Pod => cluster.api.get('pods', 'a', 'default')!;
export const main = (cluster: Cluster) => get(cluster).status.containerStatuses![0]!;
export const condition = (cluster: Cluster, type: string) =>
  get(cluster).status.conditions?.find((c) => c.type === type);
export const events = (cluster: Cluster, reason?: string): string[] =>
  cluster.api
    .list('events')
    .filter((e) => e.source.component === 'kubelet' && (reason === undefined || e.reason === reason))
    .map((e) => e.message);
export const uid = (cluster: Cluster): string => get(cluster).metadata.uid;

/** Virtual ms at which a write first left the Pod in a state. */
export function when(cluster: Cluster, holds: (pod: Pod) => boolean, from = 0): number {
  const record = cluster.history
    .slice(from)
    .find((r) => isWrite(r) && r.resource === 'pods' && r.type !== 'DELETED' && holds(r.object as Pod));
  return record?.at ?? NaN;
}
export const restartsAt = (cluster: Cluster): number[] =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
    when(
      cluster,
      (p) =>
        (p.status.containerStatuses?.[0]?.restartCount ?? 0) === n &&
        p.status.containerStatuses![0]!.state?.running !== undefined,
    ),
  );
export const isReady = (p: Pod): boolean =>
  p.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;
export const started = (cluster: Cluster): number =>
  when(cluster, (p) => p.status.containerStatuses?.[0]?.state?.running !== undefined);

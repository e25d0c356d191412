/** Test language for a cluster with one Deployment `api`. */
import {
  type Cluster,
  type ClusterOptions,
  createCluster,
  type Deployment,
  type HistoryRecord,
  type Manifest,
  type Pod,
  type ReplicaSet,
} from '../index.ts';
import { image } from './builders.ts';

export const actor = { name: 'user', reason: 'test' };
const namespace = 'default';

/** Three replicas of nginx; `spec` is merged into the Deployment's. */
export function newDeployment(spec: Readonly<Record<string, unknown>> = {}, tag = '1'): Manifest {
  const labels = { app: 'api' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api' },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'nginx', image: image(tag) }] } },
      ...spec,
    },
  };
}

/** A cluster at rest with the Deployment. */
export function start(spec: Readonly<Record<string, unknown>> = {}, options: ClusterOptions = {}): Cluster {
  const cluster = createCluster(options);
  cluster.api.create(newDeployment(spec), actor);
  cluster.settle();
  return cluster;
}

/** Changes the Deployment's spec and lets the cluster come to rest. */
export function change(cluster: Cluster, spec: object): void {
  cluster.api.patch('deployments', 'api', namespace, 'strategic', { spec }, actor);
  cluster.settle();
}

export const withImage = (tag: string): object => ({
  template: { spec: { containers: [{ name: 'nginx', image: image(tag) }] } },
});

export const deployment = ({ api }: Cluster): Deployment => api.get('deployments', 'api', namespace)!;
export const pods = ({ api }: Cluster): readonly Pod[] => api.list('pods', { namespace });
/** Oldest first. */
export const replicaSets = ({ api }: Cluster): readonly ReplicaSet[] =>
  [...api.list('replicasets', { namespace })].sort(
    (a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion),
  );

const tagOf = (rs: ReplicaSet): string => rs.spec.template.spec.containers[0]!.image!.split(':')[1]!;

/** Wanted replicas of each ReplicaSet, by its image's tag. */
export const sizes = (cluster: Cluster): Readonly<Record<string, number>> =>
  Object.fromEntries(replicaSets(cluster).map((rs) => [tagOf(rs), rs.spec.replicas]));

/** A condition as `status reason`. */
export function condition(cluster: Cluster, type: string): string | undefined {
  const found = deployment(cluster).status.conditions?.find((c) => c.type === type);
  return found && `${found.status} ${found.reason}`;
}

/** Returns the Events about objects of `kind`, oldest first. */
export const events = ({ api }: Cluster, kind: 'Deployment' | 'ReplicaSet'): string[] =>
  [...api.list('events', { namespace })]
    .filter((e) => e.involvedObject.kind === kind)
    .sort((a, b) => Number(a.metadata.name.split('.')[1]) - Number(b.metadata.name.split('.')[1]))
    .map((e) => `${e.reason}: ${e.message}`);

/** The rules by which the Deployment's controller acted, from a point in the history on. */
export const rules = (history: readonly HistoryRecord[], from = 0): string[] =>
  history
    .slice(from)
    .flatMap((r) => (r.type === 'SYNC' && r.controller === 'deployment-controller' ? r.decisions : []))
    .filter((d) => d.verb !== 'wait' && d.verb !== 'done')
    .map((d) => d.rule);

const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;

/** The most Pods there are at a time after a change, and the fewest ready; Pods on their way out do not count. */
export function extremes(cluster: Cluster, spec: object): { readonly most: number; readonly fewest: number } {
  let [most, fewest] = [0, Infinity];
  cluster.api.patch('deployments', 'api', namespace, 'strategic', { spec }, actor);
  while (!cluster.atRest()) {
    cluster.step();
    const active = pods(cluster).filter((p) => p.metadata.deletionTimestamp === undefined);
    most = Math.max(most, active.length);
    fewest = Math.min(fewest, active.filter(isReady).length);
  }
  return { most, fewest };
}

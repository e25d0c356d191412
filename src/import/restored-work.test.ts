/** A cluster that is read while controllers are at work goes on as the one that it was read from. */
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, resources } from '../engine/index.ts';
import { actor, patch, pod, pods, start } from '../engine/testing/scenario.ts';
import { importCluster } from './import-cluster.ts';

/** The cluster as `kubectl get … -o json` would print it, imported; without some kinds. */
function imported({ api }: Cluster, without: readonly string[] = []): Cluster {
  const items = resources
    .filter(({ resource }) => !without.includes(resource))
    .flatMap(({ resource }) => api.list(resource) as readonly object[]);
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { options, kubelet } = importCluster([{ name: 'dump', text }], 'keep');
  return createCluster({ ...options, kubelet });
}

const node = (cluster: Cluster, name: string): string => pod(cluster, name).spec.nodeName!;
const later = (cluster: Cluster, seconds: number): void => cluster.advanceTo(cluster.now() + seconds * 1000);
const conditions = (cluster: Cluster): string[] =>
  pods(cluster).map(
    ({ metadata, status }) =>
      `${metadata.name} ${status.phase} ${status.conditions?.find((c) => c.type === 'Ready')?.status}`,
  );

describe('a set whose controller had not yet seen the newest state of its Pods', () => {
  it('replaces a Pod that has failed', () => {
    const cluster = start();
    cluster.faults.finishPod('web-1', 'default', 'Failed');
    const after = imported(cluster);
    expect(pod(after, 'web-1').status.phase).toBe('Failed');
    after.settle();
    expect(conditions(after)).toEqual(['web-0 Running True', 'web-1 Running True', 'web-2 Running True']);
  });

  it('goes on with its rollout once the new Pod is Ready', () => {
    const cluster = start();
    patch(cluster, { spec: { template: { spec: { containers: [{ name: 'nginx', image: 'nginx:2' }] } } } });
    // Until web-2 is Ready again and nobody has reacted to that.
    const isNew = (): boolean => pod(cluster, 'web-2')?.spec.containers[0]?.image === 'nginx:2';
    while (!(isNew() && conditions(cluster)[2] === 'web-2 Running True')) cluster.step();
    const after = imported(cluster);
    after.settle();
    expect(pods(after).map(({ spec }) => spec.containers[0]!.image)).toEqual(['nginx:2', 'nginx:2', 'nginx:2']);
  });

  it('has its Pods in the EndpointSlice', () => {
    const cluster = start();
    cluster.faults.setPodReady('web-1', 'default', false);
    const after = imported(cluster);
    after.settle();
    const [slice] = after.api
      .list('endpointslices')
      .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === 'nginx');
    expect(slice!.endpoints.map((e) => [e.targetRef!.name, e.conditions!.ready]).sort()).toEqual([
      ['web-0', true],
      ['web-1', false],
      ['web-2', true],
    ]);
  });
});

it('a Pod whose claim has been bound since it was refused is scheduled', () => {
  const cluster = start({ spec: { replicas: 0 } });
  patch(cluster, { spec: { replicas: 1 } });
  const isBound = (): boolean =>
    cluster.api.get('persistentvolumeclaims', 'www-web-0', 'default')?.status.phase === 'Bound';
  while (!isBound()) cluster.step();
  const after = imported(cluster);
  after.settle();
  expect(conditions(after)).toEqual(['web-0 Running True']);
});

// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions: 300 seconds,
// from the taint on.
it('a Pod of a lost node is evicted when its tolerated time is over, not that much later than the dump', () => {
  const cluster = start({ claims: false });
  const lost = node(cluster, 'web-1');
  cluster.cutNode(lost, actor);
  later(cluster, 200);
  const taint = cluster.api.get('nodes', lost)!.spec.taints!.find(({ effect }) => effect === 'NoExecute')!;
  expect(pod(cluster, 'web-1').metadata.deletionTimestamp).toBeUndefined();
  const after = imported(cluster);
  const due = Date.parse(taint.timeAdded!) + 300_000;
  const isGoing = (): boolean => pod(after, 'web-1').metadata.deletionTimestamp !== undefined;
  const now = (): number => Date.parse('2026-01-01T08:00:00Z') + after.now();
  later(after, Math.floor((due - now()) / 1000) - 1);
  expect(isGoing()).toBe(false);
  later(after, 3);
  expect(isGoing()).toBe(true);
});

// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes: ReadWriteOnce is one node at a time.
it('a volume of a lost node is not attached to another one at once', () => {
  const cluster = start();
  const lost = node(cluster, 'web-1');
  cluster.cutNode(lost, actor);
  later(cluster, 400);
  const after = imported(cluster);
  after.api.delete('pods', 'web-1', 'default', actor, { gracePeriodSeconds: 0 });
  later(after, 30);
  expect(node(after, 'web-1')).not.toBe(lost);
  expect(pod(after, 'web-1').status.phase).toBe('Pending');
  expect(after.api.list('events').map(({ reason }) => reason)).toContain('FailedAttachVolume');
});

it('a namespace that is being deleted goes on to be', () => {
  const cluster = createCluster();
  for (const [apiVersion, kind, metadata] of [
    ['v1', 'Namespace', { name: 'shop' }],
    ['v1', 'ConfigMap', { name: 'config', namespace: 'shop' }],
  ] as const) {
    cluster.api.create({ apiVersion, kind, metadata }, actor);
  }
  cluster.settle();
  cluster.api.delete('namespaces', 'shop', undefined, actor);
  const after = imported(cluster);
  expect(after.api.get('namespaces', 'shop')?.metadata.deletionTimestamp).toBeDefined();
  after.settle();
  expect(after.api.get('namespaces', 'shop')).toBeUndefined();
});

it('a namespace that was read has its ServiceAccount, although that was not read: new Pods are created', () => {
  const cluster = createCluster();
  cluster.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, actor);
  cluster.settle();
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1' }] },
  };
  const spec = { selector: { matchLabels: { app: 'web' } }, replicas: 1, template };
  const metadata = { name: 'web', namespace: 'shop' };
  cluster.api.create({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec } as Manifest, actor);
  cluster.settle();
  const { uid } = cluster.api.get('namespaces', 'shop')!.metadata;
  const after = imported(cluster, ['serviceaccounts', 'configmaps']);
  expect(after.api.get('namespaces', 'shop')!.metadata.uid).toBe(uid);
  after.api.patch('statefulsets', 'web', 'shop', 'merge', { spec: { replicas: 2 } }, actor);
  after.settle();
  expect(after.api.list('pods', { namespace: 'shop' }).map(({ status }) => status.phase)).toEqual([
    'Running',
    'Running',
  ]);
});

it('classes of Pods that were not read exist: new Pods are created', () => {
  const cluster = createCluster();
  cluster.api.create(
    { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 9 },
    actor,
  );
  cluster.api.create(
    { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'box' }, handler: 'runsc' },
    actor,
  );
  const containers = [{ name: 'nginx', image: 'nginx:1' }];
  const template = {
    metadata: { labels: { app: 'web' } },
    spec: { priorityClassName: 'high', runtimeClassName: 'box', containers },
  };
  const spec = { selector: { matchLabels: { app: 'web' } }, replicas: 1, template };
  const metadata = { name: 'web', namespace: 'default' };
  cluster.api.create({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec } as Manifest, actor);
  cluster.settle();
  const after = imported(cluster, ['priorityclasses', 'runtimeclasses']);
  after.api.patch('statefulsets', 'web', 'default', 'merge', { spec: { replicas: 2 } }, actor);
  after.settle();
  expect(after.api.list('pods').map(({ spec: { priority } }) => priority)).toEqual([9, 9]);
});

it('a controller tries again what was refused before the dump, and would be accepted now', () => {
  const cluster = start();
  cluster.api.delete('persistentvolumeclaims', 'www-web-1', 'default', actor);
  cluster.api.delete('pods', 'web-1', 'default', actor);
  // The claim is gone, and the controller was refused while it still was there.
  const isGone = (): boolean => cluster.api.get('persistentvolumeclaims', 'www-web-1', 'default') === undefined;
  while (!isGone()) cluster.step();
  expect(cluster.api.list('events').map(({ reason }) => reason)).toContain('FailedCreate');
  expect(cluster.api.get('pods', 'web-1', 'default')).toBeUndefined();
  const after = imported(cluster);
  after.settle();
  expect(conditions(after)).toEqual(['web-0 Running True', 'web-1 Running True', 'web-2 Running True']);
});

// Expected: kubernetes/pkg/scheduler/framework/plugins/nodevolumelimits/csi.go (Filter, EventsToRegister)
import { expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Pod } from '../../index.ts';
import { actor } from '../../testing/scenario.ts';

const driver = 'example.com/disk';

const limit = (count: number) => ({
  drivers: [{ name: driver, nodeID: 'n', topologyKeys: [], allocatable: { count } }],
});
const csiNode = (name: string, count: number): Manifest =>
  ({ apiVersion: 'storage.k8s.io/v1', kind: 'CSINode', metadata: { name }, spec: limit(count) }) as Manifest;

const claim = (name: string, storageClassName = 'disk'): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'default' },
  spec: { storageClassName, accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } },
});

const using = (name: string, ...claims: string[]): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: {
    containers: [{ name: 'main', image: 'nginx:1' }],
    nodeSelector: { 'kubernetes.io/hostname': 'node-1' },
    volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })),
  },
});

/** Pods go to node-1, which takes one volume. */
function start(...objects: Manifest[]): Cluster {
  const cluster = createCluster();
  const storageClass = { kind: 'StorageClass', metadata: { name: 'disk' }, provisioner: driver };
  for (const object of [
    { apiVersion: 'storage.k8s.io/v1', volumeBindingMode: 'WaitForFirstConsumer', ...storageClass },
    ...[csiNode('node-1', 1), claim('one'), claim('two')],
    ...objects,
  ]) {
    cluster.api.create(object as Manifest, actor);
    cluster.settle();
  }
  return cluster;
}
const get = (cluster: Cluster, name: string): Pod => cluster.api.get('pods', name, 'default')!;

it('refuses a Pod whose volumes are more than the node takes', () => {
  const cluster = start(using('a', 'one'), using('b', 'two'));
  expect(get(cluster, 'a').spec.nodeName).toBe('node-1');
  expect(get(cluster, 'b').status.conditions?.find((c) => c.type === 'PodScheduled')?.message).toMatch(
    /^0\/3 nodes are available: 1 node\(s\) exceed max volume count, 2 node\(s\) didn't match Pod's node affinity/,
  );
});

it('counts a volume once, however many Pods use it', () => {
  const cluster = start(using('a', 'one'), using('b', 'one'));
  expect(get(cluster, 'b').spec.nodeName).toBe('node-1');
});

it('does not count volumes of other drivers', () => {
  const cluster = start(using('a', 'one'), claim('other', 'standard'), using('b', 'other'));
  expect(get(cluster, 'b').spec.nodeName).toBe('node-1');
});

it.each([
  [
    'a Pod with a volume goes, and its volume is detached',
    ({ api }: Cluster) => api.delete('pods', 'a', 'default', actor),
  ],
  [
    'the node takes more',
    ({ api }: Cluster) => api.patch('csinodes', 'node-1', undefined, 'merge', { spec: limit(2) }, actor),
  ],
  [
    'the CSINode is made anew',
    ({ api }: Cluster) => {
      api.delete('csinodes', 'node-1', undefined, actor);
      api.create(csiNode('node-1', 5), actor);
    },
  ],
])('tries it again when %s', (_, change) => {
  const cluster = start(using('a', 'one'), using('b', 'two'));
  change(cluster);
  cluster.settle();
  expect(get(cluster, 'b').spec.nodeName).toBe('node-1');
});

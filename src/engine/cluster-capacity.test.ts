import { beforeEach, expect, it } from 'vitest';
import { clusterCapacity, createCluster, type Cluster, type Manifest } from './index.ts';
import { newStatefulSet } from './testing/builders.ts';

const user = { name: 'user', reason: 'test' };
let cluster: Cluster;

beforeEach(() => {
  cluster = createCluster();
});

/** Steps until the cluster rests; more than `most` are a failure. */
function stepsToRest(most: number): number {
  for (let steps = 0; steps < most; steps++) {
    if (cluster.atRest()) return steps;
    cluster.step();
  }
  throw new Error(`more than ${most} steps`);
}

/** Asks for as many Pods as a set has. */
function scale(name: string, replicas: number): void {
  cluster.api.patch('statefulsets', name, 'default', 'merge', { spec: { replicas } }, user);
  stepsToRest(500);
}

/** Fills the cluster with Pods, save for `room` of them: on a node that nobody hears of, where nothing comes of them. */
function fillWithPods(room: number): void {
  cluster.cutNode('node-3', user);
  for (let i = 0; i < clusterCapacity.pods - room; i++) {
    cluster.api.create(
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: `filler-${i}` },
        spec: {
          nodeName: 'node-3',
          tolerations: [{ operator: 'Exists' }],
          containers: [{ name: 'a', image: 'nginx' }],
        },
      },
      user,
    );
  }
  cluster.settle();
}

const warnings = () =>
  cluster.api
    .list('events')
    .flatMap(({ type, reason, message }) => (reason === 'FailedCreate' ? { type, message } : []));
const pods = (prefix: string) => cluster.api.list('pods').filter(({ metadata }) => metadata.name.startsWith(prefix));

const full = 'exceeded the capacity of the cluster, requested: pods=1, used: pods=10000, limited: pods=10000';

/** Deletes Pods with which the cluster was filled. */
function makeRoom(from: number, room: number): void {
  for (let i = from; i < from + room; i++) {
    cluster.api.delete('pods', `filler-${i}`, 'default', user, { gracePeriodSeconds: 0 });
  }
}

// One cluster for all of this: to fill it costs more than all the rest.
it.each(process.env.BREADTH ? ['OrderedReady', 'Parallel'] : ['OrderedReady'])(
  'stops sets and ReplicaSets at the capacity, waits at no cost, and goes on once there is room: %s',
  (podManagementPolicy) => {
    fillWithPods(5);
    cluster.api.create(newStatefulSet({ claims: false, spec: { replicas: 2147483647, podManagementPolicy } }), user);
    stepsToRest(500);
    expect(pods('web-')).toHaveLength(5);
    expect(warnings()).toEqual([
      {
        type: 'Warning',
        message: `Create Pod web-5 in StatefulSet web failed error: pods "web-5" is forbidden: ${full}`,
      },
    ]);
    const { replicas, readyReplicas } = cluster.api.get('statefulsets', 'web', 'default')!.status;
    expect({ replicas, readyReplicas }).toEqual({ replicas: 5, readyReplicas: 5 });
    scale('web', 5);

    makeRoom(0, 2);
    const parallel = { replicas: 1e9, podManagementPolicy: 'Parallel' };
    cluster.api.create(newStatefulSet({ name: 'api', claims: false, spec: parallel }), user);
    stepsToRest(500);
    expect(pods('api-')).toHaveLength(2);
    const before = cluster.history.length;
    cluster.advanceTo(cluster.now() + 3_600_000);
    expect(cluster.history.length - before).toBeLessThan(100);

    // After a back-off.
    makeRoom(2, 3);
    cluster.advanceTo(cluster.now() + 1_000_000);
    expect(pods('api-')).toHaveLength(5);
    scale('api', 5);

    makeRoom(5, 3);
    const { spec } = newStatefulSet({ claims: false }) as Manifest & { spec: Record<string, unknown> };
    const { selector, template } = spec;
    const earlier = warnings().length;
    cluster.api.create(
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'shop' },
        spec: { replicas: 1e9, selector, template },
      },
      user,
    );
    stepsToRest(500);
    expect(pods('shop-')).toHaveLength(3);
    expect(warnings().length).toBeGreaterThan(earlier);
    expect(warnings().every(({ message }) => message.includes(full))).toBe(true);
  },
);

it.each([
  { ordinals: { start: 2147483647 }, replicas: 2 },
  { replicas: 2, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2147483647 } } },
  { replicas: 2, revisionHistoryLimit: 2147483647, minReadySeconds: 0 },
])('takes numbers as large as they may be: %j', (spec) => {
  cluster.api.create(newStatefulSet({ spec }), user);
  stepsToRest(500);
  expect(pods('web-')).toHaveLength(2);
});

it('creates the Pods of a large Parallel set in several reconciles', () => {
  cluster.api.create(
    newStatefulSet({ claims: false, spec: { replicas: 1200, podManagementPolicy: 'Parallel' } }),
    user,
  );
  const created: number[] = [];
  while (pods('web-').length < 1200) {
    const before = pods('web-').length;
    cluster.step();
    const after = pods('web-').length;
    if (after > before) created.push(after - before);
  }
  expect(created).toEqual([200, 200, 200, 200, 200, 200]);
});

it('creates the claims of a Pod with very many in several reconciles, and then the Pod', () => {
  const volumeClaimTemplates = Array.from({ length: 1200 }, (_, i) => ({
    metadata: { name: `v${i}` },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  }));
  cluster.api.create(newStatefulSet({ claims: false, spec: { replicas: 1, volumeClaimTemplates } }), user);
  const created: number[] = [];
  while (pods('web-').length === 0) {
    const before = cluster.api.list('persistentvolumeclaims').length;
    cluster.step();
    const after = cluster.api.list('persistentvolumeclaims').length;
    if (after > before) created.push(after - before);
  }
  expect(created).toEqual([500, 500, 200]);
});

it('gives the place of the oldest Events to what is created', () => {
  const event = (i: number): Manifest => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `e${i}` },
    involvedObject: { namespace: 'default' },
  });
  const others = (['namespaces', 'nodes', 'services', 'storageclasses', 'endpointslices'] as const).flatMap(
    (resource) => cluster.api.list(resource),
  );
  for (let i = 0; i <= clusterCapacity.objects - others.length; i++) cluster.api.create(event(i), user);
  expect(cluster.api.get('events', 'e0', 'default')).toBeUndefined();
  expect(cluster.api.get('events', 'e100', 'default')).toBeDefined();
});

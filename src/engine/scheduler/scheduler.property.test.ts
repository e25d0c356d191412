import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Node, type Pod, StatusError } from '../index.ts';
import { actor } from '../testing/scenario.ts';
import { isPlaced } from './cluster-event.ts';
import { findFeasibleNodes } from './feasible-nodes.ts';
import { type NodeInfo, NodePods } from './node-info.ts';

type Step = (cluster: Cluster) => void;

/** Three nodes exist at the start. */
const nodes = ['node-1', 'node-2', 'node-3', 'node-4'];
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const node = fc.constantFrom(...nodes);
const name = fc.constantFrom(...names);
const app = fc.constantFrom('web', 'db');

const select = (value: string): object => ({ labelSelector: { matchLabels: { app: value } } });
const term = fc
  .record({ topologyKey: fc.constantFrom('kubernetes.io/hostname', 'zone'), to: app })
  .map(({ topologyKey, to }) => ({ topologyKey, ...select(to) }));
const required = (terms: readonly object[]): object => ({ requiredDuringSchedulingIgnoredDuringExecution: terms });
const volume = fc.oneof(
  fc
    .constantFrom('now', 'later', 'byhand', 'alone', 'fast', 'named')
    .map((claimName) => ({ persistentVolumeClaim: { claimName } })),
  fc.constant({
    ephemeral: {
      volumeClaimTemplate: {
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'byhand',
          resources: { requests: { storage: '1Gi' } },
        },
      },
    },
  }),
);

/** Constraints that limit the nodes of a Pod; usually one. */
const choosy: fc.Arbitrary<object> = fc.oneof(
  fc.constant({}),
  fc.constantFrom('ssd', 'tape').map((disk) => ({ nodeSelector: { disk } })),
  fc.record({ tolerations: fc.constant([{ key: 'only', operator: 'Exists' }]) }),
  term.map((t) => ({ affinity: { podAffinity: required([t]) } })),
  term.map((t) => ({ affinity: { podAntiAffinity: required([t]) } })),
  fc.record({ key: fc.constantFrom('kubernetes.io/hostname', 'zone'), to: app }).map(({ key, to }) => ({
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: key, whenUnsatisfiable: 'DoNotSchedule', ...select(to), nodeTaintsPolicy: 'Honor' },
    ],
  })),
  volume.map((v) => ({ volumes: [{ name: 'v', ...v }] })),
  fc.constant({ schedulingGates: [{ name: 'example.com/gate' }] }),
  fc.constant({ hostNetwork: true }),
  node.map((n) => ({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: [n] }] },
            { matchExpressions: [{ key: 'disk', operator: 'Exists' }] },
          ],
        },
      },
    },
  })),
  fc.record({ to: app, minDomains: fc.constantFrom(2, 3) }).map(({ to, minDomains }) => ({
    topologySpreadConstraints: [
      { maxSkew: 1, minDomains, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', ...select(to) },
    ],
  })),
);

const newPod = fc.record({ name, app, choosy, cpu: fc.constantFrom('100m', '100m', '3'), hostPort: fc.boolean() });

const attempt =
  (step: Step): Step =>
  (cluster) => {
    try {
      step(cluster);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
    }
  };
const patch = (resource: 'pods' | 'nodes' | 'persistentvolumes', target: string, change: object): Step =>
  attempt(({ api }) =>
    api.patch(resource, target, resource === 'pods' ? 'default' : undefined, 'strategic', change, actor),
  );
const create = (object: Manifest): Step => attempt(({ api }) => api.create(object, actor));

const claim = (claimName: string, storageClassName: string, spec: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: claimName, namespace: 'default' },
  spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
});
const claims = [
  claim('now', 'standard'),
  claim('later', 'later'),
  claim('byhand', 'byhand'),
  claim('alone', 'standard', { accessModes: ['ReadWriteOncePod'] }),
  claim('fast', 'byhand', { selector: { matchLabels: { disk: 'ssd' } } }),
  claim('named', 'byhand', { volumeName: 'x' }),
];
const storageClass = (className: string, provisioner: string): Manifest => ({
  allowVolumeExpansion: true,
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: className },
  provisioner,
  volumeBindingMode: 'WaitForFirstConsumer',
});
const classes = [storageClass('byhand', 'kubernetes.io/no-provisioner'), storageClass('later', 'example.com/disk')];
const pv = (volumeName: string, on: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: volumeName },
  spec: {
    storageClassName: 'byhand',
    accessModes: ['ReadWriteOnce'],
    capacity: { storage: '1Gi' },
    local: { path: '/disk' },
    nodeAffinity: {
      required: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [on] }] }],
      },
    },
  },
});

const newNode = (called: string): Step =>
  attempt(({ api }) => {
    const labels = { 'kubernetes.io/hostname': called, disk: 'ssd' };
    api.create({ apiVersion: 'v1', kind: 'Node', metadata: { name: called, labels } } as Manifest, actor);
    const allocatable = { cpu: '2', memory: '4Gi', pods: '3' };
    api.updateStatus({ ...api.get('nodes', called)!, status: { allocatable, capacity: allocatable } } as Node, actor);
  });

const pod: fc.Arbitrary<Step> = newPod.map(({ name: podName, app: label, choosy: spec, cpu, hostPort }) =>
  create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: podName, namespace: 'default', labels: { app: label } },
    spec: {
      containers: [
        {
          name: 'main',
          image: 'nginx:1',
          resources: { requests: { cpu } },
          ...(hostPort && { ports: [{ containerPort: 80, hostPort: 80 }] }),
        },
      ],
      ...spec,
    },
  } as Manifest),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: pod, weight: 8 },
  { arbitrary: name.map((n) => attempt(({ api }) => api.delete('pods', n, 'default', actor))), weight: 2 },
  {
    arbitrary: fc.tuple(name, app).map(([n, value]) => patch('pods', n, { metadata: { labels: { app: value } } })),
    weight: 3,
  },
  name.map((n) => attempt(({ faults }) => faults.finishPod(n, 'default', 'Succeeded'))),
  name.map((n) => patch('pods', n, { spec: { tolerations: [{ operator: 'Exists' }] } })),
  fc
    .tuple(node, fc.constantFrom('ssd', 'tape', null))
    .map(([n, disk]) => patch('nodes', n, { metadata: { labels: { disk } } })),
  fc
    .tuple(node, fc.constantFrom('east', 'west', null))
    .map(([n, zone]) => patch('nodes', n, { metadata: { labels: { zone, 'topology.kubernetes.io/zone': zone } } })),
  fc.tuple(node, fc.boolean()).map(([n, unschedulable]) => patch('nodes', n, { spec: { unschedulable } })),
  fc
    .tuple(node, fc.boolean())
    .map(([n, only]) => patch('nodes', n, { spec: { taints: only ? [{ key: 'only', effect: 'NoSchedule' }] : null } })),
  fc.tuple(node, fc.constantFrom('1', '2', '8')).map(([n, cpu]) =>
    attempt(({ api }) => {
      const found = api.get('nodes', n);
      if (found === undefined) return;
      const allocatable = { ...found.status.allocatable, cpu };
      api.updateStatus({ ...found, status: { ...found.status, allocatable } } as Node, actor);
    }),
  ),
  fc.constantFrom(...claims).map(create),
  fc.constantFrom(...classes).map(create),
  fc.tuple(fc.constantFrom('x', 'y'), node).map(([v, on]) => create(pv(v, on))),
  fc.constantFrom('x', 'y').map((v) => patch('persistentvolumes', v, { spec: { claimRef: null } })),
  fc
    .record({
      v: fc.constantFrom('x', 'y'),
      disk: fc.constantFrom('ssd', null),
      zone: fc.constantFrom('east', 'west', null),
    })
    .map(({ v, disk, zone }) => {
      const labels = { disk, 'topology.kubernetes.io/zone': zone };
      return patch('persistentvolumes', v, { metadata: { labels } });
    }),
  fc.constantFrom('x', 'y').map((v) => attempt(({ api }) => api.delete('persistentvolumes', v, undefined, actor))),
  node.map(newNode),
  fc
    .tuple(fc.constantFrom('x', 'y'), fc.constantFrom('1Gi', '512Mi'))
    .map(([v, storage]) => patch('persistentvolumes', v, { spec: { capacity: { storage } } })),
  fc.constantFrom(...claims).map(({ metadata }) =>
    attempt(({ api }) => {
      const resources = { requests: { storage: '2Gi' } };
      api.patch('persistentvolumeclaims', metadata!.name!, 'default', 'merge', { spec: { resources } }, actor);
    }),
  ),
  name.map((n) => patch('pods', n, { spec: { schedulingGates: null } })),
  fc.tuple(name, fc.constantFrom('50m', '2')).map(([n, cpu]) =>
    attempt(({ api }) => {
      const containers = [{ name: 'main', resources: { requests: { cpu } } }];
      const resize = { subresource: 'resize' } as const;
      api.patch('pods', n, 'default', 'strategic', { spec: { containers } }, actor, resize);
    }),
  ),
  node.map((n) => attempt(({ api }) => api.delete('nodes', n, undefined, actor))),
  app.map((value) =>
    create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: value, namespace: 'default' },
      spec: { selector: { app: value }, ports: [{ port: 80 }] },
    } as Manifest),
  ),
  fc
    .constantFrom(...claims)
    .map(({ metadata }) =>
      attempt(({ api }) => api.delete('persistentvolumeclaims', metadata!.name!, 'default', actor)),
    ),
);

/** Returns the Pods that wait although a check of the whole cluster finds a node for them. */
function forgotten({ api }: Cluster): readonly string[] {
  const pods = api.list('pods');
  const infos: readonly NodeInfo[] = api.list('nodes').map((n) => {
    const load = new NodePods();
    for (const p of pods) if (p.spec.nodeName === n.metadata.name && isPlaced(p)) load.set(p);
    return { node: n, load };
  });
  const waits = ({ metadata, spec, status }: Pod): boolean =>
    !spec.nodeName &&
    metadata.deletionTimestamp === undefined &&
    status.phase === 'Pending' &&
    spec.schedulingGates === undefined;
  return pods
    .filter((p) => waits(p) && 'length' in findFeasibleNodes(p, { nodes: infos, store: api }))
    .map((p) => p.metadata.name);
}

describe('whatever happens in a cluster, and in whatever order', () => {
  it('no Pod stays Pending for which a fresh look at all nodes would find one', () => {
    let placed = 0;
    let waited = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 50 }), (steps) => {
        const cluster = createCluster();
        for (const take of steps) {
          take(cluster);
          cluster.settle();
          expect(forgotten(cluster)).toEqual([]);
        }
        for (const { spec } of cluster.api.list('pods')) {
          if (spec.nodeName) placed++;
          else waited++;
        }
      }),
      { numRuns: 100 },
    );
    // Checks that the clusters are neither empty nor full: there are scheduled and waiting Pods.
    expect(placed).toBeGreaterThan(100);
    expect(waited).toBeGreaterThan(100);
  });
});

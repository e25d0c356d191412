import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Node, type Pod } from '../index.ts';
import { actor } from '../testing/scenario.ts';

const newPod = (name: string, spec: object = {}, container: object = {}, labels: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels: labels as never },
  spec: { containers: [{ name: 'main', image: 'nginx:1', ...container }], ...spec },
});

function start(...objects: Manifest[]): Cluster {
  const cluster = createCluster();
  for (const object of objects) {
    cluster.api.create(object, actor);
    cluster.settle();
  }
  return cluster;
}
const get = (cluster: Cluster, name: string): Pod => cluster.api.get('pods', name, 'default')!;
const why = (cluster: Cluster, name: string): string | undefined =>
  get(cluster, name).status.conditions?.find((c) => c.type === 'PodScheduled' && c.status === 'False')?.message;
const nodeOf = (cluster: Cluster, name: string): string | undefined => get(cluster, name).spec.nodeName;
const attempts = (cluster: Cluster, name: string): number =>
  cluster.api
    .list('events')
    .filter((e) => e.reason === 'FailedScheduling' && e.involvedObject.name === name)
    .reduce((sum, e) => sum + e.count!, 0);

function patch(cluster: Cluster, resource: 'pods' | 'nodes', name: string, change: object): void {
  cluster.api.patch(resource, name, resource === 'pods' ? 'default' : undefined, 'merge', change, actor);
  cluster.settle();
}
const noVictims =
  'no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.';

describe('a waiting Pod is tried again', () => {
  const near = {
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { role: 'primary' } } },
        ],
      },
    },
  };

  it('when the labels of another Pod let it in', () => {
    const cluster = start(newPod('other'), newPod('a', near));
    expect(nodeOf(cluster, 'a')).toBeUndefined();
    patch(cluster, 'pods', 'other', { metadata: { labels: { role: 'primary' } } });
    expect(nodeOf(cluster, 'a')).toBe(nodeOf(cluster, 'other'));
  });

  it('when its own labels do', () => {
    const cluster = start(newPod('a', near));
    patch(cluster, 'pods', 'a', { metadata: { labels: { role: 'primary' } } });
    expect(nodeOf(cluster, 'a')).toBeDefined();
  });

  it('when it tolerates more', () => {
    const cluster = createCluster();
    for (const node of cluster.api.list('nodes')) {
      patch(cluster, 'nodes', node.metadata.name, { spec: { taints: [{ key: 'only', effect: 'NoSchedule' }] } });
    }
    cluster.api.create(newPod('a'), actor);
    cluster.settle();
    const { tolerations = [] } = get(cluster, 'a').spec;
    patch(cluster, 'pods', 'a', { spec: { tolerations: [...tolerations, { key: 'only', operator: 'Exists' }] } });
    expect(nodeOf(cluster, 'a')).toBeDefined();
  });

  it('when a node grows', () => {
    const cluster = start(newPod('a', {}, { resources: { requests: { cpu: '8' } } }));
    const node = cluster.api.get('nodes', 'node-2')!;
    const allocatable = { ...node.status.allocatable, cpu: '16' };
    cluster.api.updateStatus({ ...node, status: { ...node.status, allocatable } } as Node, actor);
    cluster.settle();
    expect(nodeOf(cluster, 'a')).toBe('node-2');
  });

  it('when there is a first node', () => {
    const cluster = createCluster();
    const nodes = cluster.api.list('nodes');
    for (const { metadata } of nodes) cluster.api.delete('nodes', metadata.name, undefined, actor);
    cluster.api.create(newPod('a'), actor);
    cluster.settle();
    expect(why(cluster, 'a')).toBe('no nodes available to schedule pods');
    const { metadata, spec, status } = nodes[0]!;
    cluster.api.create(
      { apiVersion: 'v1', kind: 'Node', metadata: { name: 'new', labels: metadata.labels! }, spec, status },
      actor,
    );
    cluster.settle();
    expect(nodeOf(cluster, 'a')).toBe('new');
  });

  it('not when something happens that its plugins have not asked for', () => {
    const cluster = start(newPod('a', {}, { resources: { requests: { cpu: '8' } } }));
    const before = attempts(cluster, 'a');
    patch(cluster, 'nodes', 'node-1', { metadata: { labels: { disk: 'ssd' } } });
    cluster.api.create(newPod('b'), actor);
    cluster.settle();
    expect(attempts(cluster, 'a')).toBe(before);
  });

  it('after five minutes in any case', () => {
    const cluster = start(newPod('a', { nodeSelector: { disk: 'tape' } }));
    const before = attempts(cluster, 'a');
    cluster.advanceTo(cluster.now() + 299_000);
    expect(attempts(cluster, 'a')).toBe(before);
    cluster.advanceTo(cluster.now() + 32_000);
    expect(attempts(cluster, 'a')).toBe(before + 1);
  });
});

// PodEligibleToPreemptOthers
it('tells of a Pod that must not preempt others', () => {
  const cluster = start(newPod('a', { preemptionPolicy: 'Never' }, { resources: { requests: { cpu: '8' } } }));
  expect(why(cluster, 'a')).toBe(
    '0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
  );
});

// PreferredSchedulingTerms.Score adds the weights of the terms that match; an empty term is skipped.
it('prefers the nodes that weigh most for the Pod', () => {
  const cluster = createCluster();
  patch(cluster, 'nodes', 'node-2', { metadata: { labels: { disk: 'ssd' } } });
  patch(cluster, 'nodes', 'node-3', { metadata: { labels: { disk: 'hdd', zone: 'a' } } });
  const term = (weight: number, ...matchExpressions: object[]) => ({ weight, preference: { matchExpressions } });
  const disk = (value: string) => ({ key: 'disk', operator: 'In', values: [value] });
  const zoned = { key: 'zone', operator: 'Exists' };
  const prefer = (name: string, ...terms: object[]): string | undefined => {
    const nodeAffinity = { preferredDuringSchedulingIgnoredDuringExecution: terms };
    cluster.api.create(newPod(name, { affinity: { nodeAffinity } }), actor);
    cluster.settle();
    return nodeOf(cluster, name);
  };
  expect(['a', 'b'].map((name) => prefer(name, term(1, disk('ssd')), term(100)))).toEqual(['node-2', 'node-2']);
  expect(prefer('c', term(2, disk('ssd')), term(1, disk('hdd')), term(2, zoned))).toBe('node-3');
  expect(prefer('d', term(1, disk('tape')))).toBe('node-1');
});

it('leaves the Pods of other schedulers alone', () => {
  const cluster = start(newPod('a', { schedulerName: 'mine' }));
  expect(nodeOf(cluster, 'a')).toBeUndefined();
  expect(attempts(cluster, 'a')).toBe(0);
});

describe('schedulingGates', () => {
  const gates = (...names: string[]): object => ({ schedulingGates: names.map((name) => ({ name })) });

  it('hold the Pod back without an attempt, until the last one is removed', () => {
    const cluster = start(newPod('a', gates('example.com/a', 'example.com/b')));
    expect(get(cluster, 'a').status.conditions).toEqual([
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'SchedulingGated',
        message: 'Scheduling is blocked due to non-empty scheduling gates',
        lastProbeTime: null,
        lastTransitionTime: null,
      },
    ]);
    patch(cluster, 'pods', 'a', { spec: gates('example.com/b') });
    expect(nodeOf(cluster, 'a')).toBeUndefined();
    patch(cluster, 'pods', 'a', { spec: { schedulingGates: null } });
    expect(get(cluster, 'a').status.phase).toBe('Running');
    expect(attempts(cluster, 'a')).toBe(0);
  });

  it.each([
    [
      'added',
      gates('example.com/a', 'example.com/b'),
      "spec.schedulingGates[1].name: Forbidden: only deletion is allowed, but found new scheduling gate 'example.com/b'",
    ],
    [
      'with another node selector',
      { nodeSelector: { disk: 'tape' } },
      'spec.nodeSelector: Invalid value: {"disk":"tape"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)',
    ],
  ])('cannot be %s', (_, spec, message) => {
    const cluster = start(newPod('a', { ...gates('example.com/a'), nodeSelector: { disk: 'ssd' } }));
    expect(() => patch(cluster, 'pods', 'a', { spec })).toThrow(message);
  });

  it('let the node selector be narrowed', () => {
    const cluster = start(newPod('a', gates('example.com/a')));
    patch(cluster, 'nodes', 'node-3', { metadata: { labels: { disk: 'ssd' } } });
    patch(cluster, 'pods', 'a', { spec: { nodeSelector: { disk: 'ssd' } } });
    patch(cluster, 'pods', 'a', { spec: { schedulingGates: null } });
    expect(nodeOf(cluster, 'a')).toBe('node-3');
  });

  it('do not go together with the name of a node', () => {
    expect(() => start(newPod('a', { ...gates('example.com/a'), nodeName: 'node-1' }))).toThrow(
      'spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared',
    );
  });
});

describe('ports of the node', () => {
  const port = (more: object): object => ({ ports: [{ containerPort: 80, hostPort: 80, ...more }] });
  const four = (container: object, spec: object = {}): Cluster =>
    start(...['a', 'b', 'c', 'd'].map((name) => newPod(name, spec, container)));

  it('are taken once a node', () => {
    const cluster = four(port({}));
    expect(why(cluster, 'd')).toBe(
      `0/3 nodes are available: 3 node(s) didn't have free ports for the requested pod ports. ${noVictims}`,
    );
    cluster.api.delete('pods', 'b', 'default', actor);
    cluster.settle();
    expect(get(cluster, 'd').status.phase).toBe('Running');
  });

  it('are those of all containers where the Pod uses the network of the node, whose address it has', () => {
    const cluster = four({ ports: [{ containerPort: 80 }] }, { hostNetwork: true });
    expect(why(cluster, 'd')).toContain("didn't have free ports");
    const { podIP, hostIP } = get(cluster, 'a').status;
    expect(podIP).toMatch(/^10\.0\.0\.[123]$/);
    expect(podIP).toBe(hostIP);
  });

  it('differ by address and protocol', () => {
    const cluster = four(port({ hostIP: '127.0.0.1' }));
    for (const [name, more] of Object.entries({ other: { hostIP: '127.0.0.2' }, udp: { protocol: 'UDP' }, all: {} })) {
      cluster.api.create(newPod(name, {}, port(more)), actor);
      cluster.settle();
    }
    expect(['other', 'udp', 'all'].map((name) => get(cluster, name).status.phase)).toEqual([
      'Running',
      'Running',
      'Pending',
    ]);
  });
});

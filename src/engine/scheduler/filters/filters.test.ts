import { describe, expect, it } from 'vitest';
import { newStatefulSet } from '../../testing/builders.ts';
import { actor } from '../../testing/scenario.ts';
import { type Cluster, createCluster, type Manifest, type Pod } from '../../index.ts';

/** Returns a Pod without owner that has one container. */
export const newPod = (name: string, spec: object = {}, container: object = {}, labels: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels: labels as never },
  spec: { containers: [{ name: 'main', image: 'nginx:1', ...container }], ...spec },
});

const noVictims = 'preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.';
const noHelp = 'preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';
const requests = (list: object): object => ({ resources: { requests: list } });

function schedule(cluster: Cluster, ...pods: Manifest[]): void {
  for (const pod of pods) {
    cluster.api.create(pod, actor);
    cluster.settle();
  }
}
const get = (cluster: Cluster, name: string): Pod => cluster.api.get('pods', name, 'default')!;
const whyNot = (cluster: Cluster, name: string): string | undefined =>
  get(cluster, name).status.conditions?.find((c) => c.type === 'PodScheduled')?.message;

describe('requests: nodes of 4 CPUs and 16Gi', () => {
  const cases: [string, object, string | undefined][] = [
    ['as much as a node has', requests({ cpu: '4', memory: '16Gi' }), undefined],
    [
      'more CPU than any node has',
      requests({ cpu: '4001m' }),
      `0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, ${noHelp}`,
    ],
    [
      'more of two than any node has',
      requests({ memory: '17Gi', cpu: 5 }),
      `0/3 nodes are available: 3 Insufficient cpu, 3 Insufficient memory. no new claims to deallocate, ${noHelp}`,
    ],
    [
      'what no node has',
      { resources: { limits: { 'nvidia.com/gpu': 1 } } },
      `0/3 nodes are available: 3 Insufficient nvidia.com/gpu. no new claims to deallocate, ${noHelp}`,
    ],
    [
      'a limit, which is a request too',
      { resources: { limits: { cpu: '5' } } },
      `0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, ${noHelp}`,
    ],
  ];
  it.each(cases)('%s', (_, container, message) => {
    const cluster = createCluster();
    schedule(cluster, newPod('a', {}, container));
    expect(whyNot(cluster, 'a')).toBe(message);
    expect(get(cluster, 'a').status.phase).toBe(message === undefined ? 'Running' : 'Pending');
  });

  it('what others have taken is not there, until they are gone', () => {
    const cluster = createCluster();
    const big = requests({ cpu: '3' });
    schedule(cluster, ...['a', 'b', 'c', 'd'].map((name) => newPod(name, {}, big)));
    expect(whyNot(cluster, 'd')).toBe(
      `0/3 nodes are available: 3 Insufficient cpu. no new claims to deallocate, ${noVictims}`,
    );
    cluster.api.delete('pods', 'b', 'default', actor);
    cluster.settle();
    expect(get(cluster, 'd').status.phase).toBe('Running');
  });

  it('a Pod needs what its containers request together, or its greediest init container', () => {
    const spec = (init: object[]): object => ({
      containers: ['a', 'b'].map((name) => ({ name, image: 'nginx:1', ...requests({ cpu: '1' }) })),
      initContainers: init.map((c, i) => ({ name: `init${i}`, image: 'nginx:1', ...c })),
    });
    const sidecar = { restartPolicy: 'Always', ...requests({ cpu: '1500m' }) };
    const cluster = createCluster();
    schedule(
      cluster,
      newPod('fits', spec([requests({ cpu: '4' })])),
      newPod('with-sidecar', spec([sidecar])),
      newPod('init-beside-sidecar', spec([sidecar, requests({ cpu: '3' })])),
    );
    expect(['fits', 'with-sidecar', 'init-beside-sidecar'].map((name) => get(cluster, name).status.phase)).toEqual([
      'Running',
      'Running',
      'Pending',
    ]);
  });

  it('a node takes no more Pods than it says', () => {
    const cluster = createCluster();
    for (const node of cluster.api.list('nodes')) {
      const room = { ...node.status.allocatable, pods: '110' };
      cluster.api.updateStatus({ ...node, status: { ...node.status, allocatable: room } } as typeof node, actor);
    }
    cluster.api.create(
      newStatefulSet({ claims: false, spec: { replicas: 331, podManagementPolicy: 'Parallel' } }),
      actor,
    );
    cluster.settle();
    const waiting = cluster.api.list('pods').filter((p) => p.status.phase === 'Pending');
    expect(waiting).toHaveLength(1);
    expect(whyNot(cluster, waiting[0]!.metadata.name)).toBe(
      `0/3 nodes are available: 3 Too many pods. no new claims to deallocate, ${noVictims}`,
    );
  });
});

describe('nodes by label', () => {
  const required = (...nodeSelectorTerms: object[]): object => ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  });
  const expression = (key: string, operator: string, ...values: string[]): object => ({
    matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }],
  });
  const cases: [string, object, string | undefined][] = [
    ['nodeSelector', { nodeSelector: { disk: 'ssd' } }, 'node-2'],
    ['nodeSelector that no node has', { nodeSelector: { disk: 'tape' } }, undefined],
    ['In', required(expression('disk', 'In', 'ssd', 'nvme')), 'node-2'],
    [
      'NotIn and Exists in one term',
      required({
        matchExpressions: [
          { key: 'disk', operator: 'Exists' },
          { key: 'disk', operator: 'NotIn', values: ['ssd'] },
        ],
      }),
      'node-3',
    ],
    ['Gt', required(expression('cores', 'Gt', '9')), 'node-3'],
    ['Lt', required(expression('cores', 'Lt', '10')), 'node-2'],
    ['one of two terms', required(expression('disk', 'In', 'tape'), expression('cores', 'Gt', '9')), 'node-3'],
    [
      'the node of that name',
      required({ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] }),
      'node-1',
    ],
    [
      'selector and affinity together',
      { nodeSelector: { disk: 'ssd' }, ...required(expression('cores', 'Gt', '9')) },
      undefined,
    ],
  ];
  it.each(cases)('%s', (_, spec, node) => {
    const cluster = createCluster();
    for (const [name, labels] of Object.entries({
      'node-2': { disk: 'ssd', cores: '8' },
      'node-3': { disk: 'hdd', cores: '16' },
    })) {
      cluster.api.patch('nodes', name, undefined, 'merge', { metadata: { labels } }, actor);
    }
    schedule(cluster, newPod('a', spec));
    expect(get(cluster, 'a').spec.nodeName).toBe(node);
    const message = `0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, ${noHelp}`;
    expect(whyNot(cluster, 'a')).toBe(node === undefined ? message : undefined);
  });
});

describe('affinity between Pods', () => {
  const term = { labelSelector: { matchLabels: { app: 'db' } }, topologyKey: 'kubernetes.io/hostname' };
  const rule = (kind: string): object => ({
    affinity: { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
  });
  const db = (name: string, spec: object = {}): Manifest => newPod(name, spec, {}, { app: 'db' });
  const nodes = (cluster: Cluster): (string | undefined)[] => cluster.api.list('pods').map((p) => p.spec.nodeName);

  it('gives each of three Pods that avoid each other a node of its own, and none to a fourth', () => {
    const cluster = createCluster();
    schedule(cluster, ...['a', 'b', 'c', 'd'].map((name) => db(name, rule('podAntiAffinity'))));
    expect(new Set(nodes(cluster).slice(0, 3)).size).toBe(3);
    expect(whyNot(cluster, 'd')).toBe(
      `0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules. no new claims to deallocate, ${noVictims}`,
    );
    cluster.api.delete('pods', 'b', 'default', actor);
    cluster.settle();
    expect(get(cluster, 'd').spec.nodeName).toBeDefined();
  });

  it('keeps a Pod away from those that avoid it', () => {
    const cluster = createCluster();
    schedule(cluster, ...['a', 'b', 'c'].map((name) => newPod(name, rule('podAntiAffinity'))), db('d'));
    // a, b and c avoid Pods of app db, but not each other.
    const left = ['node-1', 'node-2', 'node-3'].filter((n) => !nodes(cluster).slice(0, 3).includes(n));
    expect(get(cluster, 'd').spec.nodeName).toBe(left[0]);
    if (left.length === 0) {
      expect(whyNot(cluster, 'd')).toBe(
        `0/3 nodes are available: 3 node(s) didn't satisfy existing pods anti-affinity rules. no new claims to deallocate, ${noVictims}`,
      );
    }
  });

  it('puts Pods that want to be together on one node; the first goes anywhere', () => {
    const cluster = createCluster();
    schedule(cluster, ...['a', 'b', 'c'].map((name) => db(name, rule('podAffinity'))));
    expect(new Set(nodes(cluster)).size).toBe(1);
  });

  it('lets a Pod that wants to be near others wait for them', () => {
    const cluster = createCluster();
    schedule(cluster, newPod('a', rule('podAffinity')));
    expect(whyNot(cluster, 'a')).toBe(
      `0/3 nodes are available: 3 node(s) didn't match pod affinity rules. no new claims to deallocate, ${noHelp}`,
    );
    schedule(cluster, db('b'));
    expect(get(cluster, 'a').spec.nodeName).toBe(get(cluster, 'b').spec.nodeName);
  });

  it('means Pods of its own namespace unless it says others', () => {
    const cluster = createCluster();
    cluster.api.create(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other', labels: { team: 'x' } } },
      actor,
    );
    const elsewhere = db('b');
    const near = (name: string, more: object): Manifest =>
      newPod(name, {
        affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, ...more }] } },
      });
    schedule(
      cluster,
      { ...elsewhere, metadata: { ...elsewhere.metadata, namespace: 'other' } },
      near('own', {}),
      near('named', { namespaces: ['other'] }),
      near('selected', { namespaceSelector: { matchLabels: { team: 'x' } } }),
      near('all', { namespaceSelector: {} }),
    );
    const names = ['own', 'named', 'selected', 'all'];
    expect(names.filter((name) => get(cluster, name).spec.nodeName !== undefined)).toEqual([
      'named',
      'selected',
      'all',
    ]);
  });
});

describe('topologySpreadConstraints', () => {
  const spread = (more: object = {}): object => ({
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: 'db' } },
        ...more,
      },
    ],
  });
  /** node-1 and node-2 are in zone a, node-3 is in zone b. */
  function zones(): Cluster {
    const cluster = createCluster();
    ['a', 'a', 'b'].forEach((zone, i) =>
      cluster.api.patch('nodes', `node-${i + 1}`, undefined, 'merge', { metadata: { labels: { zone } } }, actor),
    );
    return cluster;
  }
  const inZoneB = (cluster: Cluster): number =>
    cluster.api.list('pods').filter((p) => p.spec.nodeName === 'node-3').length;
  const six = (spec: object): Manifest[] =>
    ['a', 'b', 'c', 'd', 'e', 'f'].map((n) => newPod(n, spec, {}, { app: 'db' }));

  it('gives each zone as many, however many nodes it has', () => {
    const cluster = zones();
    schedule(cluster, ...six(spread()));
    expect(inZoneB(cluster)).toBe(3);
  });

  it('lets no zone get ahead of one that takes no Pods', () => {
    const cluster = zones();
    cluster.api.patch('nodes', 'node-3', undefined, 'merge', { spec: { unschedulable: true } }, actor);
    schedule(cluster, ...six(spread()));
    // One Pod is in zone a. The next one would make it two more than zone b, which has no room.
    expect(cluster.api.list('pods').filter((p) => p.spec.nodeName).length).toBe(1);
    expect(whyNot(cluster, 'b')).toBe(
      "0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match pod topology spread constraints. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.",
    );
  });

  it('wants the label on the node', () => {
    const cluster = createCluster();
    schedule(cluster, newPod('a', spread()));
    expect(whyNot(cluster, 'a')).toBe(
      `0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints (missing required label). no new claims to deallocate, ${noHelp}`,
    );
  });

  it('counts an empty domain as long as there are fewer than minDomains', () => {
    const cluster = zones();
    schedule(cluster, ...six(spread({ minDomains: 3 })));
    expect(cluster.api.list('pods').filter((p) => p.spec.nodeName).length).toBe(2);
  });

  it('only prefers when it says ScheduleAnyway', () => {
    const cluster = createCluster();
    schedule(cluster, newPod('a', spread({ whenUnsatisfiable: 'ScheduleAnyway' })));
    expect(get(cluster, 'a').status.phase).toBe('Running');
  });
});

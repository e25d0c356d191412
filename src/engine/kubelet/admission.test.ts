import { beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Node, type Pod } from '../index.ts';
import { newStatefulSet } from '../testing/builders.ts';
import { events } from '../testing/one-pod.ts';
import { NodePods } from '../scheduler/node-info.ts';
import { actor } from '../testing/scenario.ts';
import { admissionFailure } from './admission.ts';

const node = 'node-1';
let cluster: Cluster;

beforeEach(() => {
  cluster = createCluster();
});

function add(name: string, spec: object, container: object = {}): Pod {
  const containers = [{ name: 'main', image: 'nginx:1', ...container }];
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' } };
  cluster.api.create({ ...pod, spec: { nodeName: node, containers, ...spec } }, actor);
  cluster.settle();
  return get(name);
}
const get = (name: string): Pod => cluster.api.get('pods', name, 'default')!;
const requests = (cpu: string, memory = '64Mi') => ({ resources: { requests: { cpu, memory } } });
const changeNode = (spec: object, status: object = {}): void => {
  const { allocatable } = (cluster.api.get('nodes', node) as Node).status;
  const changed = { spec, status: { allocatable: { ...allocatable, ...status } } };
  cluster.api.patch('nodes', node, '', 'merge', { spec: changed.spec }, actor);
  cluster.api.patch('nodes', node, '', 'merge', { status: changed.status }, actor, { subresource: 'status' });
};
/** Reason and message of a Pod that was rejected; its event says the same without the first words. */
function rejection(pod: Pod): readonly [string | undefined, string] {
  const { phase, reason, message = '' } = pod.status;
  expect(phase).toBe('Failed');
  const [prefix, why = ''] = message.split('Pod was rejected: ');
  expect([prefix, events(cluster, reason)]).toEqual(['', [why]]);
  return [reason, why];
}

describe('a Pod that names its node', () => {
  it('is rejected when the node has too little cpu left', () => {
    add('a', {}, requests('3'));
    expect(rejection(add('b', {}, requests('1500m')))).toEqual([
      'OutOfcpu',
      "Node didn't have enough resource: cpu, requested: 1500, used: 3000, capacity: 4000",
    ]);
    expect(get('a').status.phase).toBe('Running');
  });

  it('is rejected when the node has too little memory', () => {
    expect(rejection(add('a', {}, requests('1', '1Ti')))).toEqual([
      'OutOfmemory',
      expect.stringMatching(
        /^Node didn't have enough resource: memory, requested: 1099511627776, used: 0, capacity: \d+$/,
      ),
    ]);
  });

  it('is rejected when the node has as many Pods as it may', () => {
    changeNode({}, { pods: '1' });
    add('a', {});
    expect(rejection(add('b', {}, requests('100')))).toEqual([
      'OutOfpods',
      "Node didn't have enough resource: pods, requested: 1, used: 1, capacity: 1",
    ]);
  });

  it('is rejected when its selector or affinity does not match the node', () => {
    expect(rejection(add('a', { nodeSelector: { disk: 'ssd' } }))).toEqual([
      'NodeAffinity',
      "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    ]);
  });

  it('is rejected when another Pod has its port of the node', () => {
    const ports = { ports: [{ containerPort: 80, hostPort: 8080 }] };
    add('a', {}, ports);
    expect(rejection(add('b', {}, ports))).toEqual([
      'NodePorts',
      "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports",
    ]);
  });

  it('is rejected for a taint of effect NoExecute, and of no other', () => {
    changeNode({ taints: [{ key: 'a', effect: 'NoSchedule' }] });
    expect(add('a', {}).status.phase).toBe('Running');
    const taint = { key: 'b', effect: 'NoExecute' };
    changeNode({ taints: [taint] });
    expect(add('b', { tolerations: [{ ...taint, operator: 'Exists' }] }).status.phase).toBe('Running');
    const info = { node: cluster.api.get('nodes', node) as Node, load: new NodePods() };
    expect(admissionFailure(add('c', { nodeName: 'node-2' }), info, cluster.api)).toEqual({
      reason: 'TaintToleration',
      message: "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate",
    });
  });

  it('runs on a cordoned node', () => {
    changeNode({ unschedulable: true });
    expect(add('a', {}).status.phase).toBe('Running');
  });

  it('has no address, no conditions and no containers when it is rejected, and is removed at once', () => {
    const { status } = add('a', { nodeSelector: { disk: 'ssd' } });
    expect(Object.keys(status).sort()).toEqual([
      'message',
      'observedGeneration',
      'phase',
      'qosClass',
      'reason',
      'startTime',
    ]);
    cluster.api.delete('pods', 'a', 'default', actor);
    expect(get('a')).toBeUndefined();
  });

  it('finds the room that Pods have left which ended or were deleted', () => {
    add('a', { restartPolicy: 'Never' }, { ...requests('3'), image: 'busybox:1', command: ['true'] });
    expect(get('a').status.phase).toBe('Succeeded');
    expect(add('b', {}, requests('3')).status.phase).toBe('Running');
    cluster.api.delete('pods', 'b', 'default', actor);
    cluster.settle();
    expect(add('c', {}, requests('3')).status.phase).toBe('Running');
  });
});

describe('a controller whose Pods name a node that does not take them', () => {
  const impossible = { nodeName: node, containers: [{ name: 'main', image: 'nginx:1', ...requests('100') }] };
  const rejected = (): number =>
    new Set(
      cluster.history.flatMap((r) => {
        const pod = 'object' in r ? (r.object as Pod) : undefined;
        return pod?.kind === 'Pod' && pod.status.reason === 'OutOfcpu' ? pod.metadata.uid : [];
      }),
    ).size;

  it('a StatefulSet replaces them, at first at once and then ever more slowly', () => {
    const set = newStatefulSet() as Manifest & { spec: { template: { spec: object } } };
    const template = { ...set.spec.template, spec: impossible };
    cluster.api.create({ ...set, spec: { ...set.spec, replicas: 1, template } } as Manifest, actor);
    cluster.settle();
    expect(rejected()).toBe(20);
    cluster.advanceTo(cluster.now() + 3_600_000);
    expect(rejected()).toBeGreaterThan(25);
    expect(rejected()).toBeLessThan(50);
  });

  it('a ReplicaSet does not count them, and creates others', () => {
    const labels = { app: 'a' };
    const spec = {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: impossible },
    };
    const rs = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'rs', namespace: 'default' }, spec };
    cluster.api.create(rs as Manifest, actor);
    cluster.settle();
    expect(cluster.api.get('replicasets', 'rs', 'default')!.status?.replicas).toBe(2);
    expect(cluster.api.list('pods').filter((p) => p.status.phase === 'Failed')).toHaveLength(20);
  });
});

/** Rules of upstream's SelectVictimsOnNode, pickOneNodeForPreemption and PodEligibleToPreemptOthers. */
import { expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Pod } from '../index.ts';
import { actor } from '../testing/scenario.ts';

const priorityClass = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' };

/** Starts a cluster of three nodes with 4 CPUs each and the PriorityClasses p1, p2, p3 and never. */
function start(): Cluster {
  const cluster = createCluster();
  const create = (name: string, fields: object): unknown =>
    cluster.api.create({ ...priorityClass, metadata: { name }, ...fields } as Manifest, actor);
  for (const value of [1, 2, 3]) create(`p${value}`, { value });
  create('never', { value: 3, preemptionPolicy: 'Never' });
  return cluster;
}
function run(cluster: Cluster, name: string, spec: object, cpu: string, labels: object = {}): void {
  const resources = { requests: { cpu } };
  const containers = [{ name: 'main', image: 'nginx:1', resources }];
  const metadata = { name, namespace: 'default', labels };
  cluster.api.create({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, ...spec } } as Manifest, actor);
  cluster.settle();
}
const get = (cluster: Cluster, name: string): Pod | undefined => cluster.api.get('pods', name, 'default');
const nodeOf = (cluster: Cluster, name: string): string | undefined => get(cluster, name)?.spec.nodeName;
const events = (cluster: Cluster, reason: string): readonly string[] =>
  cluster.api
    .list('events')
    .filter((e) => e.reason === reason)
    .map((e) => `${e.involvedObject.name}: ${e.message}`);
const on = (node: number, priorityClassName?: string): object => ({
  nodeSelector: { 'kubernetes.io/hostname': `node-${node}` },
  ...(priorityClassName && { priorityClassName }),
});
const none = '0/3 nodes are available: 3 Insufficient cpu.';

it('the least important Pods make room, and the Pod gets the node', () => {
  const cluster = start();
  run(cluster, 'a', on(1, 'p2'), '4');
  run(cluster, 'b', on(2, 'p1'), '4');
  run(cluster, 'c', on(3, 'p2'), '4');
  run(cluster, 'high', { priorityClassName: 'p3' }, '4');
  expect([nodeOf(cluster, 'high'), get(cluster, 'b')]).toEqual(['node-2', undefined]);
  expect(get(cluster, 'high')!.status.nominatedNodeName).toBeUndefined();
  expect(events(cluster, 'FailedScheduling')[0]).toBe(`high: ${none}`);
  const { uid } = get(cluster, 'high')!.metadata;
  expect(events(cluster, 'Preempted')).toEqual([`b: Preempted by pod ${uid} on node node-2`]);
});

it('Pods that may stay do, the most important first', () => {
  const cluster = start();
  for (const node of [2, 3]) run(cluster, `full-${node}`, on(node, 'p3'), '4');
  run(cluster, 'low', on(1), '2');
  run(cluster, 'middle', on(1, 'p1'), '2');
  run(cluster, 'high', { priorityClassName: 'p2' }, '2');
  expect(['low', 'middle', 'high'].map((name) => nodeOf(cluster, name))).toEqual([undefined, 'node-1', 'node-1']);
});

it('a budget decides before the priorities do', () => {
  const cluster = start();
  run(cluster, 'a', on(1, 'p1'), '4', { app: 'db' });
  run(cluster, 'b', on(2, 'p2'), '4');
  run(cluster, 'c', on(3, 'p1'), '4', { app: 'db' });
  const spec = { maxUnavailable: 0, selector: { matchLabels: { app: 'db' } } };
  const metadata = { name: 'db', namespace: 'default' };
  cluster.api.create({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec } as Manifest, actor);
  cluster.settle();
  run(cluster, 'high', { priorityClassName: 'p3' }, '4');
  expect(nodeOf(cluster, 'high')).toBe('node-2');
});

it('of equal nodes, the one with fewer victims, then the one whose Pods started last', () => {
  const cluster = start();
  run(cluster, 'a', on(1, 'p1'), '2');
  run(cluster, 'b', on(1, 'p1'), '2');
  run(cluster, 'c', on(2, 'p1'), '4');
  cluster.advanceTo(cluster.now() + 5000);
  run(cluster, 'd', on(3, 'p1'), '4');
  run(cluster, 'high', { priorityClassName: 'p2' }, '4');
  expect(nodeOf(cluster, 'high')).toBe('node-3');
});

it('nobody makes room for a Pod that is not more important, may not preempt, or would not fit even so', () => {
  const cluster = start();
  run(cluster, 'a', on(1, 'p3'), '4');
  run(cluster, 'b', on(2, 'p2'), '4');
  run(cluster, 'c', on(3, 'p2'), '4');
  const help = ' no new claims to deallocate, preemption: ';
  run(cluster, 'same', { priorityClassName: 'p2' }, '4');
  run(cluster, 'never', { priorityClassName: 'never' }, '4');
  run(cluster, 'large', { priorityClassName: 'p3' }, '5');
  expect([...events(cluster, 'FailedScheduling')].sort()).toEqual([
    `large: ${none}${help}0/3 nodes are available: 3 Preemption is not helpful for scheduling.`,
    `never: ${none}${help}not eligible due to preemptionPolicy=Never.`,
    `same: ${none}${help}0/3 nodes are available: 3 No preemption victims found for incoming pod.`,
  ]);
  expect(events(cluster, 'Preempted')).toEqual([]);
});

it('the room is kept for the Pod until its victims have ended', () => {
  const cluster = start();
  run(cluster, 'most', on(1, 'p3'), '3');
  run(cluster, 'small', on(1, 'p3'), '1');
  run(cluster, 'full', on(2, 'p3'), '4');
  run(cluster, 'slow', { ...on(3), containers: [slowToEnd('4')] }, '4');
  cluster.api.create(pod('high', { priorityClassName: 'p2', containers: [slowToEnd('4')] }), actor);
  cluster.advanceTo(cluster.now() + 3000);
  expect(get(cluster, 'high')!.status.nominatedNodeName).toBe('node-3');
  expect(get(cluster, 'slow')!.status.conditions!.find((c) => c.type === 'DisruptionTarget')).toMatchObject({
    status: 'True',
    reason: 'PreemptionByScheduler',
    message: 'default-scheduler: preempting to accommodate a higher priority pod',
  });
  // The end of any Pod makes the scheduler try it again.
  cluster.api.delete('pods', 'small', 'default', actor);
  cluster.api.create(pod('low', { priorityClassName: 'p1', containers: [slowToEnd('4')] }), actor);
  cluster.settle();
  expect([nodeOf(cluster, 'high'), nodeOf(cluster, 'low')]).toEqual(['node-3', undefined]);
  expect(events(cluster, 'Preempted').length).toBe(1);
  expect(events(cluster, 'FailedScheduling')).toContain(
    `high: ${none} no new claims to deallocate, preemption: not eligible due to a terminating pod on the nominated node.`,
  );
});

const pod = (name: string, spec: object): Manifest =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec }) as Manifest;
/** A container that needs 20 s to end. */
const slowToEnd = (cpu: string): object => ({
  name: 'main',
  image: 'nginx:1',
  lifecycle: { preStop: { sleep: { seconds: 20 } } },
  resources: { requests: { cpu } },
});

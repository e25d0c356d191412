/** The scores that upstream's tests of the plugins expect (podtopologyspread and interpodaffinity, scoring_test.go). */
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Node, type Pod } from '../index.ts';
import { actor } from '../testing/scenario.ts';
import { NodePods } from './node-info.ts';
import { preferences } from './scoring.ts';

const hostname = 'kubernetes.io/hostname';
const { store } = createCluster().api as unknown as { store: never };

let uid = 0;
const newPod = (labels: object, spec: object = {}): Pod =>
  ({
    metadata: { name: 'p', namespace: 'default', uid: `${uid++}`, labels },
    spec: { containers: [], ...spec },
  }) as unknown as Pod;

/** A node with labels and its Pods. The scheduler has refused it if it is not `feasible`. */
interface Case {
  readonly labels: object;
  readonly pods?: readonly Pod[];
  readonly feasible?: boolean;
}

function scores(pod: Pod, cases: readonly Case[]): readonly number[] {
  const nodes = cases.map(({ labels, pods = [], feasible = true }, i) => {
    const load = new NodePods();
    for (const each of pods) load.set(each);
    const node = { metadata: { name: `node-${i + 1}`, labels }, spec: {} } as unknown as Node;
    return { info: { node, load }, feasible };
  });
  const infos = nodes.map(({ info }) => info);
  return preferences(
    pod,
    infos.filter((_, i) => nodes[i]!.feasible),
    { nodes: infos, store },
  );
}

describe('topologySpreadConstraints with ScheduleAnyway', () => {
  const exists = (...keys: string[]) => ({ matchExpressions: keys.map((key) => ({ key, operator: 'Exists' })) });
  const spread = (maxSkew: number, topologyKey: string, labelSelector: object) => ({
    maxSkew,
    topologyKey,
    labelSelector,
    whenUnsatisfiable: 'ScheduleAnyway',
  });
  const waiting = (...topologySpreadConstraints: object[]) =>
    newPod({ foo: '', bar: '' }, { topologySpreadConstraints });
  const pods = (count: number, ...keys: string[]): Pod[] =>
    Array.from({ length: count }, () => newPod(Object.fromEntries(keys.map((key) => [key, '']))));
  const host = (name: string, count: number, more: Partial<Case> = {}): Case => ({
    labels: { [hostname]: name },
    pods: pods(count, 'foo'),
    ...more,
  });

  it('a selector that selects no Pod makes no difference', () => {
    const pod = waiting({ ...spread(1, hostname, {}), labelSelector: undefined });
    expect(new Set(scores(pod, [host('a', 2), host('b', 1), host('c', 0), host('d', 3)])).size).toBe(1);
  });

  it('nodes with fewer Pods score higher; a larger maxSkew narrows the difference', () => {
    const nodes = [host('a', 2), host('b', 1), host('c', 0), host('d', 3)];
    expect(scores(waiting(spread(2, hostname, exists('foo'))), nodes)).toEqual([33, 66, 100, 16]);
    const more = [host('a', 4), host('b', 3), host('c', 2), host('d', 1)];
    expect(scores(waiting(spread(3, hostname, exists('foo'))), more)).toEqual([44, 66, 77, 100]);
  });

  it('nodes that were refused get no score, and nodes that are in no domain the lowest', () => {
    const pod = waiting(spread(1, hostname, exists('foo')));
    const refused = host('y', 3, { feasible: false });
    expect(scores(pod, [host('a', 4), host('b', 2), host('x', 1), refused])).toEqual([33, 83, 100]);
    const outside = host('b', 2, { labels: { n: 'b' } });
    expect(scores(pod, [host('a', 4), outside, host('x', 1), refused])).toEqual([16, 0, 100]);
  });

  const inZone = (zone: string, name: string, own: readonly Pod[], feasible = true): Case => ({
    labels: { zone, [hostname]: name },
    pods: own,
    feasible,
  });

  it('zones count their Pods on all nodes', () => {
    const nodes = [
      inZone('1', 'a', pods(4, 'foo')),
      inZone('1', 'b', pods(2, 'foo')),
      inZone('2', 'x', pods(1, 'foo')),
      inZone('2', 'y', pods(3, 'foo'), false),
    ];
    expect(scores(waiting(spread(1, 'zone', exists('foo'))), nodes)).toEqual([75, 75, 100]);
  });

  it('zones and nodes count together', () => {
    const both = waiting(spread(1, 'zone', exists('foo')), spread(1, hostname, exists('foo')));
    const nodes = [
      inZone('1', 'a', pods(2, 'foo')),
      inZone('1', 'b', pods(1, 'foo'), false),
      inZone('2', 'x', pods(2, 'foo')),
      inZone('2', 'y', pods(4, 'foo'), false),
    ];
    expect(scores(both, nodes)).toEqual([100, 63]);
    const apart = waiting(spread(1, 'zone', exists('foo')), spread(1, hostname, exists('bar')));
    const mixed = [
      inZone('1', 'a', pods(1, 'foo')),
      inZone('1', 'b', pods(1, 'foo', 'bar')),
      inZone('2', 'x', []),
      inZone('2', 'y', [...pods(1, 'foo'), ...pods(1, 'bar')]),
    ];
    expect(scores(apart, mixed)).toEqual([60, 20, 100, 60]);
  });
});

describe('preferred podAffinity and podAntiAffinity', () => {
  const [s1, s2] = [{ security: 'S1' }, { security: 'S2' }];
  const [china, india] = [{ region: 'China' }, { region: 'India' }];
  const [az1, az2] = [{ az: 'az1' }, { az: 'az2' }];
  const term = (weight: number, topologyKey: string, ...matchExpressions: object[]) => ({
    weight,
    podAffinityTerm: { topologyKey, labelSelector: { matchExpressions } },
  });
  const is = (value: string) => ({ key: 'security', operator: 'In', values: [value] });
  const prefers = (...terms: object[]) => ({ preferredDuringSchedulingIgnoredDuringExecution: terms });
  const near = (...terms: object[]) => ({ affinity: { podAffinity: prefers(...terms) } });
  const away = (...terms: object[]) => ({ affinity: { podAntiAffinity: prefers(...terms) } });
  const nearS1 = near(term(5, 'region', is('S1')));
  const nearS2 = near(term(6, 'region', is('S2')));
  const awayFromS1 = away(term(5, 'az', is('S1')));
  const awayFromS2 = away(term(5, 'az', is('S2')));
  const nearS1AwayFromS2 = {
    affinity: { ...near(term(8, 'region', is('S1'))).affinity, ...awayFromS2.affinity },
  };
  const on = (labels: object, ...pods: Pod[]): Case => ({ labels, pods });

  it('a domain with a Pod that is selected is better on all its nodes', () => {
    const nodes = [on(china, newPod(s1)), on(india, newPod(s2)), on(az1, newPod(s1))];
    expect(scores(newPod(s1, nearS1), nodes)).toEqual([100, 0, 0]);
    expect(scores(newPod({}, nearS1), [on(china, newPod(s1)), on({ ...china, ...az1 }), on(india)])).toEqual([
      100, 100, 0,
    ]);
  });

  it('each Pod of a domain counts, with the weight of each term that selects it', () => {
    const nodes = [
      on(china, newPod(s2), newPod(s2)),
      ...[india, china, china, india].map((labels) => on(labels, newPod(s2))),
    ];
    expect(scores(newPod(s1, nearS2), nodes)).toEqual([100, 0, 100, 100, 0]);
    const any = [
      { key: 'security', operator: 'Exists' },
      { key: 'wrongkey', operator: 'DoesNotExist' },
    ];
    const notS1 = { ...is('S1'), operator: 'NotIn' };
    const two = newPod(s1, near(term(8, 'region', notS1, is('S2')), term(2, 'region', ...any)));
    expect(scores(two, [on(china, newPod(s1)), on(india, newPod(s2)), on(az1, newPod(s1))])).toEqual([20, 100, 0]);
  });

  it('the terms of running Pods count as well; required affinity has the weight 1', () => {
    const nodes = [on(china, newPod(s1, nearS1)), on(india, newPod(s2, nearS2)), on(az1)];
    expect(scores(newPod(s2), nodes)).toEqual([0, 100, 0]);
    const any = {
      topologyKey: 'region',
      labelSelector: { matchExpressions: [{ key: 'security', operator: 'Exists' }] },
    };
    const hard = { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [any] } } };
    const required = [on(china, newPod(s1, hard)), on(india, newPod(s2, hard)), on(az1)];
    expect(scores(newPod(s1), required)).toEqual([100, 100, 0]);
  });

  it('anti-affinity makes domains worse, from both sides', () => {
    expect(scores(newPod(s1, awayFromS1), [on(az1, newPod(s1)), on(china, newPod(s2))])).toEqual([0, 100]);
    expect(scores(newPod(s1, awayFromS1), [on(az1, newPod(s1)), on(china, newPod(s1))])).toEqual([0, 100]);
    const nodes = [on(az1, newPod(s1, awayFromS2)), on(az2, newPod(s2, awayFromS1))];
    expect(scores(newPod(s2), nodes)).toEqual([0, 100]);
  });

  it('all of them count together', () => {
    const nodes = [
      on(china, newPod(s1)),
      on(az1, newPod(s2)),
      on(india, newPod({}, nearS1AwayFromS2)),
      on(az2, newPod({}, awayFromS1)),
    ];
    expect(scores(newPod(s1, nearS1AwayFromS2), nodes)).toEqual([100, 0, 100, 0]);
  });

  it('Pods that prefer different nodes get them while there are any', () => {
    const cluster: Cluster = createCluster();
    const labelSelector = { matchLabels: { app: 'db' } };
    const apart = away({ weight: 100, podAffinityTerm: { topologyKey: hostname, labelSelector } });
    const create = (name: string, app: string, spec: object): string | undefined => {
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels: { app } } };
      cluster.api.create(
        { ...pod, spec: { containers: [{ name: 'c', image: 'nginx:1' }], ...spec } } as Manifest,
        actor,
      );
      cluster.settle();
      return cluster.api.get('pods', name, 'default')!.spec.nodeName;
    };
    // Two of three nodes have many Pods; without the preference, a new Pod goes to the third.
    for (const i of [1, 2, 3, 4]) create(`web-${i}`, 'web', { nodeName: `node-${1 + (i % 2)}` });
    const placed = ['db-0', 'db-1', 'db-2', 'db-3'].map((name) => create(name, 'db', apart));
    expect(new Set(placed.slice(0, 3)).size).toBe(3);
    expect(placed[3]).toBeDefined();
  });
});

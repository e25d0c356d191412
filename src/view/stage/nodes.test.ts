import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest } from '../../engine/index.ts';
import { emptyClusterView, foldRecords } from '../cluster-view.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { StageDerivation, stageModel } from './derive-stage.ts';
import { type NodeModel, NodesDerivation, type NodesModel, nodesModel } from './nodes.ts';

/** Pods without claims: they run anywhere at once. */
function diskless(spec: object = {}, container: object = { name: 'nginx', image: 'nginx:1' }): Manifest {
  const template = { metadata: { labels: { app: 'nginx' } }, spec: { containers: [container] } };
  return webSet({ template, volumeClaimTemplates: [], ...spec });
}

function running(...manifests: Manifest[]): Cluster {
  const cluster = createCluster();
  for (const manifest of [nginxService, ...manifests]) cluster.api.create(manifest, user);
  cluster.settle();
  return cluster;
}

function nodesOf(cluster: Cluster): NodesModel {
  const { objects, machines } = foldRecords(emptyClusterView, cluster.history);
  return nodesModel(objects, stageModel(objects, { namespace: 'default', name: 'web' }), machines);
}

const nodeOf = (cluster: Cluster, name: string): NodeModel =>
  nodesOf(cluster).nodes.find((node) => node.name === name)!;
const placeOf = (cluster: Cluster, pod: string): string => cluster.api.get('pods', pod, 'default')!.spec.nodeName!;
/** Far enough for the node to be given up (50 s), and its Pods to be marked for deletion (300 s after that). */
const pass = (cluster: Cluster, seconds: number): void => cluster.advanceTo(cluster.now() + seconds * 1000);

describe('nodes', () => {
  it('stand with the Pods of the set and the number of the others', () => {
    const other = { ...webSet({ replicas: 1 }), metadata: { name: 'other' } };
    const cluster = running(webSet(), other);
    const { nodes, pending } = nodesOf(cluster);
    expect(nodes.map(({ name, ready, connected }) => [name, ready, connected])).toEqual([
      ['node-1', 'True', true],
      ['node-2', 'True', true],
      ['node-3', 'True', true],
    ]);
    const where = Object.fromEntries(nodes.flatMap(({ name, pods }) => pods.map((pod) => [pod.name, name])));
    expect(where).toEqual({
      'web-0': placeOf(cluster, 'web-0'),
      'web-1': placeOf(cluster, 'web-1'),
      'web-2': placeOf(cluster, 'web-2'),
    });
    expect(nodes.find(({ others }) => others === 1)?.name).toBe(placeOf(cluster, 'other-0'));
    expect(pending).toEqual([]);
  });

  it('say what of them is requested', () => {
    const container = { name: 'nginx', image: 'nginx:1', resources: { requests: { cpu: '500m', memory: '4Gi' } } };
    const cluster = running(diskless({ replicas: 1 }, container));
    const { pods } = cluster.api.get('nodes', 'node-1')!.status.allocatable as Record<string, string>;
    expect(nodeOf(cluster, placeOf(cluster, 'web-0')).resources).toEqual([
      { name: 'cpu', requested: '500m', allocatable: '4', share: 0.125 },
      { name: 'memory', requested: '4Gi', allocatable: '16Gi', share: 0.25 },
      { name: 'pods', requested: '1', allocatable: pods, share: 1 / Number(pods) },
    ]);
  });

  it('keep apart what is so and what the control plane knows', () => {
    const cluster = running(webSet());
    const name = placeOf(cluster, 'web-1');
    const cutAt = cluster.now();
    cluster.cutNode(name, user);
    expect(nodeOf(cluster, name)).toMatchObject({
      ready: 'True',
      connected: false,
      silentSince: cutAt,
      evictionAt: null,
    });
    pass(cluster, 70);
    const lost = nodeOf(cluster, name);
    expect(lost).toMatchObject({ ready: 'Unknown', connected: false, silentSince: cutAt });
    expect(lost.taints).toEqual([
      'node.kubernetes.io/unreachable:NoSchedule',
      'node.kubernetes.io/unreachable:NoExecute',
    ]);
    expect(lost.pods.map((pod) => [pod.name, pod.nodeSilent])).toEqual([['web-1', true]]);
    cluster.restoreNode(name, user);
    pass(cluster, 30);
    expect(nodeOf(cluster, name)).toMatchObject({ ready: 'True', connected: true, silentSince: null, taints: [] });
  });

  it('foretell when their Pods are no longer tolerated', () => {
    const cluster = running(webSet());
    const name = placeOf(cluster, 'web-1');
    cluster.cutNode(name, user);
    pass(cluster, 70);
    const { evictionAt } = nodeOf(cluster, name);
    cluster.advanceTo(evictionAt! - 1000);
    expect(nodeOf(cluster, name).pods[0]?.terminating).toBe(false);
    cluster.advanceTo(evictionAt! + 2000);
    expect(nodeOf(cluster, name)).toMatchObject({ evictionAt: null, pods: [{ name: 'web-1', terminating: true }] });
  });

  it('show whom the API server has forgotten, and where its double is', () => {
    const cluster = running(diskless());
    const name = placeOf(cluster, 'web-1');
    const { uid } = cluster.api.get('pods', 'web-1', 'default')!.metadata;
    cluster.cutNode(name, user);
    pass(cluster, 70);
    cluster.api.delete('pods', 'web-1', 'default', user, { gracePeriodSeconds: 0 });
    expect(nodeOf(cluster, name)).toMatchObject({
      pods: [],
      strays: [{ pod: { uid, name: 'web-1' }, twinNode: null }],
    });
    cluster.settle();
    const twinNode = placeOf(cluster, 'web-1');
    expect(twinNode).not.toBe(name);
    expect(nodeOf(cluster, name).strays).toMatchObject([{ pod: { uid }, twinNode }]);
    cluster.restoreNode(name, user);
    cluster.settle();
    expect(nodeOf(cluster, name).strays).toEqual([]);
  });

  it('outlive their Node objects, as machines do', () => {
    const cluster = running(webSet());
    cluster.api.delete('nodes', 'node-3', undefined, user);
    cluster.settle();
    expect(nodeOf(cluster, 'node-3')).toMatchObject({ registered: false, connected: true, resources: [], taints: [] });
    cluster.restoreNode('node-3', user);
    cluster.settle();
    expect(nodeOf(cluster, 'node-3')).toMatchObject({ registered: true, ready: 'True' });
  });

  it('leave over the Pods that fit on none, with what the scheduler says', () => {
    const cluster = createCluster();
    for (const n of [1, 2, 3]) {
      cluster.api.patch('nodes', `node-${n}`, undefined, 'strategic', { spec: { unschedulable: true } }, user);
    }
    cluster.api.create(diskless(), user);
    pass(cluster, 5);
    const { nodes, pending } = nodesOf(cluster);
    expect(nodes.every(({ unschedulable, pods }) => unschedulable && pods.length === 0)).toBe(true);
    expect(pending.map(({ pod }) => pod.name)).toEqual(['web-0']);
    expect(pending[0]?.reason).toMatch(/^0\/3 nodes are available: 3 node\(s\) were unschedulable/);
  });
});

describe('nodes, from moment to moment', () => {
  const key = { namespace: 'default', name: 'web' };

  /** Nodes that are cut off and come back, Pods that are forgotten, deleted and too large to be placed. */
  function eventful(): Cluster {
    const other = { ...webSet({ replicas: 2 }), metadata: { name: 'other' } };
    const large = { name: 'nginx', image: 'nginx:1', resources: { requests: { cpu: '3', memory: '1Gi' } } };
    const cluster = running(diskless({ replicas: 4, podManagementPolicy: 'Parallel' }, large), other);
    const name = placeOf(cluster, 'web-1');
    cluster.cutNode(name, user);
    pass(cluster, 70);
    cluster.api.delete('pods', 'web-1', 'default', user, { gracePeriodSeconds: 0 });
    pass(cluster, 400);
    cluster.restoreNode(name, user);
    cluster.api.delete('pods', 'other-0', 'default', user);
    cluster.settle();
    return cluster;
  }

  it('are what they are, whichever moments came before', () => {
    const { history } = eventful();
    const moments = Array.from({ length: 40 }, (_, i) => {
      const { objects, machines } = foldRecords(emptyClusterView, history.slice(0, (history.length * (i + 1)) / 40));
      return { objects, machines, stage: stageModel(objects, key) };
    });
    expect(
      moments.some(({ objects, stage, machines }) => nodesModel(objects, stage, machines).pending.length > 0),
    ).toBe(true);
    fc.assert(
      fc.property(fc.array(fc.nat(moments.length - 1), { minLength: 1, maxLength: 8 }), (visited) => {
        const derivation = new NodesDerivation();
        for (const at of visited) {
          const { objects, stage, machines } = moments[at]!;
          expect(derivation.derive(objects, stage, machines)).toEqual(nodesModel(objects, stage, machines));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stay the same objects where nothing has changed', () => {
    const cluster = running(diskless({ replicas: 9 }));
    const [stages, derivation] = [new StageDerivation(), new NodesDerivation()];
    let view = emptyClusterView;
    let read = 0;
    const next = (): NodesModel => {
      view = foldRecords(view, cluster.history.slice(read));
      read = cluster.history.length;
      return derivation.derive(view.objects, stages.derive(view.objects, key), view.machines);
    };
    const before = next();
    expect(next()).toBe(before);
    const name = placeOf(cluster, 'web-4');
    cluster.api.delete('pods', 'web-4', 'default', user);
    const after = next();
    const changed = after.nodes.filter((node, i) => node !== before.nodes[i]);
    expect(changed.map((node) => node.name)).toEqual([name]);
    const [was, is] = [before, after].map(({ nodes }) => nodes.find((node) => node.name === name)!);
    expect(is!.resources).toBe(was!.resources);
    expect(is!.slots.filter((slot) => !was!.slots.includes(slot)).map(({ ordinal }) => ordinal)).toEqual([4]);
  });
});

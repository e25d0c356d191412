import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Pod } from '../../index.ts';
import { image } from '../../testing/builders.ts';
import { actor, events, pods } from '../../testing/deployment-scenario.ts';
import { timestamp } from '../../sim/time.ts';
import { comparePods } from './pod-ranking.ts';

const labels = { app: 'api' };
const spec = { containers: [{ name: 'nginx', image: image('1') }] };

function start(replicas = 3, seed = 1): Cluster {
  const cluster = createCluster({ seed });
  cluster.api.create(
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'api' },
      spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
    actor,
  );
  cluster.settle();
  return cluster;
}

const status = ({ api }: Cluster) => api.get('replicasets', 'api', 'default')!.status;
const names = (cluster: Cluster): string[] => pods(cluster).map((p) => p.metadata.name);

function patch(cluster: Cluster, resource: 'pods' | 'replicasets', name: string, change: object): void {
  cluster.api.patch(resource, name, 'default', 'merge', change, actor);
  cluster.settle();
}

describe('a ReplicaSet', () => {
  it('has as many Pods as wanted, named by chance that the cluster’s seed decides', () => {
    expect(names(start())).toHaveLength(3);
    expect(names(start())).toEqual(names(start()));
    expect(names(start(3, 1))).not.toEqual(names(start(3, 2)));
  });

  it('has Pods whose names are DNS labels, however long its own name is', () => {
    const cluster = createCluster();
    const name = 'a'.repeat(70);
    const template = { metadata: { labels }, spec };
    cluster.api.create(
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: { name },
        spec: { selector: { matchLabels: labels }, template },
      },
      actor,
    );
    cluster.settle();
    expect(names(cluster)[0]).toMatch(/^a{58}\w{5}$/);
  });

  it('says what it counts', () => {
    expect(status(start())).toEqual({
      replicas: 3,
      fullyLabeledReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      terminatingReplicas: 0,
      observedGeneration: 1,
    });
    expect(status(start(0))).toEqual({ replicas: 0, terminatingReplicas: 0, observedGeneration: 1 });
  });

  it('replaces a deleted Pod at once, while that one is still on its way out', () => {
    const cluster = start();
    const [gone] = names(cluster);
    cluster.api.delete('pods', gone!, 'default', actor);
    cluster.advanceTo(cluster.now() + 100);
    expect(names(cluster)).toHaveLength(4);
    expect(names(cluster)).toContain(gone);
    expect(status(cluster)).toMatchObject({ replicas: 3, terminatingReplicas: 1 });
    cluster.settle();
    expect(names(cluster)).toHaveLength(3);
  });

  it.each(['Failed', 'Succeeded'] as const)('replaces a Pod that has %s, and leaves that one be', (phase) => {
    const cluster = start();
    const [finished] = names(cluster);
    cluster.faults.finishPod(finished!, 'default', phase);
    cluster.settle();
    expect(names(cluster)).toHaveLength(4);
    expect(names(cluster)).toContain(finished);
    expect(status(cluster)).toMatchObject({ replicas: 3, readyReplicas: 3 });
  });

  it('releases a Pod whose labels change, and takes another instead', () => {
    const cluster = start();
    const [released] = names(cluster);
    patch(cluster, 'pods', released!, { metadata: { labels: { app: 'debug' } } });
    expect(names(cluster)).toHaveLength(4);
    expect(cluster.api.get('pods', released!, 'default')!.metadata.ownerReferences).toBeUndefined();
  });

  it('adopts a Pod that it selects, and has one too many then', () => {
    const cluster = start();
    cluster.api.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'stray', labels }, spec }, actor);
    cluster.settle();
    // The youngest goes: it is not ready yet.
    expect(names(cluster)).toHaveLength(3);
    expect(names(cluster)).not.toContain('stray');
    expect(events(cluster, 'ReplicaSet')).toContain('SuccessfulDelete: Deleted pod: stray');
  });

  it('keeps the labels of its template apart from those of its selector', () => {
    const cluster = start(1);
    const template = { metadata: { labels: { ...labels, tier: 'front' } } };
    patch(cluster, 'replicasets', 'api', { spec: { template } });
    // The Pod is the one from before: a ReplicaSet does not replace Pods for their template.
    expect(status(cluster)).toMatchObject({ replicas: 1, observedGeneration: 2 });
    expect(status(cluster).fullyLabeledReplicas).toBeUndefined();
  });

  it('counts a Pod as available minReadySeconds after it became ready', () => {
    const cluster = start(1);
    patch(cluster, 'replicasets', 'api', { spec: { minReadySeconds: 30, replicas: 2 } });
    expect(status(cluster)).toMatchObject({ readyReplicas: 2, availableReplicas: 2 });
    expect(cluster.now()).toBeGreaterThan(30_000);
  });

  it('lets its Pods go when it is deleted, unless they are to stay', () => {
    const cluster = start();
    cluster.api.delete('replicasets', 'api', 'default', actor, { propagationPolicy: 'Orphan' });
    cluster.settle();
    expect(pods(cluster).map((p) => p.metadata.ownerReferences ?? [])).toEqual([[], [], []]);
    const other = start();
    other.api.delete('replicasets', 'api', 'default', actor);
    other.settle();
    expect(names(other)).toEqual([]);
  });
});

describe('scaling down takes', () => {
  const now = 3_600_000;
  const ready = (at: number): object => ({
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: timestamp(at) }],
  });
  const pod = (uid: string, changes: { spec?: object; status?: object; metadata?: object } = {}): Pod =>
    ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: uid, uid, creationTimestamp: timestamp(0), ...changes.metadata },
      spec: { nodeName: 'node-1', containers: [], ...changes.spec },
      status: { ...ready(60_000), ...changes.status },
    }) as unknown as Pod;
  const cost = (value: string): object => ({
    metadata: { annotations: { 'controller.kubernetes.io/pod-deletion-cost': value } },
  });
  const restarted = (restartCount: number): object => ({ status: { containerStatuses: [{ restartCount }] } });
  const unready = { status: { conditions: [] } };

  it.each([
    ['an unscheduled Pod before a scheduled one', { spec: { nodeName: '' } }, {}, 'unscheduled'],
    ['a pending one before a running one', { status: { phase: 'Pending' } }, unready, 'phase'],
    ['one that is not ready before one that is', unready, {}, 'unready'],
    ['a cheaper one before a dearer one', cost('-1'), {}, 'cost'],
    ['one on a node with more of its like', { spec: { nodeName: 'full' } }, {}, 'doubled'],
    ['one ready for an order of magnitude less', { status: ready(now - 10_000) }, {}, 'ready'],
    ['one that restarted more often', restarted(2), restarted(1), 'restarts'],
    ['a younger one', { metadata: { creationTimestamp: timestamp(now - 10_000) } }, {}, 'age'],
  ])('%s', (_, first, second, because) => {
    const crowd = (p: Pod): number => (p.spec.nodeName === 'full' ? 2 : 1);
    // The uids would have it the other way round.
    const [a, b] = [pod('z', first), pod('a', second)];
    expect(comparePods(a, b, crowd, now)).toEqual([expect.any(Number), because]);
    expect(comparePods(a, b, crowd, now)[0]).toBeLessThan(0);
    expect(comparePods(b, a, crowd, now)[0]).toBeGreaterThan(0);
  });

  it('any of two that were ready at about the same time, whatever else differs', () => {
    const restarted = { ...ready(61_000), containerStatuses: [{ restartCount: 9 }] };
    const [a, b] = [pod('a', { status: ready(60_000) }), pod('z', { status: restarted })];
    expect(comparePods(a, b, () => 1, now)).toEqual([-1, 'any']);
  });

  it('those that are broken first', () => {
    const cluster = start(2);
    const [broken] = names(cluster);
    cluster.faults.setPodReady(broken!, 'default', false);
    cluster.settle();
    patch(cluster, 'replicasets', 'api', { spec: { replicas: 1 } });
    expect(names(cluster)).not.toContain(broken);
  });
});

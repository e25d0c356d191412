import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Pod } from '../../index.ts';
import { drain } from '../../testing/drain.ts';
import { actor, pod, start } from '../../testing/scenario.ts';

const seconds = 1000;
const later = (cluster: Cluster, s: number): void => cluster.advanceTo(cluster.now() + s * seconds);
const nodeOf = (cluster: Cluster, name: string): string => pod(cluster, name).spec.nodeName!;
const isReady = (p: Pod): boolean => p.status.conditions?.find((c) => c.type === 'Ready')?.status === 'True';
const volumeOf = (cluster: Cluster, name: string): string =>
  cluster.api.get('persistentvolumeclaims', `www-${name}`, 'default')!.spec.volumeName!;
/** Nodes that the Pod's volume is attached to. */
const attachedTo = (cluster: Cluster, name: string): string[] =>
  cluster.api
    .list('volumeattachments')
    .filter((a) => a.spec.source.persistentVolumeName === volumeOf(cluster, name))
    .map((a) => a.spec.nodeName);
const waits = (p: Pod): string | undefined => p.status.containerStatuses?.[0]?.state?.waiting?.reason;
const events = (cluster: Cluster, uid: string, reason: string): string[] =>
  cluster.api
    .list('events')
    .filter((e) => e.reason === reason && e.involvedObject.uid === uid)
    .map((e) => e.message);

/** The Pod web-1 of a lost node has been deleted by force; its successor is on another node. */
function forced(): { cluster: Cluster; lost: string } {
  const cluster = start();
  const lost = nodeOf(cluster, 'web-1');
  cluster.cutNode(lost, actor);
  later(cluster, 400);
  cluster.api.delete('pods', 'web-1', 'default', actor, { gracePeriodSeconds: 0 });
  later(cluster, 10);
  return { cluster, lost };
}

describe('a volume', () => {
  it('is attached to the node of its Pod before the containers start', () => {
    const cluster = start();
    for (const name of ['web-0', 'web-1', 'web-2']) {
      expect(attachedTo(cluster, name)).toEqual([nodeOf(cluster, name)]);
      expect(events(cluster, pod(cluster, name).metadata.uid, 'SuccessfulAttachVolume')).toEqual([
        `AttachVolume.Attach succeeded for volume "${volumeOf(cluster, name)}" `,
      ]);
    }
  });

  it('is detached when its Pod is gone for good', () => {
    const cluster = start();
    cluster.api.patch('statefulsets', 'web', 'default', 'merge', { spec: { replicas: 1 } }, actor);
    cluster.settle();
    expect(cluster.api.list('volumeattachments')).toHaveLength(1);
  });

  it('is let go by a Pod that has ended, although nobody removes the Pod', () => {
    const cluster = start();
    cluster.api.delete('statefulsets', 'web', 'default', actor, { propagationPolicy: 'Orphan' });
    cluster.settle();
    cluster.faults.finishPod('web-1', 'default', 'Failed');
    cluster.settle();
    expect(pod(cluster, 'web-1').status.phase).toBe('Failed');
    expect(attachedTo(cluster, 'web-1')).toEqual([]);
  });

  it.each(['deleted', 'taken from its claim'])('stays with its Pod when it is %s under it', (what) => {
    const cluster = start();
    const volume = volumeOf(cluster, 'web-1');
    const patch = (change: object) => cluster.api.patch('persistentvolumes', volume, undefined, 'merge', change, actor);
    const attached = () =>
      cluster.api.list('volumeattachments').filter((a) => a.spec.source.persistentVolumeName === volume).length;
    if (what === 'deleted') {
      patch({ metadata: { finalizers: null } });
      cluster.api.delete('persistentvolumes', volume, undefined, actor);
    } else patch({ spec: { claimRef: null } });
    cluster.settle();
    expect(attached()).toBe(1);
    cluster.api.delete('statefulsets', 'web', 'default', actor);
    cluster.settle();
    expect(attached()).toBe(0);
  });

  it('follows its Pod to another node', () => {
    const cluster = start();
    const before = nodeOf(cluster, 'web-1');
    drain(cluster, before);
    cluster.settle();
    expect(nodeOf(cluster, 'web-1')).not.toBe(before);
    expect(attachedTo(cluster, 'web-1')).toEqual([nodeOf(cluster, 'web-1')]);
    expect(cluster.api.list('events').some((e) => e.reason === 'FailedAttachVolume')).toBe(false);
  });
});

describe('a ReadWriteOnce volume of a lost node', () => {
  it('is not attached a second time: the new Pod waits in ContainerCreating, with an Event that says why', () => {
    const { cluster, lost } = forced();
    const waiting = pod(cluster, 'web-1');
    expect(waiting.spec.nodeName).not.toBe(lost);
    expect([waits(waiting), isReady(waiting), waiting.status.podIP]).toEqual(['ContainerCreating', false, undefined]);
    expect(attachedTo(cluster, 'web-1')).toEqual([lost]);
    expect(events(cluster, waiting.metadata.uid, 'FailedAttachVolume')).toEqual([
      `Multi-Attach error for volume "${volumeOf(cluster, 'web-1')}" Volume is already exclusively attached to one node and can't be attached to another`,
    ]);
  });

  it('is taken from the node by force after six minutes', () => {
    const { cluster, lost } = forced();
    later(cluster, 345);
    expect(attachedTo(cluster, 'web-1')).toEqual([lost]);
    later(cluster, 20);
    expect(attachedTo(cluster, 'web-1')).toEqual([nodeOf(cluster, 'web-1')]);
    expect(isReady(pod(cluster, 'web-1'))).toBe(true);
  });

  it('is free as soon as the node is back and has stopped the old container', () => {
    const { cluster, lost } = forced();
    cluster.restoreNode(lost, actor);
    later(cluster, 10);
    expect(attachedTo(cluster, 'web-1')).toEqual([nodeOf(cluster, 'web-1')]);
    expect(isReady(pod(cluster, 'web-1'))).toBe(true);
  });

  it('is taken at once from a node that is out of service', () => {
    const { cluster, lost } = forced();
    const taint = { key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' };
    const spec = { taints: [taint, ...cluster.api.get('nodes', lost)!.spec.taints!] };
    cluster.api.patch('nodes', lost, undefined, 'merge', { spec }, actor);
    later(cluster, 5);
    expect(attachedTo(cluster, 'web-1')).toEqual([nodeOf(cluster, 'web-1')]);
    expect(isReady(pod(cluster, 'web-1'))).toBe(true);
  });
});

describe('a volume that two Pods of different nodes share', () => {
  const claim = (mode: string): object => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: { accessModes: [mode], resources: { requests: { storage: '1Gi' } } },
  });
  const user = (name: string, node: string): object => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      nodeSelector: { 'kubernetes.io/hostname': node },
      containers: [{ name: 'c', image: 'nginx:1' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    },
  });
  function share(mode: string): Cluster {
    const cluster = createCluster();
    cluster.api.create(claim(mode) as never, actor);
    cluster.api.create(user('a', 'node-1') as never, actor);
    later(cluster, 10);
    cluster.api.create(user('b', 'node-2') as never, actor);
    later(cluster, 10);
    return cluster;
  }

  it('goes to both nodes when it is ReadWriteMany', () => {
    const cluster = share('ReadWriteMany');
    expect([isReady(pod(cluster, 'a')), isReady(pod(cluster, 'b'))]).toEqual([true, true]);
    expect(cluster.api.list('volumeattachments')).toHaveLength(2);
  });

  it('stays with the first when it is ReadWriteOnce; an Event of the second says who has it', () => {
    const cluster = share('ReadWriteOnce');
    expect([isReady(pod(cluster, 'a')), isReady(pod(cluster, 'b'))]).toEqual([true, false]);
    const volume = cluster.api.get('persistentvolumeclaims', 'data', 'default')!.spec.volumeName!;
    expect(events(cluster, pod(cluster, 'b').metadata.uid, 'FailedAttachVolume')).toEqual([
      `Multi-Attach error for volume "${volume}" Volume is already used by pod(s) a`,
    ]);
    cluster.api.delete('pods', 'a', 'default', actor);
    cluster.settle();
    expect(isReady(pod(cluster, 'b'))).toBe(true);
  });
});

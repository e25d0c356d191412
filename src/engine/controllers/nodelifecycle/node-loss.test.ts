import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type HistoryRecord, type Node, type Pod } from '../../index.ts';
import { newHeadlessService, newStatefulSet } from '../../testing/builders.ts';
import { actor, pod, start } from '../../testing/scenario.ts';

const seconds = 1000;
const nodeOf = (cluster: Cluster, name: string): string => pod(cluster, name).spec.nodeName!;
const node = (cluster: Cluster, name: string): Node => cluster.api.get('nodes', name)!;
const taints = (cluster: Cluster, name: string): string[] =>
  (node(cluster, name).spec.taints ?? []).map((t) => `${t.key.split('/')[1]}:${t.effect}`);
const ready = (o: Node | Pod): string | undefined => o.status.conditions?.find((c) => c.type === 'Ready')?.status;
const terminating = (p: Pod): boolean => p.metadata.deletionTimestamp !== undefined;
const later = (cluster: Cluster, s: number): void => cluster.advanceTo(cluster.now() + s * seconds);
/** Seconds from `from` until the first record that satisfies `wanted`. */
function secondsUntil(cluster: Cluster, from: number, wanted: (r: HistoryRecord) => boolean): number {
  return (cluster.history.find((r) => r.at >= from && wanted(r))!.at - from) / seconds;
}
const events = (cluster: Cluster, reason: string): string[] =>
  cluster.api
    .list('events')
    .filter((e) => e.reason === reason)
    .map((e) => `${e.involvedObject.name}: ${e.message}`);
const strays = (cluster: Cluster, name: string): string[] => {
  const record = cluster.history.findLast((r) => r.type === 'NODE' && r.node === name);
  return record?.type === 'NODE' ? record.strays.map((p) => p.metadata.name) : [];
};

/** The set `web`, with the node of web-1 cut off. */
function lose(options?: Parameters<typeof start>[0]): { cluster: Cluster; lost: string; at: number } {
  const cluster = start(options);
  const lost = nodeOf(cluster, 'web-1');
  cluster.cutNode(lost, actor);
  return { cluster, lost, at: cluster.now() };
}

describe('a node that is cut off', () => {
  it('counts as lost 50 seconds after it was last heard, and its Pods as not ready', () => {
    const { cluster, lost, at } = lose();
    later(cluster, 39);
    expect(ready(node(cluster, lost))).toBe('True');
    cluster.settle();
    const noticed = secondsUntil(
      cluster,
      at,
      (r) => r.type === 'MODIFIED' && r.resource === 'nodes' && ready(r.object as Node) === 'Unknown',
    );
    // A kubelet gives a sign of life every ten seconds, and the controller looks every five.
    expect(noticed).toBeGreaterThan(40);
    expect(noticed).toBeLessThanOrEqual(55);
    expect(node(cluster, lost).status.conditions?.map((c) => [c.status, c.reason])).toEqual(
      Array.from({ length: 4 }, () => ['Unknown', 'NodeStatusUnknown']),
    );
    expect(taints(cluster, lost)).toEqual(['unreachable:NoSchedule', 'unreachable:NoExecute']);
    expect(events(cluster, 'NodeNotReady')).toEqual([
      `${lost}: Node ${lost} status is now: NodeNotReady`,
      'web-1: Node is not ready',
    ]);
  });

  it('has its Pods evicted 300 seconds after it was tainted; they stay Terminating and are not replaced', () => {
    const { cluster, at } = lose();
    cluster.settle();
    const tainted = secondsUntil(
      cluster,
      at,
      (r) =>
        r.type === 'MODIFIED' &&
        r.resource === 'nodes' &&
        (r.object as Node).spec.taints?.some((t) => t.effect === 'NoExecute') === true,
    );
    const evicted = secondsUntil(
      cluster,
      at,
      (r) => r.type === 'MODIFIED' && r.resource === 'pods' && terminating(r.object as Pod),
    );
    expect(evicted - tainted).toBe(300);
    expect(events(cluster, 'TaintManagerEviction')).toEqual(['web-1: Marking for deletion Pod default/web-1']);
    const lostPod = pod(cluster, 'web-1');
    expect([terminating(lostPod), lostPod.status.phase, ready(lostPod)]).toEqual([true, 'Running', 'False']);
    expect(lostPod.status.conditions?.find((c) => c.type === 'DisruptionTarget')?.reason).toBe(
      'DeletionByTaintManager',
    );
    later(cluster, 3600);
    expect(terminating(pod(cluster, 'web-1'))).toBe(true);
  });

  it('that comes back in time loses no Pod, and the eviction is called off', () => {
    const { cluster, lost } = lose();
    later(cluster, 120);
    expect(ready(pod(cluster, 'web-1'))).toBe('False');
    const { uid } = pod(cluster, 'web-1').metadata;
    cluster.restoreNode(lost, actor);
    cluster.settle();
    expect(cluster.now()).toBeLessThan(140 * seconds);
    expect([ready(node(cluster, lost)), taints(cluster, lost)]).toEqual(['True', []]);
    expect([pod(cluster, 'web-1').metadata.uid, ready(pod(cluster, 'web-1'))]).toEqual([uid, 'True']);
    expect(events(cluster, 'TaintManagerEviction')).toEqual(['web-1: Cancelling deletion of Pod default/web-1']);
    expect(events(cluster, 'NodeReady')).toEqual([`${lost}: Node ${lost} status is now: NodeReady`]);
  });

  it('that comes back before it was missed leaves no trace but its own', () => {
    const { cluster, lost } = lose();
    later(cluster, 30);
    const from = cluster.history.length;
    cluster.restoreNode(lost, actor);
    cluster.settle();
    expect(cluster.history.slice(from).map((r) => r.type)).toEqual(['NODE']);
  });

  it('does not report what becomes of its containers until it is back', () => {
    const { cluster, lost } = lose({ claims: false });
    const { uid } = pod(cluster, 'web-1').metadata;
    cluster.faults.finishPod('web-1', 'default', 'Failed');
    later(cluster, 30);
    expect([pod(cluster, 'web-1').status.phase, ready(pod(cluster, 'web-1'))]).toEqual(['Running', 'True']);
    cluster.restoreNode(lost, actor);
    cluster.settle();
    expect(pod(cluster, 'web-1').metadata.uid).not.toBe(uid);
    expect(ready(pod(cluster, 'web-1'))).toBe('True');
  });

  it('does not act on deletions until it is back', () => {
    const { cluster, lost } = lose();
    cluster.api.delete('pods', 'web-1', 'default', actor);
    later(cluster, 35);
    expect(terminating(pod(cluster, 'web-1'))).toBe(true);
    const { uid } = pod(cluster, 'web-1').metadata;
    cluster.restoreNode(lost, actor);
    cluster.settle();
    expect(pod(cluster, 'web-1').metadata.uid).not.toBe(uid);
    expect(ready(pod(cluster, 'web-1'))).toBe('True');
  });
});

describe('two Pods of one identity', () => {
  it('run at once when the Pod of a lost node is deleted by force; the old one ends when its node is back', () => {
    const { cluster, lost } = lose({ claims: false });
    cluster.settle();
    const old = pod(cluster, 'web-1');
    cluster.api.delete('pods', 'web-1', 'default', actor, { gracePeriodSeconds: 0 });
    cluster.settle();
    const now = pod(cluster, 'web-1');
    expect([now.metadata.uid === old.metadata.uid, now.spec.nodeName === lost, ready(now)]).toEqual([
      false,
      false,
      'True',
    ]);
    expect(strays(cluster, lost)).toEqual(['web-1']);
    cluster.restoreNode(lost, actor);
    cluster.settle();
    expect(strays(cluster, lost)).toEqual([]);
    expect(pod(cluster, 'web-1').metadata.uid).toBe(now.metadata.uid);
  });

  it('run at once for a moment on a healthy node, too', () => {
    const cluster = start({ claims: false });
    const where = nodeOf(cluster, 'web-1');
    cluster.api.delete('pods', 'web-1', 'default', actor, { gracePeriodSeconds: 0 });
    expect(strays(cluster, where)).toEqual(['web-1']);
    cluster.settle();
    expect(strays(cluster, where)).toEqual([]);
  });

  it('do not run after an ordinary deletion', () => {
    const cluster = start({ claims: false });
    cluster.api.delete('pods', 'web-1', 'default', actor);
    cluster.settle();
    expect(cluster.history.some((r) => r.type === 'NODE')).toBe(false);
  });
});

/** Says that the machine is off. */
function takeOutOfService(cluster: Cluster, name: string): void {
  const taint = { key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' };
  const spec = { taints: [taint, ...node(cluster, name).spec.taints!] };
  cluster.api.patch('nodes', name, undefined, 'merge', { spec }, actor);
}

describe('the ways out for a Pod of a lost node', () => {
  it('its Node is deleted: the Pod is collected after a quarantine of 40 seconds', () => {
    const { cluster, lost } = lose({ claims: false });
    cluster.settle();
    cluster.api.patch('nodes', lost, undefined, 'merge', { metadata: { labels: { disk: 'ssd' } } }, actor);
    cluster.api.delete('nodes', lost, undefined, actor);
    later(cluster, 39);
    expect(terminating(pod(cluster, 'web-1'))).toBe(true);
    later(cluster, 30);
    expect([terminating(pod(cluster, 'web-1')), ready(pod(cluster, 'web-1'))]).toEqual([false, 'True']);
    // The machine does not know that it is no longer a node.
    expect(strays(cluster, lost)).toEqual(['web-1']);
    cluster.restoreNode(lost, actor);
    cluster.settle();
    expect([ready(node(cluster, lost)), taints(cluster, lost), strays(cluster, lost)]).toEqual(['True', [], []]);
    // Labels set by a person are gone with the Node.
    expect(node(cluster, lost).metadata.labels).toEqual({
      'kubernetes.io/hostname': lost,
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
    });
  });

  it('its node is tainted out-of-service: the Pod is removed by force', () => {
    const { cluster, lost } = lose({ claims: false });
    cluster.settle();
    takeOutOfService(cluster, lost);
    later(cluster, 25);
    expect([terminating(pod(cluster, 'web-1')), ready(pod(cluster, 'web-1'))]).toEqual([false, 'True']);
  });

  it('the taint out-of-service does not wait for 300 seconds; a Pod that tolerates it stays', () => {
    const { cluster, lost } = lose({ claims: false });
    const tolerant = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'tolerant' },
      spec: { nodeName: lost, tolerations: [{ operator: 'Exists' }], containers: [{ name: 'c', image: 'nginx:1' }] },
    };
    cluster.api.create(tolerant, actor);
    later(cluster, 100);
    takeOutOfService(cluster, lost);
    later(cluster, 25);
    expect([terminating(pod(cluster, 'web-1')), ready(pod(cluster, 'web-1'))]).toEqual([false, 'True']);
    expect(terminating(pod(cluster, 'tolerant'))).toBe(false);
  });
});

describe('when all nodes are lost', () => {
  it('nobody is evicted: the control plane takes the fault for its own', () => {
    const cluster = start();
    for (const { metadata } of cluster.api.list('nodes')) cluster.cutNode(metadata.name, actor);
    cluster.settle();
    later(cluster, 600);
    expect(cluster.api.list('nodes').map((n) => taints(cluster, n.metadata.name))).toEqual(
      Array.from({ length: 3 }, () => ['unreachable:NoSchedule']),
    );
    expect(cluster.api.list('pods').some(terminating)).toBe(false);
  });
});

describe('a Pod that fits nowhere', () => {
  it('waits, and the scheduler says why of each node', () => {
    const cluster = createCluster();
    const names = cluster.api.list('nodes').map((n) => n.metadata.name);
    cluster.cutNode(names[0]!, actor);
    later(cluster, 60);
    cluster.api.patch('nodes', names[1]!, undefined, 'strategic', { spec: { unschedulable: true } }, actor);
    const taint = { key: 'dedicated', value: 'db', effect: 'NoSchedule' };
    cluster.api.patch('nodes', names[2]!, undefined, 'strategic', { spec: { taints: [taint] } }, actor);
    cluster.api.create(newHeadlessService(), actor);
    cluster.api.create(newStatefulSet({ claims: false }), actor);
    later(cluster, 1);
    expect(events(cluster, 'FailedScheduling')).toEqual([
      'web-0: 0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    ]);
    cluster.api.patch('nodes', names[1]!, undefined, 'strategic', { spec: { unschedulable: false } }, actor);
    later(cluster, 5);
    expect(nodeOf(cluster, 'web-0')).toBe(names[1]);
  });
});

it('a cluster that lost a node lives again from its inputs', () => {
  const { cluster, lost } = lose();
  cluster.settle();
  cluster.restoreNode(lost, actor);
  cluster.settle();
  const again = createCluster();
  again.replay(cluster.inputs);
  again.settle();
  expect(again.history).toEqual(cluster.history);
});

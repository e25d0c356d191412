/** Rules that show only when two things meet. */
import { describe, expect, it } from 'vitest';
import { createCluster, isWrite } from '../../index.ts';
import { imagePatch, newStatefulSet } from '../../testing/builders.ts';
import { isReady } from '../../testing/invariants.ts';
import {
  actor,
  change,
  claim,
  names,
  orphan,
  patch,
  pod,
  podWrites,
  rules,
  set,
  start,
  tags,
} from '../../testing/scenario.ts';

describe('OrderedReady', () => {
  it('creates the next Pod when the one before has been Ready for minReadySeconds', () => {
    const cluster = createCluster();
    cluster.api.create(newStatefulSet({ spec: { replicas: 2, minReadySeconds: 20 } }), actor);
    while (names(cluster).length === 0 || !isReady(pod(cluster, 'web-0'))) cluster.step();
    const readyAt = cluster.now();
    cluster.advanceTo(readyAt + 15_000);
    expect(names(cluster)).toEqual(['web-0']);
    expect(rules(cluster)).toEqual(['WaitForAvailable']);
    cluster.settle();
    expect(names(cluster)).toEqual(['web-0', 'web-1']);
  });

  it('of two unhealthy Pods that are to go, the higher one waits for the lower one', () => {
    const cluster = start({ claims: false, spec: { replicas: 4 } });
    for (const name of ['web-3', 'web-1']) cluster.faults.setPodReady(name, 'default', false);
    const from = cluster.history.length;
    change(cluster, { replicas: 1 });
    expect(podWrites(cluster.history, from)).toEqual([]);
    expect(rules(cluster)).toEqual(['WaitBeforeScaleDown']);
    cluster.faults.setPodReady('web-1', 'default', true);
    cluster.settle();
    expect(podWrites(cluster.history, from)).toEqual(['-web-3', '-web-2', '-web-1']);
  });
});

it('the partition counts from ordinals.start, for updates and for Pods that come back', () => {
  const cluster = start({
    claims: false,
    spec: { ordinals: { start: 5 }, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } },
  });
  patch(cluster, imagePatch('2'));
  cluster.settle();
  expect(tags(cluster)).toEqual(['web-5:1', 'web-6:2', 'web-7:2']);
  cluster.api.delete('pods', 'web-5', 'default', actor);
  cluster.settle();
  expect(tags(cluster)).toEqual(['web-5:1', 'web-6:2', 'web-7:2']);
});

it('whenScaled Delete: a Pod wanted again waits until the claim of its predecessor has been collected', () => {
  const policy = { whenDeleted: 'Retain', whenScaled: 'Delete' };
  const cluster = start({ spec: { persistentVolumeClaimRetentionPolicy: policy } });
  patch(cluster, { spec: { replicas: 2 } });
  while (names(cluster).length > 2) cluster.step();
  const from = cluster.history.length;
  expect(claim(cluster, 'www-web-2').metadata.deletionTimestamp).toBeUndefined();
  change(cluster, { replicas: 3 });
  // The end of a claim wakes nobody: the next write to the set or its Pods does.
  patch(cluster, { metadata: { labels: { touched: 'yes' } } });
  cluster.settle();
  const after = cluster.history.slice(from);
  const order = after.filter(isWrite).flatMap(({ type, object }) => {
    const { name } = object.metadata;
    return ['web-2', 'www-web-2'].includes(name) && type !== 'MODIFIED' ? [`${type} ${name}`] : [];
  });
  expect(order).toEqual(['DELETED www-web-2', 'ADDED www-web-2', 'ADDED web-2']);
  const decided = after.flatMap((r) => (r.type === 'SYNC' ? r.decisions.map((d) => d.rule) : []));
  expect(decided).toContain('WaitForClaimDeletion');
});

it('an orphan that is being deleted is not adopted', () => {
  const cluster = start({ claims: false });
  cluster.api.delete('pods', 'web-1', 'default', actor);
  orphan(cluster, 'web-1');
  const { uid } = pod(cluster, 'web-1').metadata;
  cluster.settle();
  expect(pod(cluster, 'web-1').metadata.uid).not.toBe(uid);
  const adoptions = cluster.history.flatMap((r) => (r.type === 'SYNC' ? r.decisions : [])).map((d) => d.rule);
  expect(adoptions).not.toContain('AdoptPod');
});

it('a revision that a Pod has is kept whatever revisionHistoryLimit says', () => {
  const cluster = start({ claims: false, spec: { revisionHistoryLimit: 0 } });
  for (const [tag, partition] of [
    ['2', 2],
    ['3', 3],
  ] as const) {
    change(cluster, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } } });
    patch(cluster, imagePatch(tag));
    cluster.settle();
  }
  expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:2']);
  const numbers = (): number[] => cluster.api.list('controllerrevisions').map((r) => r.revision);
  expect(numbers().sort()).toEqual([1, 2, 3]);
  change(cluster, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } });
  expect(numbers()).toEqual([3]);
  expect(set(cluster).status.currentRevision).toBe(set(cluster).status.updateRevision);
});

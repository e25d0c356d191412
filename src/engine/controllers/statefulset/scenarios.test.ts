/**
 * The scenarios by which Kubernetes itself accepts a StatefulSet controller, one case each, in our words; those of
 * availability, claims and ordinals are in `scenarios-claims.test.ts`. The list is that of the end-to-end tests (test/e2e/apps/statefulset.go). Six of its 32 do not apply:
 * - the clusters of ZooKeeper, Redis, MySQL and CockroachDB: no container's program runs here;
 * - the scale subresource: replicas are changed through `spec` (kubectl scale: see src/kubectl);
 * - the Pod that is refused for a host port taken at its node: here it stays Pending, as the scheduler places it. What
 *   the scenario is about, that a Failed Pod is replaced, is the case of the evicted Pod below.
 */
import { describe, expect, it } from 'vitest';
import { type Cluster, resolve } from '../../index.ts';
import { imagePatch } from '../../testing/builders.ts';
import { isReady } from '../../testing/invariants.ts';
import {
  actor,
  change,
  claim,
  names,
  orphan,
  patch,
  pod,
  pods,
  podWrites,
  set,
  start,
  status,
  tags,
} from '../../testing/scenario.ts';

const revisionOf = (cluster: Cluster, name: string): string | undefined =>
  pod(cluster, name).metadata.labels?.['controller-revision-hash'];
const controllerOf = (cluster: Cluster, name: string): string | undefined =>
  pod(cluster, name).metadata.ownerReferences?.find((r) => r.controller === true)?.uid;

function update(cluster: Cluster, tag: string): void {
  patch(cluster, imagePatch(tag));
  cluster.settle();
}
function deletePods(cluster: Cluster, ...ordinals: number[]): void {
  for (const ordinal of ordinals) cluster.api.delete('pods', `web-${ordinal}`, 'default', actor);
  cluster.settle();
}
function setReady(cluster: Cluster, ready: boolean, ...ordinals: number[]): void {
  for (const ordinal of ordinals) cluster.faults.setPodReady(`web-${ordinal}`, 'default', ready);
}
const partition = (n: number): Record<string, unknown> => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: n } },
});

describe('identity', () => {
  it('a Pod keeps host name, subdomain, DNS name, claim and volume when all Pods are restarted', () => {
    const cluster = start();
    const identity = (): unknown =>
      pods(cluster).map((p) => ({
        hostname: p.spec.hostname,
        subdomain: p.spec.subdomain,
        claim: p.spec.volumes?.find((v) => v.name === 'www')?.persistentVolumeClaim?.claimName,
        volume: claim(cluster, `www-${p.metadata.name}`).spec.volumeName,
      }));
    const before = identity();
    change(cluster, { replicas: 0 });
    change(cluster, { replicas: 3 });
    expect(identity()).toEqual(before);
    expect(before).toMatchObject([0, 1, 2].map((i) => ({ hostname: `web-${i}`, claim: `www-web-${i}` })));
    const { records } = resolve(cluster.api, 'web-1.nginx.default.svc.cluster.local');
    expect(records.map((r) => r.data)).toEqual([pod(cluster, 'web-1').status.podIP]);
  });

  it('an orphan that fits is adopted, a Pod whose labels do not fit is released, and adopted when they do again', () => {
    const cluster = start({ spec: { replicas: 1 } });
    const { uid } = set(cluster).metadata;
    const podUid = pod(cluster, 'web-0').metadata.uid;
    const label = (app: string): void => {
      cluster.api.patch('pods', 'web-0', 'default', 'merge', { metadata: { labels: { app } } }, actor);
      cluster.settle();
    };
    expect(controllerOf(cluster, 'web-0')).toBe(uid);
    orphan(cluster, 'web-0');
    cluster.settle();
    expect(controllerOf(cluster, 'web-0')).toBe(uid);
    label('other');
    expect(controllerOf(cluster, 'web-0')).toBeUndefined();
    label('nginx');
    expect(controllerOf(cluster, 'web-0')).toBe(uid);
    expect(pod(cluster, 'web-0').metadata.uid).toBe(podUid);
  });

  it('a Pod that is deleted comes back although one after it is not healthy', () => {
    const cluster = start({ spec: { replicas: 2 } });
    setReady(cluster, false, 1);
    const { uid } = pod(cluster, 'web-0').metadata;
    deletePods(cluster, 0);
    expect(isReady(pod(cluster, 'web-0'))).toBe(true);
    expect(pod(cluster, 'web-0').metadata.uid).not.toBe(uid);
  });
});

describe('updates', () => {
  it.each([true, false])('roll forward and back again from the highest ordinal on; with claims: %s', (withClaims) => {
    const cluster = start({ claims: withClaims });
    const first = status(cluster).currentRevision;
    expect(status(cluster).updateRevision).toBe(first);
    for (const [tag, reaches] of [
      ['2', 'another'],
      ['1', 'the first'],
    ] as const) {
      const from = cluster.history.length;
      patch(cluster, imagePatch(tag));
      while (status(cluster).observedGeneration !== set(cluster).metadata.generation) cluster.step();
      expect(status(cluster).currentRevision).not.toBe(status(cluster).updateRevision);
      cluster.settle();
      expect(podWrites(cluster.history, from)).toEqual(['-web-2', '+web-2', '-web-1', '+web-1', '-web-0', '+web-0']);
      expect(tags(cluster)).toEqual([0, 1, 2].map((i) => `web-${i}:${tag}`));
      expect(status(cluster).currentRevision).toBe(status(cluster).updateRevision);
      expect(status(cluster).currentRevision === first ? 'the first' : 'another').toBe(reaches);
    }
  });

  it('a partition beyond the set holds all back, a lower one lets a canary through, and then phase by phase', () => {
    const cluster = start({ spec: partition(3) });
    const { currentRevision: old } = status(cluster);
    update(cluster, '2');
    const { updateRevision } = status(cluster);
    expect(updateRevision).not.toBe(old);
    const revisions = (): unknown[] => [0, 1, 2].map((i) => revisionOf(cluster, `web-${i}`));
    expect(revisions()).toEqual([old, old, old]);
    change(cluster, partition(2));
    expect(revisions()).toEqual([old, old, updateRevision]);
    deletePods(cluster, 0, 2);
    expect(revisions()).toEqual([old, old, updateRevision]);
    change(cluster, partition(1));
    expect(revisions()).toEqual([old, updateRevision, updateRevision]);
    change(cluster, partition(0));
    expect(status(cluster).currentRevision).toBe(updateRevision);
  });

  it.each(['goes quietly', 'Failed'])(
    'partition 1: web-0, deleted in mid-rollout, comes back old when it %s',
    (end) => {
      const cluster = start({ spec: partition(1) });
      patch(cluster, imagePatch('2'));
      while (tags(cluster).includes('web-2:1')) cluster.step();
      if (end === 'Failed') cluster.faults.finishPod('web-0', 'default', 'Failed');
      else cluster.api.delete('pods', 'web-0', 'default', actor);
      cluster.settle();
      expect(tags(cluster)).toEqual(['web-0:1', 'web-1:2', 'web-2:2']);
      expect(pods(cluster).every(isReady)).toBe(true);
    },
  );

  it('OnDelete: Pods come back as they were while the template stays, and new after it has changed', () => {
    const cluster = start({ spec: { updateStrategy: { type: 'OnDelete' } } });
    const { currentRevision } = status(cluster);
    deletePods(cluster, 0, 1, 2);
    expect(names(cluster).map((name) => revisionOf(cluster, name))).toEqual(Array(3).fill(currentRevision));
    update(cluster, '2');
    expect(status(cluster)).toMatchObject({ currentRevision, currentReplicas: 3 });
    deletePods(cluster, 0, 1, 2);
    expect(tags(cluster)).toEqual(['web-0:2', 'web-1:2', 'web-2:2']);
    expect(names(cluster).map((name) => revisionOf(cluster, name))).toEqual(
      Array(3).fill(status(cluster).updateRevision),
    );
  });
});

describe('scaling', () => {
  it('OrderedReady: goes up and down in order, and stops both ways while a Pod is unhealthy', () => {
    const cluster = start({ claims: false, spec: { replicas: 1 } });
    setReady(cluster, false, 0);
    change(cluster, { replicas: 3 });
    expect(names(cluster)).toEqual(['web-0']);
    setReady(cluster, true, 0);
    cluster.settle();
    expect(podWrites(cluster.history)).toEqual(['+web-0', '+web-1', '+web-2']);
    setReady(cluster, false, 0, 1, 2);
    const from = cluster.history.length;
    change(cluster, { replicas: 0 });
    expect(podWrites(cluster.history, from)).toEqual([]);
    // web-0 first, as the others wait for it; then all are healthy.
    setReady(cluster, true, 0, 1, 2);
    cluster.settle();
    expect(podWrites(cluster.history, from)).toEqual(['-web-2', '-web-1', '-web-0']);
  });

  it('Parallel: goes up and down whatever the health of the Pods', () => {
    const cluster = start({ claims: false, spec: { replicas: 1, podManagementPolicy: 'Parallel' } });
    setReady(cluster, false, 0);
    change(cluster, { replicas: 3 });
    expect(names(cluster)).toEqual(['web-0', 'web-1', 'web-2']);
    setReady(cluster, false, 0, 1, 2);
    change(cluster, { replicas: 0 });
    expect(names(cluster)).toEqual([]);
    expect(status(cluster).replicas).toBe(0);
  });

  it('an evicted Pod is Failed; it is replaced by another of the name', () => {
    const cluster = start({ spec: { replicas: 1 } });
    const { uid } = pod(cluster, 'web-0').metadata;
    cluster.faults.finishPod('web-0', 'default', 'Failed');
    cluster.settle();
    expect(pod(cluster, 'web-0').metadata.uid).not.toBe(uid);
    expect(isReady(pod(cluster, 'web-0'))).toBe(true);
  });
});

describe('the API', () => {
  it('a set is patched in labels, replicas and template at once, found by its labels, and deleted', () => {
    const cluster = start({ spec: { replicas: 1 } });
    patch(cluster, { metadata: { labels: { 'test-ss': 'patched' } }, spec: { replicas: 2, ...imagePatch('2').spec } });
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:2', 'web-1:2']);
    const found = (): readonly object[] => cluster.api.list('statefulsets', { labels: { 'test-ss': 'patched' } });
    expect(found()).toHaveLength(1);
    cluster.api.delete('statefulsets', 'web', 'default', actor);
    cluster.settle();
    expect(found()).toEqual([]);
    expect(names(cluster)).toEqual([]);
  });

  it('the status is written apart from the spec, and a condition that someone else wrote can be read back', () => {
    const cluster = start({ spec: { replicas: 1 } });
    const condition = { type: 'StatusUpdate', status: 'True', reason: 'E2E', message: 'Set from a test' };
    const stored = set(cluster);
    const written = {
      ...stored,
      spec: { ...stored.spec, replicas: 9 },
      status: { ...stored.status, conditions: [condition] },
    };
    cluster.api.updateStatus(written, actor);
    expect(set(cluster).status).toMatchObject({ conditions: [condition] });
    expect(set(cluster).spec.replicas).toBe(1);
    expect(set(cluster).metadata.generation).toBe(stored.metadata.generation);
  });
});

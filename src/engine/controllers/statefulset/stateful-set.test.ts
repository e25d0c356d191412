/** Rules of the controller, each under both Pod management policies where it holds under both. */
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../index.ts';
import { imagePatch } from '../../testing/builders.ts';
import { actor, claims, patch, pod, pods, podWrites, rules, set, start, tags } from '../../testing/scenario.ts';

describe.each(['OrderedReady', 'Parallel'])('%s', (podManagementPolicy) => {
  const startSet = (spec: object = {}): Cluster => start({ spec: { podManagementPolicy, ...spec } });

  it('creates Pods in ascending order, each with its claim', () => {
    const cluster = startSet();
    expect(podWrites(cluster.history)).toEqual(['+web-0', '+web-1', '+web-2']);
    expect(claims(cluster)).toEqual(['www-web-0', 'www-web-1', 'www-web-2']);
    expect(set(cluster).status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3 });
  });

  it('scales down from the highest ordinal and keeps the claims', () => {
    const cluster = startSet();
    const from = cluster.history.length;
    patch(cluster, { spec: { replicas: 1 } });
    cluster.settle();
    expect(podWrites(cluster.history, from)).toEqual(['-web-2', '-web-1']);
    expect(claims(cluster)).toEqual(['www-web-0', 'www-web-1', 'www-web-2']);
  });

  it('gives a Pod that is scaled down and up again the claim it had', () => {
    const cluster = startSet();
    const volume = (): unknown => cluster.api.get('persistentvolumeclaims', 'www-web-2', 'default')?.spec.volumeName;
    const [before, uid] = [volume(), pod(cluster, 'web-2').metadata.uid];
    patch(cluster, { spec: { replicas: 2 } });
    cluster.settle();
    patch(cluster, { spec: { replicas: 3 } });
    cluster.settle();
    expect(volume()).toBe(before);
    expect(pod(cluster, 'web-2').metadata.uid).not.toBe(uid);
  });

  it('re-creates a deleted Pod under the same name with another uid and address', () => {
    const cluster = startSet();
    const before = pod(cluster, 'web-1');
    cluster.api.delete('pods', 'web-1', 'default', actor);
    cluster.settle();
    const after = pod(cluster, 'web-1');
    expect(after.metadata.uid).not.toBe(before.metadata.uid);
    expect(after.status.podIP).not.toBe(before.status.podIP);
    expect(after.spec.hostname).toBe('web-1');
  });

  it('updates Pods one by one from the highest ordinal down, and then calls the rollout complete', () => {
    const cluster = startSet();
    const from = cluster.history.length;
    patch(cluster, imagePatch('2'));
    cluster.settle();
    expect(podWrites(cluster.history, from)).toEqual(['-web-2', '+web-2', '-web-1', '+web-1', '-web-0', '+web-0']);
    const { status } = set(cluster);
    expect(status.currentRevision).toBe(status.updateRevision);
    expect(status.updatedReplicas).toBe(3);
  });

  it('leaves Pods below the partition alone, and re-creates them at the current revision', () => {
    const cluster = startSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } });
    patch(cluster, imagePatch('2'));
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:2']);
    cluster.api.delete('pods', 'web-0', 'default', actor);
    cluster.settle();
    cluster.api.delete('pods', 'web-2', 'default', actor);
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:2']);
    expect(rules(cluster)).toEqual(['PartitionKeepsPod']);
  });

  it('replaces nothing by itself under OnDelete', () => {
    const cluster = startSet({ updateStrategy: { type: 'OnDelete' } });
    patch(cluster, imagePatch('2'));
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:1']);
    cluster.api.delete('pods', 'web-1', 'default', actor);
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:1', 'web-1:2', 'web-2:1']);
    expect(rules(cluster)).toEqual(['OnDeleteKeepsPod']);
  });

  it.each(['Failed', 'Succeeded'] as const)('deletes and re-creates a Pod that has %s', (phase) => {
    const cluster = startSet();
    const { uid } = pod(cluster, 'web-1').metadata;
    cluster.faults.finishPod('web-1', 'default', phase);
    cluster.settle();
    expect(pod(cluster, 'web-1').metadata.uid).not.toBe(uid);
    expect(pod(cluster, 'web-1').status.phase).toBe('Running');
  });

  it('makes an older revision the newest again when the template goes back to it', () => {
    const cluster = startSet();
    const first = set(cluster).status.updateRevision;
    for (const tag of ['2', '1']) {
      patch(cluster, imagePatch(tag));
      cluster.settle();
    }
    expect(set(cluster).status.updateRevision).toBe(first);
    const numbers = cluster.api.list('controllerrevisions').map((r) => r.revision);
    expect(numbers.sort()).toEqual([2, 3]);
  });

  it('counts ordinals from ordinals.start', () => {
    const cluster = startSet({ ordinals: { start: 5 }, replicas: 2 });
    expect(podWrites(cluster.history)).toEqual(['+web-5', '+web-6']);
  });
});

describe('OrderedReady', () => {
  it('creates nothing after a Pod that is not Ready, and says whom it waits for', () => {
    const cluster = start({ tag: 'noready' });
    expect(pods(cluster).map((p) => p.metadata.name)).toEqual(['web-0']);
    const sync = cluster.history.findLast((r) => r.type === 'SYNC');
    expect(sync?.type === 'SYNC' && sync.decisions).toMatchObject([
      { rule: 'WaitForReady', pod: 'web-1', waitingFor: 'web-0', field: ['spec', 'podManagementPolicy'] },
    ]);
  });

  it('does not scale down while a Pod that stays is unhealthy', () => {
    const cluster = start();
    cluster.faults.setPodReady('web-1', 'default', false);
    patch(cluster, { spec: { replicas: 2 } });
    cluster.settle();
    expect(pods(cluster)).toHaveLength(3);
    expect(rules(cluster)).toEqual(['WaitForReady']);
    cluster.faults.setPodReady('web-1', 'default', true);
    cluster.settle();
    expect(pods(cluster).map((p) => p.metadata.name)).toEqual(['web-0', 'web-1']);
  });

  it('removes an unhealthy Pod when it is itself the one to go', () => {
    const cluster = start();
    cluster.faults.setPodReady('web-1', 'default', false);
    const from = cluster.history.length;
    patch(cluster, { spec: { replicas: 1 } });
    cluster.settle();
    expect(podWrites(cluster.history, from)).toEqual(['-web-2', '-web-1']);
  });

  it('stays stuck on a broken image after the template is repaired, until the Pod is deleted', () => {
    const cluster = start();
    patch(cluster, imagePatch('broken'));
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:broken']);
    patch(cluster, imagePatch('1'));
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:broken']);
    expect(rules(cluster)).toEqual(['WaitForReady']);
    cluster.api.delete('pods', 'web-2', 'default', actor);
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:1']);
  });
});

describe('Parallel', () => {
  it('creates all Pods without waiting', () => {
    const cluster = start({ tag: 'noready', spec: { podManagementPolicy: 'Parallel' } });
    expect(pods(cluster)).toHaveLength(3);
  });

  it('replaces a broken Pod by itself once the template is repaired', () => {
    const cluster = start({ spec: { podManagementPolicy: 'Parallel' } });
    patch(cluster, imagePatch('broken'));
    cluster.settle();
    patch(cluster, imagePatch('1'));
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:1']);
  });
});

describe('every reconcile', () => {
  it('says what it decided, and every write names its actor and reason', () => {
    const cluster = start();
    for (const record of cluster.history) {
      if (record.type === 'SYNC') expect(record.decisions.length).toBeGreaterThan(0);
      else expect(record.actor.name && record.actor.reason).toBeTruthy();
    }
  });

  it('gives the same history for the same seed, bit for bit', () => {
    const run = (): string => {
      const cluster = start();
      patch(cluster, imagePatch('2'));
      cluster.advanceTo(cluster.now() + 1234);
      patch(cluster, { spec: { replicas: 5 } });
      cluster.settle();
      return JSON.stringify(cluster.history);
    };
    expect(run()).toBe(run());
  });
});

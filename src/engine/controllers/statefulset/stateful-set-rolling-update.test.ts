/** Rolling updates in mid-flight: what was recorded of a real control plane, with the lab's own set. */
import { describe, expect, it } from 'vitest';
import { isWrite, type StatefulSet } from '../../index.ts';
import { imagePatch } from '../../testing/builders.ts';
import { actor, events, patch, pods, podWrites, rules, set, start, tags } from '../../testing/scenario.ts';

const upTo = (maxUnavailable: number | string, partition = 0): object => ({
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition, maxUnavailable } },
});

describe('maxUnavailable, with the gate MaxUnavailableStatefulSet', () => {
  it('takes that many Pods at a time, highest first, and re-creates them in ascending order', () => {
    const cluster = start({ gate: true, spec: { replicas: 5, ...upTo(2) } });
    const from = cluster.history.length;
    patch(cluster, imagePatch('2'));
    cluster.settle();
    const expected = '-web-4 -web-3 +web-3 +web-4 -web-2 -web-1 +web-1 +web-2 -web-0 +web-0';
    expect(podWrites(cluster.history, from).join(' ')).toBe(expected);
  });

  it('rounds a percentage down and leaves the Pods below the partition alone', () => {
    const cluster = start({ gate: true, spec: { replicas: 5, ...upTo('40%', 1) } });
    const from = cluster.history.length;
    patch(cluster, imagePatch('2'));
    cluster.settle();
    const expected = '-web-4 -web-3 +web-3 +web-4 -web-2 -web-1 +web-1 +web-2';
    expect(podWrites(cluster.history, from).join(' ')).toBe(expected);
  });

  it('counts broken Pods of an old revision, so that under Parallel a repaired template does not reach them', () => {
    const cluster = start({ gate: true, spec: { replicas: 5, podManagementPolicy: 'Parallel', ...upTo(2) } });
    patch(cluster, imagePatch('broken'));
    cluster.settle();
    const from = cluster.history.length;
    patch(cluster, imagePatch('2'));
    cluster.settle();
    expect(podWrites(cluster.history, from)).toEqual([]);
    expect(rules(cluster)).toEqual(['MaxUnavailableReached']);
    expect(set(cluster).status).toMatchObject({ replicas: 5, readyReplicas: 3, currentReplicas: 3 });
  });

  it('goes on by itself once the broken Pods are deleted by hand', () => {
    const cluster = start({ gate: true, spec: { replicas: 5, podManagementPolicy: 'Parallel', ...upTo(2) } });
    for (const tag of ['broken', '2']) {
      patch(cluster, imagePatch(tag));
      cluster.settle();
    }
    for (const name of ['web-4', 'web-3']) cluster.api.delete('pods', name, 'default', actor);
    cluster.settle();
    expect(tags(cluster)).toEqual(['web-0:2', 'web-1:2', 'web-2:2', 'web-3:2', 'web-4:2']);
    const { status } = set(cluster);
    expect(status.currentRevision).toBe(status.updateRevision);
  });

  it('is one Pod at a time without the gate: the API server drops the field', () => {
    const cluster = start({ spec: { replicas: 3, ...upTo(2) } });
    expect(set(cluster).spec.updateStrategy.rollingUpdate).toEqual({ partition: 0 });
  });
});

describe('a change while Pods are on their way out', () => {
  it('is taken up before the next Pod is condemned, even when the Pod that goes never ran', () => {
    const cluster = start();
    patch(cluster, imagePatch('broken'));
    cluster.settle();
    const from = cluster.history.length;
    patch(cluster, { spec: { replicas: 0 } });
    cluster.advanceTo(cluster.now() + 100);
    patch(cluster, imagePatch('1'));
    cluster.settle();
    const decisive = cluster.history.slice(from).flatMap((r) => {
      if (!isWrite(r)) return [];
      if (r.resource === 'controllerrevisions') return ['revision'];
      return podWrites([r]);
    });
    expect(decisive).toEqual(['-web-2', 'revision', '-web-1', '-web-0']);
  });

  it('re-creates Pods that were deleted together in ascending order, broken or not', () => {
    const cluster = start({ spec: { replicas: 5 } });
    for (const tag of ['broken', '2']) {
      patch(cluster, imagePatch(tag));
      cluster.settle();
    }
    const from = cluster.history.length;
    for (const name of ['web-4', 'web-3']) cluster.api.delete('pods', name, 'default', actor);
    cluster.settle();
    expect(podWrites(cluster.history, from).slice(0, 4)).toEqual(['-web-4', '-web-3', '+web-3', '+web-4']);
  });
});

it('never shows a negative counter when Pods of neither revision are replaced', () => {
  const cluster = start({ spec: { updateStrategy: { type: 'OnDelete' } } });
  patch(cluster, imagePatch('2'));
  for (const { metadata } of pods(cluster)) cluster.api.delete('pods', metadata.name, 'default', actor);
  cluster.settle();
  patch(cluster, imagePatch('3'));
  patch(cluster, { spec: { updateStrategy: { type: 'RollingUpdate' } } });
  cluster.settle();
  expect(tags(cluster)).toEqual(['web-0:3', 'web-1:3', 'web-2:3']);
  const shown = cluster.history.flatMap((r) =>
    isWrite(r) && r.resource === 'statefulsets' ? [(r.object as StatefulSet).status.currentReplicas ?? 0] : [],
  );
  expect(Math.min(...shown)).toBe(0);
  const refusals = cluster.history.flatMap((r) =>
    r.type === 'SYNC' ? r.decisions.filter((d) => d.rule === 'WriteRefused').map((d) => d.facts['message']) : [],
  );
  expect(refusals).toContain(
    'StatefulSet.apps "web" is invalid: status.currentReplicas: Invalid value: -1: must be greater than or equal to 0',
  );
});

it('sends each Pod again when its claims change hands, and says so', () => {
  const cluster = start({ spec: { replicas: 1 } });
  patch(cluster, { spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } } });
  cluster.settle();
  expect(events(cluster)).toContain('SuccessfulUpdate: Update Pod web-0 in StatefulSet web successful');
});

describe('what holds a rolling update up', () => {
  it('is the Ready condition, not the phase: a Pending Pod whose Ready condition is True does not', () => {
    const cluster = start({ spec: { replicas: 3, podManagementPolicy: 'Parallel' } });
    patch(cluster, imagePatch('broken'));
    cluster.settle();
    expect(rules(cluster)).toEqual(['WaitForUpdatedPod']);
    const from = cluster.history.length;
    cluster.faults.setPodReady('web-2', 'default', true);
    cluster.settle();
    expect(podWrites(cluster.history, from)).toEqual(['-web-1', '+web-1']);
    expect(set(cluster).status).toMatchObject({ readyReplicas: 1, availableReplicas: 1 });
  });
});

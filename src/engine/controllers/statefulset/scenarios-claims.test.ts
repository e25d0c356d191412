/** The scenarios of `scenarios.test.ts` that are about availability, claims and ordinals. */
import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../index.ts';
import { newStatefulSet } from '../../testing/builders.ts';
import { cordon } from '../../testing/drain.ts';
import { isReady } from '../../testing/invariants.ts';
import {
  actor,
  change,
  claim,
  claims,
  names,
  orphan,
  patch,
  pod,
  pods,
  start,
  status,
} from '../../testing/scenario.ts';

const ownersOf = (cluster: Cluster, name: string): string[] =>
  (claim(cluster, name).metadata.ownerReferences ?? []).map((r) => `${r.kind}/${r.name}`);
const retention = (whenDeleted: string, whenScaled: string): Record<string, unknown> => ({
  persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled },
});

describe('minReadySeconds', () => {
  it('0: a Pod is available as soon as it is Ready', () => {
    expect(status(start({ spec: { replicas: 1 } })).availableReplicas).toBe(1);
  });

  it('availableReplicas follows minReadySeconds as it is changed', () => {
    const cluster = start({ spec: { replicas: 2, minReadySeconds: 30, podManagementPolicy: 'Parallel' } });
    expect(status(cluster).availableReplicas).toBe(2);
    for (const { metadata } of pods(cluster)) cluster.api.delete('pods', metadata.name, 'default', actor);
    const uids = pods(cluster).map((p) => p.metadata.uid);
    while (!pods(cluster).every((p) => isReady(p) && !uids.includes(p.metadata.uid)) || pods(cluster).length < 2)
      cluster.step();
    cluster.advanceTo(cluster.now() + 5000);
    expect(status(cluster)).toMatchObject({ readyReplicas: 2, availableReplicas: 0 });
    cluster.settle();
    expect(status(cluster).availableReplicas).toBe(2);
    patch(cluster, { spec: { minReadySeconds: 3600 } });
    cluster.advanceTo(cluster.now() + 1000);
    expect(status(cluster).availableReplicas).toBe(0);
    patch(cluster, { spec: { minReadySeconds: 0 } });
    cluster.advanceTo(cluster.now() + 1000);
    expect(status(cluster).availableReplicas).toBe(2);
  });
});

describe('claims under the retention policy', () => {
  const owned = (cluster: Cluster): unknown[] => claims(cluster).map((name) => ownersOf(cluster, name));

  it.each([false, true])('whenDeleted Delete: they go with the set; one Pod orphaned before: %s', (orphaned) => {
    const cluster = start({ spec: retention('Delete', 'Retain') });
    expect(owned(cluster)).toEqual(Array(3).fill(['StatefulSet/web']));
    if (orphaned) orphan(cluster, 'web-2');
    // As a person would see it: the Pod is adopted again before the next command.
    if (orphaned) cluster.settle();
    cluster.api.delete('statefulsets', 'web', 'default', actor);
    cluster.settle();
    expect(claims(cluster)).toEqual([]);
  });

  it.each([false, true])('whenScaled Delete: they go with their Pods; one Pod orphaned before: %s', (orphaned) => {
    const cluster = start({ spec: retention('Retain', 'Delete') });
    expect(claims(cluster)).toHaveLength(3);
    if (orphaned) orphan(cluster, 'web-2');
    change(cluster, { replicas: 1 });
    expect(claims(cluster)).toEqual(['www-web-0']);
  });

  it.each([
    ['whenScaled', retention('Retain', 'Delete')],
    ['whenDeleted', retention('Delete', 'Retain')],
  ])('%s Delete: a claim that another controller owns stays', (when, spec) => {
    const cluster = start({ spec });
    const other = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'other', controller: true };
    cluster.api.create(newStatefulSet({ name: 'other', claims: false, spec: { replicas: 0 } }), actor);
    const { uid } = cluster.api.get('statefulsets', 'other', 'default')!.metadata;
    const ownerReferences = [{ ...other, uid }];
    cluster.api.patch(
      'persistentvolumeclaims',
      'www-web-1',
      'default',
      'merge',
      { metadata: { ownerReferences } },
      actor,
    );
    cluster.settle();
    if (when === 'whenScaled') change(cluster, { replicas: 0 });
    else cluster.api.delete('statefulsets', 'web', 'default', actor);
    cluster.settle();
    expect(claims(cluster)).toEqual(['www-web-1']);
    expect(ownersOf(cluster, 'www-web-1')).toEqual(['StatefulSet/other']);
  });

  it('the claim of a Pod that cannot be scheduled is re-created when it was deleted, and the Pod goes on', () => {
    const cluster = start({ spec: { replicas: 1 } });
    const nodes = cluster.api.list('nodes').map((n) => n.metadata.name);
    for (const node of nodes) cordon(cluster, node);
    cluster.api.delete('pods', 'web-0', 'default', actor);
    cluster.settle();
    expect(pod(cluster, 'web-0').status.phase).toBe('Pending');
    const { uid } = claim(cluster, 'www-web-0').metadata;
    cluster.api.delete('persistentvolumeclaims', 'www-web-0', 'default', actor);
    cluster.settle();
    for (const node of nodes) cordon(cluster, node, false);
    cluster.settle();
    expect(claim(cluster, 'www-web-0').metadata.uid).not.toBe(uid);
    expect(isReady(pod(cluster, 'web-0'))).toBe(true);
  });
});

describe('ordinals.start', () => {
  it.each([
    ['set', undefined, { replicas: 3, ordinals: { start: 2 } }, ['web-2', 'web-3', 'web-4']],
    ['raised', { start: 2 }, { ordinals: { start: 4 } }, ['web-4', 'web-5']],
    ['lowered', { start: 3 }, { ordinals: { start: 2 } }, ['web-2', 'web-3']],
    ['removed', { start: 3 }, { ordinals: null }, ['web-0', 'web-1']],
  ])('%s: the Pods of the new range are made, those outside of it go', (_, ordinals, spec, expected) => {
    const cluster = start({ claims: false, spec: { replicas: 2, ...(ordinals && { ordinals }) } });
    const first = ordinals?.start ?? 0;
    expect(names(cluster)).toEqual([`web-${first}`, `web-${first + 1}`]);
    change(cluster, spec);
    expect(names(cluster)).toEqual(expected);
    expect(status(cluster)).toMatchObject({ replicas: expected.length, readyReplicas: expected.length });
  });
});

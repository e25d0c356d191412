/** Deleting a set in the three ways, as recorded of a real control plane. */
import { describe, expect, it } from 'vitest';
import type { Cluster, OwnerReference, PropagationPolicy } from '../../index.ts';
import { newStatefulSet } from '../../testing/builders.ts';
import { actor, claim, claims, pods, start } from '../../testing/scenario.ts';

function deleteSet(cluster: Cluster, propagationPolicy: PropagationPolicy): number {
  const from = cluster.history.length;
  cluster.api.delete('statefulsets', 'web', 'default', actor, { propagationPolicy });
  cluster.settle();
  return from;
}

const revisionsMade = (cluster: Cluster, from: number): number =>
  cluster.history.slice(from).filter((r) => r.type === 'ADDED' && r.resource === 'controllerrevisions').length;

describe('Foreground', () => {
  it('removes the Pods first, then the set, and keeps the claims', () => {
    const cluster = start();
    const from = deleteSet(cluster, 'Foreground');
    const gone = cluster.history
      .slice(from)
      .flatMap((r) =>
        r.type === 'DELETED' && ['pods', 'statefulsets'].includes(r.resource) ? [r.object.metadata.name] : [],
      );
    expect(gone).toEqual(['web-0', 'web-1', 'web-2', 'web']);
    expect(claims(cluster)).toEqual(['www-web-0', 'www-web-1', 'www-web-2']);
    expect(cluster.api.list('controllerrevisions')).toEqual([]);
  });

  // The controller notes the set's status with each Pod that goes, and re-creates the revision when it finds it gone.
  it.each([
    [0, 0],
    [2, 1],
    [3, 2],
  ])('with %i Pods the controller re-creates the collected revision %i times', (replicas, times) => {
    const cluster = start({ spec: { replicas } });
    expect(revisionsMade(cluster, deleteSet(cluster, 'Foreground'))).toBe(times);
    expect(cluster.api.get('statefulsets', 'web', 'default')).toBeUndefined();
    expect(cluster.api.list('controllerrevisions')).toEqual([]);
  });
});

describe('Background', () => {
  it('removes the set at once and its Pods after it; no revision is re-created', () => {
    const cluster = start();
    expect(revisionsMade(cluster, deleteSet(cluster, 'Background'))).toBe(0);
    expect(pods(cluster)).toEqual([]);
    expect(claims(cluster)).toHaveLength(3);
  });

  it('takes the claims along when whenDeleted is Delete', () => {
    const policy = { whenDeleted: 'Delete', whenScaled: 'Retain' };
    const cluster = start({ spec: { persistentVolumeClaimRetentionPolicy: policy } });
    deleteSet(cluster, 'Background');
    expect(claims(cluster)).toEqual([]);
  });
});

describe('Orphan', () => {
  it('leaves Pods, revisions and claims without an owner', () => {
    const cluster = start();
    deleteSet(cluster, 'Orphan');
    const left = [...pods(cluster), ...cluster.api.list('controllerrevisions')];
    expect(left).toHaveLength(4);
    expect(left.flatMap((o) => o.metadata.ownerReferences ?? [])).toEqual([]);
  });
});

it('an object with two owners stays while one of them is there, and loses the reference to the other', () => {
  const cluster = start();
  const { api } = cluster;
  const owner = (name: string): OwnerReference => {
    const { uid } = api.create(newStatefulSet({ name, claims: false, spec: { replicas: 0 } }), actor).metadata;
    return { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid };
  };
  const [first, second] = [owner('first'), owner('second')];
  const metadata = { ownerReferences: [first, second] };
  api.patch('persistentvolumeclaims', 'www-web-0', 'default', 'merge', { metadata }, actor);
  api.delete('statefulsets', 'first', 'default', actor);
  cluster.settle();
  expect(claim(cluster, 'www-web-0').metadata.ownerReferences).toEqual([second]);
  api.delete('statefulsets', 'second', 'default', actor);
  api.delete('statefulsets', 'web', 'default', actor);
  cluster.settle();
  expect(claims(cluster)).toEqual(['www-web-1', 'www-web-2']);
});

// docs: concepts/architecture/garbage-collection, "Owners and dependents"; isDangling in garbagecollector.go.
describe('An owner', () => {
  const configMap = (name: string, namespace: string, ownerReferences: readonly OwnerReference[] = []) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, ownerReferences },
  });
  const names = (cluster: Cluster): readonly string[] =>
    cluster.api.list('configmaps', { namespace: 'default' }).map(({ metadata }) => metadata.name);

  it('is found by kind, name and uid in the namespace of its dependent, or among what has no namespace', () => {
    const cluster = start();
    const { api } = cluster;
    const uidOf = (namespace: string): string => api.create(configMap('owner', namespace), actor).metadata.uid;
    const [uid, elsewhere] = [uidOf('default'), uidOf('kube-system')];
    const right = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid };
    const node = api.list('nodes')[0]!.metadata;
    const owners: Record<string, OwnerReference> = {
      right,
      'right-node': { ...right, kind: 'Node', name: node.name, uid: node.uid },
      'unknown-kind': { ...right, kind: 'Widget' },
      'wrong-kind': { ...right, kind: 'Secret' },
      'wrong-name': { ...right, name: 'other' },
      'wrong-namespace': { ...right, uid: elsewhere },
      'wrong-uid': { ...right, uid: 'a' },
    };
    for (const [name, owner] of Object.entries(owners)) api.create(configMap(name, 'default', [owner]), actor);
    cluster.settle();
    const left = ['kube-root-ca.crt', 'owner', 'right', 'right-node', 'unknown-kind'];
    expect(names(cluster)).toEqual(left);
    const metadata = { ownerReferences: [owners['wrong-uid']] };
    api.patch('configmaps', 'right-node', 'default', 'merge', { metadata }, actor);
    cluster.settle();
    expect(names(cluster)).toEqual(left.filter((name) => name !== 'right-node'));
  });

  it.each(['Background', 'Foreground'] as const)('of any kind takes its dependents along (%s)', (propagationPolicy) => {
    const cluster = start();
    const { uid } = cluster.api.create(configMap('owner', 'default'), actor).metadata;
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid, blockOwnerDeletion: true };
    cluster.api.create(configMap('dependent', 'default', [owner]), actor);
    cluster.api.delete('configmaps', 'owner', 'default', actor, { propagationPolicy });
    cluster.settle();
    expect(names(cluster)).toEqual(['kube-root-ca.crt']);
  });
});

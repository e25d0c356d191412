/** Tests of claim owners under the retention policy. */
import { describe, expect, it } from 'vitest';
import {
  type Cluster,
  isWrite,
  type OwnerReference,
  type PersistentVolumeClaim,
  type Pod,
  type StatefulSet,
} from '../../index.ts';
import { actor, claims, events, patch, pod, set, start } from '../../testing/scenario.ts';
import { isClaimOwnerUpToDate, updateClaimOwnerRefs } from './stateful-set-claim-owners.ts';

type When = 'Retain' | 'Delete';
const policy = (whenDeleted: When, whenScaled: When): Record<string, unknown> => ({
  persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled },
});
const claim = (cluster: Cluster, name: string): PersistentVolumeClaim =>
  cluster.api.get('persistentvolumeclaims', name, 'default')!;
const ownersOf = (cluster: Cluster, name: string): string[] =>
  (claim(cluster, name).metadata.ownerReferences ?? []).map((r) => `${r.kind}/${r.name}`);
const running = (whenDeleted: When, whenScaled: When): Cluster => start({ spec: policy(whenDeleted, whenScaled) });

describe('persistentVolumeClaimRetentionPolicy', () => {
  it.each([
    ['Retain', 'Retain', []],
    ['Retain', 'Delete', []],
    ['Delete', 'Retain', ['StatefulSet/web']],
    ['Delete', 'Delete', ['StatefulSet/web']],
  ] as const)('whenDeleted %s, whenScaled %s: a running Pod has its claim owned by %j', (deleted, scaled, owners) => {
    expect(ownersOf(running(deleted, scaled), 'www-web-0')).toEqual(owners);
  });

  it('whenScaled Delete: the claims of condemned Pods go to their Pods before the first is deleted', () => {
    const cluster = running('Delete', 'Delete');
    const from = cluster.history.length;
    patch(cluster, { spec: { replicas: 1 } });
    cluster.settle();
    const writes = cluster.history.slice(from).flatMap((r) => {
      if (!isWrite(r) || r.actor.name !== 'statefulset-controller') return [];
      return ['persistentvolumeclaims', 'pods'].includes(r.resource) ? [r.object.metadata.name] : [];
    });
    expect(writes).toEqual(['www-web-2', 'www-web-1', 'web-2', 'web-1']);
    expect(claims(cluster)).toEqual(['www-web-0']);
  });

  it('whenScaled Delete: a Pod that comes back gets a new claim, one that is only re-created keeps its claim', () => {
    const cluster = running('Retain', 'Delete');
    const uid = (name: string): string => claim(cluster, name).metadata.uid;
    const before = [uid('www-web-0'), uid('www-web-2')];
    patch(cluster, { spec: { replicas: 2 } });
    cluster.settle();
    patch(cluster, { spec: { replicas: 3 } });
    cluster.api.delete('pods', 'web-0', 'default', actor);
    cluster.settle();
    expect(uid('www-web-0')).toBe(before[0]);
    expect(uid('www-web-2')).not.toBe(before[1]);
  });

  it('takes its owner off the claims again when it becomes Retain', () => {
    const cluster = running('Delete', 'Delete');
    patch(cluster, { spec: policy('Retain', 'Retain') });
    cluster.settle();
    expect(ownersOf(cluster, 'www-web-0')).toEqual([]);
  });
});

describe('a claim that others own', () => {
  const other: OwnerReference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'other', uid: 'other', controller: true };
  const withOwners = (cluster: Cluster, ...ownerReferences: OwnerReference[]): PersistentVolumeClaim => {
    const original = claim(cluster, 'www-web-0');
    return { ...original, metadata: { ...original.metadata, ownerReferences } };
  };
  const known = (): { cluster: Cluster; web: StatefulSet; pod0: Pod; own: OwnerReference } => {
    const cluster = running('Delete', 'Retain');
    const [own] = claim(cluster, 'www-web-0').metadata.ownerReferences!;
    return { cluster, web: set(cluster), pod0: pod(cluster, 'web-0'), own: own! };
  };

  it('is left alone while another controller owns it', () => {
    const { cluster, web, pod0 } = known();
    expect(isClaimOwnerUpToDate(withOwners(cluster, other), web, pod0)).toBe(true);
  });

  it('loses the set as its owner when another controller owns it as well', () => {
    const { cluster, web, pod0, own } = known();
    const contested = withOwners(cluster, other, own);
    expect(isClaimOwnerUpToDate(contested, web, pod0)).toBe(false);
    expect(updateClaimOwnerRefs(contested, web, pod0).metadata.ownerReferences).toEqual([other]);
  });

  it('is left to the garbage collector when an earlier set of the name owns it', () => {
    const { cluster, web, pod0, own } = known();
    expect(isClaimOwnerUpToDate(withOwners(cluster, { ...own, uid: 'earlier' }), web, pod0)).toBe(true);
  });

  it('gets a controller in place of a mere owner', () => {
    const { cluster, web, pod0, own } = known();
    const { controller: _, ...mere } = own;
    expect(isClaimOwnerUpToDate(withOwners(cluster, mere), web, pod0)).toBe(false);
    expect(updateClaimOwnerRefs(withOwners(cluster, mere), web, pod0).metadata.ownerReferences).toEqual([own]);
  });

  it('keeps owners that control nothing', () => {
    const { cluster, web, pod0, own } = known();
    const { controller: _, ...guest } = other;
    expect(updateClaimOwnerRefs(withOwners(cluster, guest), web, pod0).metadata.ownerReferences).toEqual([guest, own]);
  });
});

describe('Pods that were there before the set', () => {
  it('are adopted; a claim is made for them, but they cannot be made to mount it', () => {
    const cluster = start({ spec: { replicas: 0 } });
    const container = { name: 'nginx', image: 'registry.k8s.io/nginx-slim:0' };
    for (const name of ['web-0', 'web-7']) {
      const metadata = { name, labels: { app: 'nginx' } };
      cluster.api.create({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container] } }, actor);
    }
    patch(cluster, { spec: { replicas: 3 } });
    cluster.settle();
    expect(pod(cluster, 'web-0').metadata.ownerReferences).toMatchObject([{ kind: 'StatefulSet', name: 'web' }]);
    expect(claims(cluster)).toEqual(['www-web-0']);
    expect(events(cluster).join('\n')).toContain(
      'FailedUpdate: Update Pod web-0 in StatefulSet web failed error: Pod "web-0" is invalid: spec: Forbidden: pod updates may not change fields other than',
    );
  });
});

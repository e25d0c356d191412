import { describe, expect, it } from 'vitest';
import { actor } from '../../testing/scenario.ts';
import { type Cluster, createCluster, type Manifest, type PersistentVolumeClaim } from '../../index.ts';

const newClass = (name: string, more: object = {}): Manifest => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'example.com/disk',
  ...more,
});
const wait = { volumeBindingMode: 'WaitForFirstConsumer' };
const byHand = { provisioner: 'kubernetes.io/no-provisioner', ...wait };

const onNode = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node-1'] }] };

const newClaim = (storageClassName: string, storage = '1Gi', name = 'data'): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'default' },
  spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});
const newVolume = (name: string, storageClassName: string, storage: string, node?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: {
    storageClassName,
    accessModes: ['ReadWriteOnce'],
    capacity: { storage },
    hostPath: { path: '/mnt' },
    ...(node !== undefined && {
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] },
          ],
        },
      },
    }),
  },
});
const newPod = (claim = 'data'): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'default' },
  spec: {
    containers: [{ name: 'main', image: 'nginx:1', volumeMounts: [{ name: 'v', mountPath: '/data' }] }],
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName: claim } }],
  },
});

function start(...manifests: Manifest[]): Cluster {
  const cluster = createCluster();
  for (const m of manifests) cluster.api.create(m, actor);
  cluster.settle();
  return cluster;
}
const claim = (cluster: Cluster): PersistentVolumeClaim =>
  cluster.api.get('persistentvolumeclaims', 'data', 'default')!;
const pod = (cluster: Cluster) => cluster.api.get('pods', 'a', 'default')!;
const why = (cluster: Cluster): string | undefined =>
  pod(cluster).status.conditions?.find((c) => c.type === 'PodScheduled')?.message;
const events = (cluster: Cluster): string[] => cluster.api.list('events').map((e) => `${e.reason}: ${e.message}`);

describe('volumeBindingMode', () => {
  it('Immediate: the claim has its volume before any Pod', () => {
    const cluster = start(newClass('disk'), newClaim('disk'));
    expect(claim(cluster).status.phase).toBe('Bound');
  });

  it('WaitForFirstConsumer: the claim waits for a Pod, and its volume is made for the Pod’s node', () => {
    const cluster = start(newClass('disk', wait), newClaim('disk'));
    expect(claim(cluster).status.phase).toBe('Pending');
    expect(events(cluster)).toContain('WaitForFirstConsumer: waiting for first consumer to be created before binding');
    cluster.api.create(newPod(), actor);
    cluster.settle();
    expect(claim(cluster).status.phase).toBe('Bound');
    expect(claim(cluster).metadata.annotations?.['volume.kubernetes.io/selected-node']).toBe(
      pod(cluster).spec.nodeName,
    );
    expect(pod(cluster).status.phase).toBe('Running');
  });

  it('WaitForFirstConsumer: a volume that is there is not taken before the Pod comes', () => {
    const cluster = start(newClass('disk', byHand), newVolume('big', 'disk', '9Gi'), newClaim('disk'));
    expect(claim(cluster).status.phase).toBe('Pending');
    expect(cluster.api.get('persistentvolumes', 'big')?.status.phase).toBe('Available');
    cluster.api.create(newPod(), actor);
    cluster.settle();
    expect(claim(cluster).spec.volumeName).toBe('big');
  });
});

describe('volumes made by hand', () => {
  it('takes the smallest that is large enough', () => {
    const volumes = [newVolume('large', '', '9Gi'), newVolume('fits', '', '2Gi'), newVolume('small', '', '1Gi')];
    expect(claim(start(...volumes, newClaim('', '2Gi'))).spec.volumeName).toBe('fits');
  });

  it('leaves one that is reserved for a claim to that claim', () => {
    const volume = newVolume('v', '', '5Gi');
    const spec = { ...(volume.spec as object), claimRef: { namespace: 'default', name: 'data' } };
    const cluster = start({ ...volume, spec }, newClaim('', '1Gi', 'other'));
    const other = cluster.api.get('persistentvolumeclaims', 'other', 'default')!;
    expect(other.status.phase).toBe('Pending');
    expect(cluster.api.get('persistentvolumes', 'v')!.status?.phase).toBe('Available');
    cluster.api.create(newClaim('', '1Gi'), actor);
    cluster.settle();
    expect(claim(cluster).spec.volumeName).toBe('v');
  });

  it('takes one that comes later', () => {
    const cluster = start(newClaim(''));
    expect(events(cluster)).toContain(
      'FailedBinding: no persistent volumes available for this claim and no storage class is set',
    );
    cluster.api.create(newVolume('late', '', '1Gi'), actor);
    cluster.settle();
    expect(claim(cluster).spec.volumeName).toBe('late');
  });

  it('puts the Pod on the node that has the volume', () => {
    for (const node of ['node-1', 'node-2', 'node-3']) {
      const cluster = start(
        newClass('local', byHand),
        newVolume('v', 'local', '1Gi', node),
        newClaim('local'),
        newPod(),
      );
      expect(pod(cluster).spec.nodeName).toBe(node);
    }
  });

  it('leaves the Pod Pending when no node has one', () => {
    const cluster = start(
      newClass('local', byHand),
      newVolume('v', 'local', '1Gi'),
      newClaim('local', '2Gi'),
      newPod(),
    );
    expect(why(cluster)).toBe(
      "0/3 nodes are available: 3 node(s) didn't find available persistent volumes to bind. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    );
    cluster.api.create(newVolume('larger', 'local', '2Gi'), actor);
    cluster.settle();
    expect(pod(cluster).status.phase).toBe('Running');
  });

  it('does not take the Pod elsewhere than its bound volume', () => {
    const cluster = start(newVolume('v', '', '1Gi', 'node-2'), newClaim(''));
    cluster.api.patch('nodes', 'node-2', undefined, 'merge', { spec: { unschedulable: true } }, actor);
    cluster.api.create(newPod(), actor);
    cluster.settle();
    expect(why(cluster)).toContain(
      "1 node(s) were unschedulable, 2 node(s) didn't match PersistentVolume's node affinity.",
    );
  });
});

describe('when the claim is gone', () => {
  it.each([
    ['Delete', undefined],
    ['Retain', 'Released'],
  ])('%s', (reclaimPolicy, phase) => {
    const cluster = start(newClass('disk', { reclaimPolicy }), newClaim('disk'));
    const volume = claim(cluster).spec.volumeName!;
    cluster.api.delete('persistentvolumeclaims', 'data', 'default', actor);
    cluster.settle();
    expect(cluster.api.get('persistentvolumes', volume)?.status.phase).toBe(phase);
  });

  it.each([
    ['hostPath', { hostPath: { path: '/mnt' } }, 'host_path deleter only supports /tmp/.+ but received provided /mnt'],
    [
      'local',
      { hostPath: undefined, local: { path: '/mnt' }, nodeAffinity: { required: { nodeSelectorTerms: [onNode] } } },
      'error getting deleter volume plugin for volume "v": no volume plugin matched',
    ],
    [
      'nfs',
      { hostPath: undefined, nfs: { server: 'example.com', path: '/' } },
      'error getting deleter volume plugin for volume "v": no deletable volume plugin matched',
    ],
    ['hostPath below /tmp', { hostPath: { path: '/tmp/v' } }, undefined],
  ])('with Delete, a volume made by hand has Failed if nobody can delete its storage: %s', (_, source, message) => {
    const { spec, ...volume } = newVolume('v', '', '1Gi');
    const made = { ...volume, spec: { ...(spec as object), ...source, persistentVolumeReclaimPolicy: 'Delete' } };
    const cluster = start(made as unknown as Manifest, newClaim(''));
    cluster.api.delete('persistentvolumeclaims', 'data', 'default', actor);
    cluster.settle();
    const left = cluster.api.get('persistentvolumes', 'v');
    expect(left?.status.message).toBe(message);
    expect(left?.status.phase).toBe(message && 'Failed');
    const events = cluster.api.list('events').filter(({ reason }) => reason === 'VolumeFailedDelete');
    expect(events.map((event) => event.message)).toEqual(message ? [message] : []);
  });

  it('a volume that is being deleted goes, but for finalizers of others', () => {
    const cluster = start(newVolume('v', '', '1Gi'), newClaim(''));
    const finalizers = ['kubernetes.io/pv-protection', 'example.com/backup'];
    cluster.api.patch('persistentvolumes', 'v', undefined, 'merge', { metadata: { finalizers } }, actor);
    cluster.api.delete('persistentvolumes', 'v', undefined, actor);
    cluster.settle();
    const volume = () => cluster.api.get('persistentvolumes', 'v');
    expect([volume()?.status.phase, volume()?.metadata.finalizers]).toEqual(['Bound', finalizers]);
    cluster.api.delete('persistentvolumeclaims', 'data', 'default', actor);
    cluster.settle();
    expect([volume()?.status.phase, volume()?.metadata.finalizers]).toEqual(['Released', ['example.com/backup']]);
    cluster.api.patch('persistentvolumes', 'v', undefined, 'merge', { metadata: { finalizers: null } }, actor);
    expect(volume()).toBeUndefined();
  });

  it('its volume notes when its phase changes', () => {
    const cluster = start(newVolume('v', '', '1Gi'));
    const noted = () => cluster.api.get('persistentvolumes', 'v')!.status.lastPhaseTransitionTime;
    expect(noted()).toBe(cluster.api.get('persistentvolumes', 'v')!.metadata.creationTimestamp);
    cluster.advanceTo(60_000);
    cluster.api.create(newClaim(''), actor);
    cluster.settle();
    expect(noted()).toBe('2026-01-01T08:01:00Z');
  });

  it('a Released volume is not given to a new claim of the same name', () => {
    const cluster = start(newClass('disk', { reclaimPolicy: 'Retain' }), newClaim('disk'));
    const volume = claim(cluster).spec.volumeName;
    cluster.api.delete('persistentvolumeclaims', 'data', 'default', actor);
    cluster.settle();
    cluster.api.create(newClaim('disk'), actor);
    cluster.settle();
    expect(claim(cluster).status.phase).toBe('Bound');
    expect(claim(cluster).spec.volumeName).not.toBe(volume);
  });

  it('waits for the Pod that uses it', () => {
    const cluster = start(newClass('disk'), newClaim('disk'), newPod());
    cluster.api.delete('persistentvolumeclaims', 'data', 'default', actor);
    cluster.settle();
    expect(claim(cluster).metadata.deletionTimestamp).toBeDefined();
    cluster.api.delete('pods', 'a', 'default', actor);
    cluster.settle();
    expect(claim(cluster)).toBeUndefined();
  });
});

it('has no volume made when the class has no provisioner', () => {
  const cluster = start(newClass('local', { provisioner: 'kubernetes.io/no-provisioner' }), newClaim('local'));
  expect(claim(cluster).status.phase).toBe('Pending');
});

// FindMatchingVolume; updateClaimStatus
it('the attributes class of claim and volume must be the same', () => {
  const gold = { volumeAttributesClassName: 'gold' };
  const withClass = (manifest: Manifest): Manifest => ({
    ...manifest,
    spec: { ...(manifest['spec'] as object), ...gold },
  });
  const cluster = start(withClass(newVolume('v', 'manual', '1Gi')), newClaim('manual'));
  expect(claim(cluster).status.phase).toBe('Pending');
  const golden = start(withClass(newVolume('v', 'manual', '1Gi')), withClass(newClaim('manual')));
  expect(claim(golden).spec.volumeName).toBe('v');
  expect(claim(golden).status.currentVolumeAttributesClassName).toBe('gold');
  const provisioned = start(withClass(newClaim('standard')));
  expect(claim(provisioned).status.phase).toBe('Bound');
});

import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type PersistentVolumeClaim, type Pod } from '../../index.ts';
import { actor } from '../../testing/scenario.ts';

const newClass = (name: string, more: object = {}): Manifest => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'example.com/disk',
  ...more,
});
const newClaim = (name: string, spec: object = {}, metadata: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'default', ...metadata },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
});
const newVolume = (name: string, spec: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '2Gi' }, hostPath: { path: '/mnt' }, ...spec },
});
const newPod = (name: string, volume: object, spec: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: {
    containers: [{ name: 'main', image: 'nginx:1', volumeMounts: [{ name: 'v', mountPath: '/data' }] }],
    volumes: [{ name: 'v', ...volume }],
    ...spec,
  },
});
const uses = (claimName: string): object => ({ persistentVolumeClaim: { claimName } });

function start(...manifests: Manifest[]): Cluster {
  const cluster = createCluster();
  add(cluster, ...manifests);
  return cluster;
}
function add(cluster: Cluster, ...manifests: Manifest[]): void {
  for (const manifest of manifests) {
    cluster.api.create(manifest, actor);
    cluster.settle();
  }
}
const claim = (cluster: Cluster, name: string): PersistentVolumeClaim =>
  cluster.api.get('persistentvolumeclaims', name, 'default')!;
const pod = (cluster: Cluster, name: string): Pod => cluster.api.get('pods', name, 'default')!;
const why = (cluster: Cluster, name: string): string | undefined =>
  pod(cluster, name).status.conditions?.find((c) => c.type === 'PodScheduled' && c.status === 'False')?.message;
/** The event of a Pod that names its node and waits for a claim. */
const unprocessed = (name: string, problem: string): string =>
  `Warning FailedMount: Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[], failed to process volumes=[v]: error processing PVC default/${name}: ${problem}`;
const events = (cluster: Cluster): string[] =>
  cluster.api.list('events').map((e) => `${e.type} ${e.reason}: ${e.message}`);

describe('a claim whose volume is gone', () => {
  function lost(): Cluster {
    const cluster = start(newVolume('v'), newClaim('data', { storageClassName: '' }));
    cluster.api.delete('persistentvolumes', 'v', undefined, actor);
    cluster.api.patch('persistentvolumes', 'v', undefined, 'merge', { metadata: { finalizers: null } }, actor);
    cluster.settle();
    return cluster;
  }

  it('is Lost, with neither capacity nor access modes, and an event', () => {
    const cluster = lost();
    expect(claim(cluster, 'data').status).toEqual({ phase: 'Lost' });
    expect(events(cluster)).toContain(
      'Warning ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!',
    );
  });

  it('keeps Pods from being scheduled, and from starting on a node that they name', () => {
    const cluster = lost();
    add(cluster, newPod('a', uses('data')), newPod('b', uses('data'), { nodeName: 'node-1' }));
    expect(why(cluster, 'a')).toBe(
      '0/3 nodes are available: persistentvolumeclaim "data" bound to non-existent persistentvolume "v". not found',
    );
    expect(pod(cluster, 'b').status.phase).toBe('Pending');
    expect(events(cluster)).toContain(unprocessed('data', 'PVC is not bound'));
  });

  it('that is being deleted, or does not exist, keeps a Pod from starting on a node that it names', () => {
    const cluster = start(newClaim('data'), newPod('a', uses('data')));
    cluster.api.delete('persistentvolumeclaims', 'data', 'default', actor);
    add(cluster, newPod('b', uses('data'), { nodeName: 'node-1' }), newPod('c', uses('none'), { nodeName: 'node-1' }));
    expect(events(cluster)).toContain(unprocessed('data', 'PVC is being deleted'));
    const missing = 'failed to fetch PVC from API server: persistentvolumeclaims "none" not found';
    expect(events(cluster)).toContain(unprocessed('none', missing));
  });

  it('is Bound again when the volume is back, and the Pods start', () => {
    const cluster = lost();
    add(cluster, newPod('a', uses('data')), newPod('b', uses('data'), { nodeName: 'node-1' }), newVolume('v'));
    expect(claim(cluster, 'data').status.phase).toBe('Bound');
    expect(['a', 'b'].map((name) => pod(cluster, name).status.phase)).toEqual(['Running', 'Running']);
  });

  it('is one that was copied with the mark of a binding, too', () => {
    const marked = { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } };
    const cluster = start(newClaim('data', { volumeName: 'gone' }, marked));
    expect(claim(cluster, 'data').status.phase).toBe('Lost');
  });
});

describe('a claim that names its volume', () => {
  const asks = (name: string, more: object = {}): Manifest =>
    newClaim(name, { storageClassName: '', volumeName: 'v', ...more });

  it('is bound to it, and gets no other', () => {
    const cluster = start(newVolume('other'), asks('data'));
    expect(claim(cluster, 'data').status.phase).toBe('Pending');
    add(cluster, newVolume('v'));
    expect(claim(cluster, 'data').status.phase).toBe('Bound');
    expect(claim(cluster, 'data').metadata.annotations).toEqual({ 'pv.kubernetes.io/bind-completed': 'yes' });
  });

  it('waits while another claim has the volume, and so do its Pods', () => {
    const cluster = start(newVolume('v'), asks('first'), asks('second'), newPod('a', uses('second')));
    expect(events(cluster)).toContain('Warning FailedBinding: volume "v" already bound to a different claim.');
    expect(why(cluster, 'a')).toBe(
      '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
    );
    cluster.api.delete('persistentvolumeclaims', 'first', 'default', actor);
    cluster.settle();
    cluster.api.patch('persistentvolumes', 'v', undefined, 'merge', { spec: { claimRef: null } }, actor);
    cluster.settle();
    expect(pod(cluster, 'a').status.phase).toBe('Running');
  });

  it.each([
    ['requested PV is too small', { resources: { requests: { storage: '3Gi' } } }],
    ['storageClassName does not match', { storageClassName: 'standard' }],
    ['volumeAttributesClassName does not match', { volumeAttributesClassName: 'gold' }],
    ['incompatible accessMode', { accessModes: ['ReadWriteMany'] }],
    ['incompatible volumeMode', { volumeMode: 'Block' }],
  ])('gets an Event that says why the volume does not suit: %s', (problem, spec) => {
    const cluster = start(newVolume('v'), asks('data', spec));
    expect(events(cluster)).toContain(`Warning VolumeMismatch: Cannot bind to requested volume "v": ${problem}`);
    expect(claim(cluster, 'data').status.phase).toBe('Pending');
  });
});

// persistentVolumeOrderedIndex.findByClaim goes through the sets of access modes, the smallest first.
describe('of the volumes that fit a claim', () => {
  const both = { accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] };
  const large = newVolume('large', { capacity: { storage: '9Gi' } });
  const data = newClaim('data', { storageClassName: '' });

  it('one with its access modes only comes before a smaller one with others', () => {
    const cluster = start(newVolume('small', both), large, data, newClaim('more', { storageClassName: '' }));
    expect(claim(cluster, 'data').spec.volumeName).toBe('large');
    expect(claim(cluster, 'more').spec.volumeName).toBe('small');
  });

  it('one that is reserved for it needs its access modes, too', () => {
    const claimRef = { name: 'data', namespace: 'default' };
    const cluster = start(newVolume('v', { accessModes: ['ReadWriteMany'], claimRef }), data);
    expect(claim(cluster, 'data').status.phase).toBe('Pending');
    add(cluster, large);
    expect(claim(cluster, 'data').spec.volumeName).toBe('large');
  });
});

describe('the class of a claim', () => {
  const isDefault = (key: string): object => ({ metadata: { annotations: { [key]: 'true' } } });

  function withoutDefault(): Cluster {
    const cluster = createCluster();
    const none = { metadata: { annotations: null } };
    cluster.api.patch('storageclasses', 'standard', undefined, 'merge', none, actor);
    return cluster;
  }

  it.each(['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'])(
    'is the default one, also when that is set later: %s',
    (key) => {
      const cluster = withoutDefault();
      add(cluster, newClaim('data'), newClaim('none', { storageClassName: '' }));
      expect(events(cluster)).toContain(
        'Normal FailedBinding: no persistent volumes available for this claim and no storage class is set',
      );
      cluster.api.patch('storageclasses', 'shared-ssd-storage', undefined, 'merge', isDefault(key), actor);
      cluster.settle();
      expect(claim(cluster, 'data').spec.storageClassName).toBe('shared-ssd-storage');
      expect(claim(cluster, 'data').status.phase).toBe('Bound');
      expect(claim(cluster, 'none').status.phase).toBe('Pending');
    },
  );

  it('is the newest of several default ones', () => {
    const cluster = createCluster();
    cluster.advanceTo(5000);
    const newest = newClass('a-newer', isDefault('storageclass.kubernetes.io/is-default-class'));
    add(cluster, { ...newest, metadata: { ...newest.metadata, name: 'zz' } }, newClaim('data'));
    expect(claim(cluster, 'data').spec.storageClassName).toBe('zz');
  });

  it('may be named by the annotation of old manifests, which cannot be changed', () => {
    const annotation = 'volume.beta.kubernetes.io/storage-class';
    const old = { annotations: { [annotation]: 'shared-ssd-storage' } };
    const cluster = start(newClaim('data', {}, old));
    expect(claim(cluster, 'data').spec.storageClassName).toBeUndefined();
    expect(claim(cluster, 'data').status.phase).toBe('Bound');
    const change = { metadata: { annotations: { [annotation]: 'standard' } } };
    expect(() => cluster.api.patch('persistentvolumeclaims', 'data', 'default', 'merge', change, actor)).toThrow(
      `metadata.annotations.${annotation}: Invalid value: "standard": field is immutable`,
    );
  });
});

describe('a generic ephemeral volume', () => {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const scratch = { ephemeral: { volumeClaimTemplate: { metadata: { labels: { team: 'x' } }, spec } } };

  it('has a claim of its own, that the Pod owns and that goes with it', () => {
    const cluster = start(newPod('a', scratch));
    const { metadata, status } = claim(cluster, 'a-v');
    expect(status.phase).toBe('Bound');
    expect(metadata.labels).toEqual({ team: 'x' });
    const { uid } = pod(cluster, 'a').metadata;
    expect(metadata.ownerReferences).toEqual([
      { apiVersion: 'v1', kind: 'Pod', name: 'a', uid, controller: true, blockOwnerDeletion: true },
    ]);
    expect(pod(cluster, 'a').status.phase).toBe('Running');
    cluster.api.delete('pods', 'a', 'default', actor);
    cluster.settle();
    expect(claim(cluster, 'a-v')).toBeUndefined();
  });

  it('does not take a claim of that name that was not made for the Pod', () => {
    const cluster = start(newClaim('a-v'));
    cluster.api.create(newPod('a', scratch), actor);
    cluster.advanceTo(cluster.now() + 2000);
    const foreign = 'PVC default/a-v was not created for pod default/a (pod is not owner)';
    expect(why(cluster, 'a')).toBe(`0/3 nodes are available: ${foreign}. not found`);
    expect(events(cluster)).toContain(`Warning FailedBinding: ephemeral volume v: ${foreign}`);
    cluster.api.delete('persistentvolumeclaims', 'a-v', 'default', actor);
    cluster.settle();
    expect(pod(cluster, 'a').status.phase).toBe('Running');
  });
});

it('ReadWriteOncePod: no second Pod uses the claim, on whatever node', () => {
  const cluster = start(newClaim('data', { accessModes: ['ReadWriteOncePod'] }));
  add(cluster, newPod('a', uses('data')), newPod('b', uses('data')));
  expect(why(cluster, 'b')).toBe(
    '0/3 nodes are available: 3 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod. no new claims to deallocate, preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
  );
  cluster.api.delete('pods', 'a', 'default', actor);
  cluster.settle();
  expect(pod(cluster, 'b').status.phase).toBe('Running');
});

describe('a claim that asks for more', () => {
  const grow = (cluster: Cluster): void => {
    const spec = { resources: { requests: { storage: '4Gi' } } };
    cluster.api.patch('persistentvolumeclaims', 'data', 'default', 'merge', { spec }, actor);
  };
  const elastic = newClass('elastic', { allowVolumeExpansion: true });
  const data = newClaim('data', { storageClassName: 'elastic' });

  it('grows while a Pod uses it', () => {
    const cluster = start(elastic, data, newPod('a', uses('data')));
    grow(cluster);
    cluster.settle();
    expect(claim(cluster, 'data').status).toMatchObject({ phase: 'Bound', capacity: { storage: '4Gi' } });
    expect(claim(cluster, 'data').status.conditions).toBeUndefined();
    expect(events(cluster)).toContain(
      'Normal ExternalExpanding: waiting for an external controller to expand this PVC',
    );
  });

  it('waits with its file system for a Pod', () => {
    const cluster = start(elastic, data);
    grow(cluster);
    cluster.settle();
    const { status, spec } = claim(cluster, 'data');
    expect(status.capacity).toEqual({ storage: '1Gi' });
    expect(status.conditions?.map((c) => c.type)).toEqual(['FileSystemResizePending']);
    expect(cluster.api.get('persistentvolumes', spec.volumeName!)!.spec.capacity).toEqual({ storage: '4Gi' });
    add(cluster, newPod('a', uses('data')));
    expect(claim(cluster, 'data').status.capacity).toEqual({ storage: '4Gi' });
  });

  it('is refused when its class does not allow it', () => {
    const cluster = start(newClass('elastic'), data);
    expect(() => grow(cluster)).toThrow(
      'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    );
  });
});

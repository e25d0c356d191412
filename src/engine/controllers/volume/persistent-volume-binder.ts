/** Binds claims to volumes, asks the storage for new ones, and takes volumes back. */
// Models kubernetes/pkg/controller/volume/persistentvolume/pv_controller.go
// Differs: the storage system (an external provisioner in reality) is part of this component.
import type { ObjectMeta, PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../api/types.ts';
import { type Component, type ComponentContext, splitKey, type Write } from '../component.ts';
import { latency } from '../latencies.ts';
import { findVolume, isAvailable, noProvisioner, requestOf, selectedNode, waitsForConsumer } from './find-volume.ts';

const controllerName = 'persistentvolume-controller';
const actor = (reason: string) => ({ name: controllerName, reason });
const provisionerAnnotations = [
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
];

export class PersistentVolumeBinder implements Component {
  readonly name = 'persistentvolume-binder';
  /** Virtual ms at which the storage will have made the volume, by claim uid. */
  readonly #provisioning = new Map<string, number>();
  /** Volumes that are not set aside for any claim, by name. */
  readonly #free = new Set<string>();
  /** The volumes that are, by the claim's key. */
  readonly #meant = new Map<string, Set<string>>();

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    persistentvolumeclaims: ({ object, type }: Write): void => {
      const claim = object as PersistentVolumeClaim;
      this.#wake(`claim ${claim.metadata.namespace}/${claim.metadata.name}`);
      if (type === 'DELETED' && claim.spec.volumeName) this.#wake(`volume ${claim.spec.volumeName}`);
    },
    persistentvolumes: ({ object, previous, type }: Write): void => {
      const { name } = object.metadata;
      this.#wake(`volume ${name}`);
      this.#free.delete(name);
      this.#setAside(previous as PersistentVolume | undefined)?.delete(name);
      if (type === 'DELETED') return this.#wakeClaimOf(object as PersistentVolume);
      const meant = this.#setAside(object as PersistentVolume);
      if (meant !== undefined) {
        meant.add(name);
        return this.#wakeClaimOf(object as PersistentVolume);
      }
      this.#free.add(name);
      this.#wakePendingClaims();
    },
    storageclasses: (): void => this.#wakePendingClaims(),
  };

  #wake(key: string, delay: number = latency.volumeSync): void {
    this.context.clock.schedule(this.name, key, delay);
  }

  #wakePendingClaims(): void {
    for (const claim of this.context.store.list('persistentvolumeclaims')) {
      if (!claim.spec.volumeName) this.#wake(`claim ${claim.metadata.namespace}/${claim.metadata.name}`);
    }
  }

  #wakeClaimOf({ spec: { claimRef } }: PersistentVolume): void {
    if (claimRef?.name !== undefined) this.#wake(`claim ${claimRef.namespace}/${claimRef.name}`);
  }

  /** The names of the volumes that are set aside for the same claim as this one. */
  #setAside(volume: PersistentVolume | undefined): Set<string> | undefined {
    const claimRef = volume?.spec.claimRef;
    if (claimRef?.name === undefined) return undefined;
    const key = `${claimRef.namespace}/${claimRef.name}`;
    let names = this.#meant.get(key);
    if (names === undefined) this.#meant.set(key, (names = new Set()));
    return names;
  }

  run(key: string): void {
    const space = key.indexOf(' ');
    const rest = key.slice(space + 1);
    if (key.startsWith('volume ')) return this.#syncVolume(rest);
    const { namespace, name } = splitKey(rest);
    const claim = this.context.store.get('persistentvolumeclaims', name, namespace);
    if (claim !== undefined && claim.metadata.deletionTimestamp === undefined) this.#syncClaim(claim);
  }

  #syncClaim(claim: PersistentVolumeClaim): void {
    const { api } = this.context;
    if (claim.spec.volumeName) {
      const volume = api.get('persistentvolumes', claim.spec.volumeName);
      if (claim.status.phase === 'Bound') {
        if (volume === undefined)
          api.updateStatus({ ...claim, status: { phase: 'Lost' } } as never, actor('ClaimLost'));
      } else if (volume !== undefined && isAvailable(volume, claim)) this.#bind(claim, volume);
      return;
    }
    const volume = this.#findMatch(claim);
    if (volume !== undefined) return this.#bind(claim, volume);
    this.#provision(claim);
  }

  /** A claim that waits for its consumer gets only a volume that was set aside for it, if need be by the scheduler. */
  #findMatch(claim: PersistentVolumeClaim): PersistentVolume | undefined {
    const { store } = this.context;
    const { namespace, name } = claim.metadata;
    const delayed = waitsForConsumer(store.get('storageclasses', claim.spec.storageClassName ?? ''));
    const names = [...(this.#meant.get(`${namespace}/${name}`) ?? []), ...(delayed ? [] : this.#free)];
    return findVolume(
      claim,
      names.flatMap((n) => store.get('persistentvolumes', n) ?? []),
    );
  }

  #bind(claim: PersistentVolumeClaim, volume: PersistentVolume): void {
    const { api } = this.context;
    const { name, namespace, uid } = claim.metadata;
    let pv = volume;
    if (pv.spec.claimRef?.uid === undefined) {
      const claimRef = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid };
      pv = api.update({ ...pv, spec: { ...pv.spec, claimRef } } as never, actor('BindVolume')) as PersistentVolume;
    }
    api.updateStatus({ ...pv, status: { phase: 'Bound' } } as never, actor('BindVolume'));
    const annotations = {
      ...claim.metadata.annotations,
      'pv.kubernetes.io/bind-completed': 'yes',
      'pv.kubernetes.io/bound-by-controller': 'yes',
    };
    const bound = api.update(
      {
        ...claim,
        metadata: { ...claim.metadata, annotations },
        spec: { ...claim.spec, volumeName: pv.metadata.name },
      } as never,
      actor('BindClaim'),
    ) as PersistentVolumeClaim;
    const status = { phase: 'Bound', accessModes: pv.spec.accessModes, capacity: pv.spec.capacity };
    api.updateStatus({ ...bound, status } as never, actor('BindClaim'));
    this.#provisioning.delete(uid);
  }

  /** No volume fits: has one made by the claim's StorageClass. */
  #provision(claim: PersistentVolumeClaim): void {
    const { api, clock, random } = this.context;
    const className = claim.spec.storageClassName ?? '';
    if (className === '') {
      const message = 'no persistent volumes available for this claim and no storage class is set';
      return this.#event(claim, 'Normal', 'FailedBinding', message);
    }
    const storageClass = api.get('storageclasses', className);
    if (storageClass === undefined) {
      const message = `storageclass.storage.k8s.io "${className}" not found`;
      return this.#event(claim, 'Warning', 'ProvisioningFailed', message);
    }
    if (waitsForConsumer(storageClass) && !claim.metadata.annotations?.[selectedNode]) {
      const message = 'waiting for first consumer to be created before binding';
      return this.#event(claim, 'Normal', 'WaitForFirstConsumer', message);
    }
    if (storageClass.provisioner === noProvisioner) {
      const message = `no volume plugin matched name: ${noProvisioner}`;
      return this.#event(claim, 'Warning', 'ProvisioningFailed', message);
    }
    const { uid } = claim.metadata;
    const due = this.#provisioning.get(uid);
    if (due === undefined) {
      const [min, max] = latency.provision;
      this.#provisioning.set(uid, clock.now + random.between(min, max, `provision ${uid}`));
      const { provisioner } = storageClass;
      const asked = Object.fromEntries(provisionerAnnotations.map((a) => [a, provisioner]));
      const annotations = { ...claim.metadata.annotations, ...asked };
      api.update({ ...claim, metadata: { ...claim.metadata, annotations } } as never, actor('AskProvisioner'));
    } else if (due <= clock.now) {
      this.#create(claim, storageClass);
      return;
    }
    const message = `Waiting for a volume to be created either by the external provisioner '${storageClass.provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
    this.#event(claim, 'Normal', 'ExternalProvisioning', message);
    this.#wake(`claim ${claim.metadata.namespace}/${claim.metadata.name}`, this.#provisioning.get(uid)! - clock.now);
  }

  #create(claim: PersistentVolumeClaim, storageClass: StorageClass): void {
    const { name, namespace, uid } = claim.metadata;
    const volume = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        name: `pvc-${uid}`,
        annotations: { 'pv.kubernetes.io/provisioned-by': storageClass.provisioner },
      } as unknown as ObjectMeta,
      spec: {
        capacity: { storage: requestOf(claim) },
        accessModes: claim.spec.accessModes,
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy,
        storageClassName: storageClass.metadata.name,
        volumeMode: claim.spec.volumeMode,
        csi: { driver: storageClass.provisioner, volumeHandle: `vol-${uid}` },
      },
      status: {},
    };
    this.context.api.create(volume, { name: storageClass.provisioner, reason: 'ProvisionVolume' });
  }

  /** A volume whose claim is gone: Released, and deleted when its reclaim policy says so. */
  #syncVolume(name: string): void {
    const { api } = this.context;
    const volume = api.get('persistentvolumes', name);
    if (volume === undefined) return;
    const { claimRef } = volume.spec;
    if (volume.metadata.deletionTimestamp !== undefined) return this.#finalizeVolume(volume);
    if (claimRef?.uid === undefined) {
      if (volume.status.phase !== 'Available') this.#setPhase(volume, 'Available');
      return;
    }
    const claim = api.get('persistentvolumeclaims', claimRef.name ?? '', claimRef.namespace);
    if (claim?.metadata.uid === claimRef.uid) return;
    if (volume.status.phase !== 'Released') this.#setPhase(volume, 'Released');
    if (volume.spec.persistentVolumeReclaimPolicy === 'Delete') {
      api.delete('persistentvolumes', name, undefined, actor('ReclaimVolume'));
    }
  }

  /** Volume protection: a volume being deleted stays as long as it is bound. */
  #finalizeVolume(volume: PersistentVolume): void {
    if (volume.status.phase === 'Bound' || volume.metadata.finalizers === undefined) return;
    const { finalizers: _, ...metadata } = volume.metadata;
    this.context.api.update({ ...volume, metadata }, actor('RemoveFinalizer'));
  }

  #setPhase(volume: PersistentVolume, phase: 'Available' | 'Released'): void {
    this.context.api.updateStatus({ ...volume, status: { phase } } as never, actor(phase));
  }

  #event(claim: PersistentVolumeClaim, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.context.recorder.event(claim, type, reason, message, controllerName);
  }
}

/** Binds claims to volumes, asks the storage for new ones, and takes volumes back. */
// Models kubernetes/pkg/controller/volume/persistentvolume/pv_controller.go
// Differs: the storage system (an external provisioner in reality) is part of this component.
import type { ObjectMeta, PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../api/types.ts';
import { compareQuantities } from '../../api/quantity.ts';
import { selectorMatches } from '../../api/labels.ts';
import { type Component, type ComponentContext, splitKey, type Write } from '../component.ts';
import { latency } from '../latencies.ts';

const controllerName = 'persistentvolume-controller';
const actor = (reason: string) => ({ name: controllerName, reason });
const provisionerAnnotations = [
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
];

const capacityOf = (pv: PersistentVolume): string => String(pv.spec.capacity?.['storage'] ?? '0');
const requestOf = (claim: PersistentVolumeClaim): string => String(claim.spec.resources?.requests?.['storage'] ?? '0');

export class PersistentVolumeBinder implements Component {
  readonly name = 'persistentvolume-binder';
  /** Virtual ms at which the storage will have made the volume, by claim uid. */
  readonly #provisioning = new Map<string, number>();

  constructor(private readonly context: ComponentContext) {}

  readonly watches = {
    persistentvolumeclaims: ({ object, type }: Write): void => {
      const claim = object as PersistentVolumeClaim;
      this.#wake(`claim ${claim.metadata.namespace}/${claim.metadata.name}`);
      if (type === 'DELETED' && claim.spec.volumeName) this.#wake(`volume ${claim.spec.volumeName}`);
    },
    persistentvolumes: ({ object }: Write): void => {
      this.#wake(`volume ${object.metadata.name}`);
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
      } else if (volume !== undefined && this.#available(volume, claim)) this.#bind(claim, volume);
      return;
    }
    const volume = this.#findMatch(claim);
    if (volume !== undefined) return this.#bind(claim, volume);
    this.#provision(claim);
  }

  /** The smallest volume that satisfies the claim. */
  #findMatch(claim: PersistentVolumeClaim): PersistentVolume | undefined {
    const fitting = this.context.store.list('persistentvolumes').filter((pv) => this.#available(pv, claim));
    return fitting.sort((a, b) => compareQuantities(capacityOf(a), capacityOf(b)))[0];
  }

  #available(pv: PersistentVolume, claim: PersistentVolumeClaim): boolean {
    const { claimRef } = pv.spec;
    if (pv.metadata.deletionTimestamp !== undefined) return false;
    if (claimRef?.name !== undefined) {
      const same = claimRef.name === claim.metadata.name && claimRef.namespace === claim.metadata.namespace;
      return same && (claimRef.uid === undefined || claimRef.uid === claim.metadata.uid);
    }
    return (
      (pv.spec.storageClassName ?? '') === (claim.spec.storageClassName ?? '') &&
      (pv.spec.volumeMode ?? 'Filesystem') === (claim.spec.volumeMode ?? 'Filesystem') &&
      (claim.spec.accessModes ?? []).every((mode) => pv.spec.accessModes?.includes(mode)) &&
      compareQuantities(capacityOf(pv), requestOf(claim)) >= 0 &&
      (claim.spec.selector === undefined || selectorMatches(claim.spec.selector as never, pv.metadata.labels))
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
    if (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && !claim.metadata.annotations?.[selectedNode]) {
      const message = 'waiting for first consumer to be created before binding';
      return this.#event(claim, 'Normal', 'WaitForFirstConsumer', message);
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
      const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
      this.#event(claim, 'Normal', 'ExternalProvisioning', message);
    } else if (due <= clock.now) {
      this.#create(claim, storageClass);
      return;
    }
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

/** Set by the scheduler on claims that wait for their first consumer. */
export const selectedNode = 'volume.kubernetes.io/selected-node';

/**
 * Calls the provisioner of a claim's StorageClass, and is that provisioner: in a real cluster, it is a separate
 * program. Here it always succeeds.
 */
// Models kubernetes/pkg/controller/volume/persistentvolume/pv_controller.go (provisionClaim)
import type { ObjectMeta, PersistentVolumeClaim, StorageClass } from '../../api/types.ts';
import type { ComponentContext } from '../component.ts';
import { latency } from '../latencies.ts';
import { classOf, provisionedBy, referenceTo } from '../../api/claims.ts';
import { requestOf } from './find-volume.ts';

const controllerName = 'persistentvolume-controller';
const provisionerAnnotations = [
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
];

/** CSI drivers that replaced provisioners of Kubernetes itself. */
// Models kubernetes/staging/src/k8s.io/csi-translation-lib
const migrated: Readonly<Record<string, string>> = {
  'kubernetes.io/aws-ebs': 'ebs.csi.aws.com',
  'kubernetes.io/azure-disk': 'disk.csi.azure.com',
  'kubernetes.io/azure-file': 'file.csi.azure.com',
  'kubernetes.io/cinder': 'cinder.csi.openstack.org',
  'kubernetes.io/gce-pd': 'pd.csi.storage.gke.io',
  'kubernetes.io/portworx-volume': 'pxd.portworx.com',
  'kubernetes.io/vsphere-volume': 'csi.vsphere.vmware.com',
};

export class Provisioner {
  /** Virtual ms at which the storage will have created the volume, by the claim's uid. */
  readonly #due = new Map<string, number>();

  constructor(private readonly context: ComponentContext) {}

  /** @returns virtual ms of the next attempt; `undefined` if there is nothing to wait for. */
  provision(claim: PersistentVolumeClaim, storageClass: StorageClass | undefined): number | undefined {
    const { api, clock, random } = this.context;
    if (storageClass === undefined) {
      const message = `storageclass.storage.k8s.io "${classOf(claim)}" not found`;
      this.#event(claim, 'Warning', 'ProvisioningFailed', message);
      return undefined;
    }
    const driver = migrated[storageClass.provisioner] ?? storageClass.provisioner;
    if (driver.startsWith('kubernetes.io/')) {
      this.#event(claim, 'Warning', 'ProvisioningFailed', `no volume plugin matched name: ${driver}`);
      return undefined;
    }
    const { uid } = claim.metadata;
    let due = this.#due.get(uid);
    if (due !== undefined && due <= clock.now) {
      this.#create(claim, storageClass, driver);
      return undefined;
    }
    if (due === undefined) {
      const [min, max] = latency.provision;
      due = clock.now + random.between(min, max, `provision ${uid}`);
      this.#due.set(uid, due);
      const asked = Object.fromEntries(provisionerAnnotations.map((a) => [a, driver]));
      const annotations = { ...claim.metadata.annotations, ...asked };
      const actor = { name: controllerName, reason: 'AskProvisioner' };
      api.update({ ...claim, metadata: { ...claim.metadata, annotations } } as never, actor);
    }
    const message = `Waiting for a volume to be created either by the external provisioner '${driver}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
    this.#event(claim, 'Normal', 'ExternalProvisioning', message);
    return due;
  }

  /** The claim has a volume. */
  forget({ metadata }: PersistentVolumeClaim): void {
    this.#due.delete(metadata.uid);
  }

  #create(claim: PersistentVolumeClaim, storageClass: StorageClass, driver: string): void {
    const { uid } = claim.metadata;
    const name = `pvc-${uid}`;
    // The volume already exists, but the claim requests something else now.
    if (this.context.store.get('persistentvolumes', name) !== undefined) return;
    const { volumeAttributesClassName: attributes } = claim.spec;
    const volume = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name, annotations: { [provisionedBy]: driver } } as unknown as ObjectMeta,
      spec: {
        capacity: { storage: requestOf(claim) },
        accessModes: claim.spec.accessModes,
        claimRef: referenceTo(claim),
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy,
        storageClassName: storageClass.metadata.name,
        volumeMode: claim.spec.volumeMode,
        ...(attributes && { volumeAttributesClassName: attributes }),
        csi: { driver, volumeHandle: `vol-${uid}` },
      },
      status: {},
    };
    this.context.api.create(volume, { name: driver, reason: 'ProvisionVolume' });
  }

  #event(claim: PersistentVolumeClaim, type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.context.recorder.event(claim, type, reason, message, controllerName);
  }
}

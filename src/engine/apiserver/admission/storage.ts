/** The plugins for storage: default classes, protection of objects in use, and expansion of claims. */
// Models kubernetes/plugin/pkg/admission/storage/{storageclass/setdefault,storageobjectinuseprotection,persistentvolume/resize}
import { classOf, defaultClass, hasClass, storageClassOf } from '../../api/claims.ts';
import { compareQuantities } from '../../api/quantity.ts';
import type { KubernetesObject, PersistentVolumeClaim, ResourceName } from '../../api/types.ts';
import { type AdmissionPlugin, refuse } from './plugin.ts';

/** DefaultStorageClass: a new claim without a class gets the default one. */
export const defaultStorageClass: AdmissionPlugin<PersistentVolumeClaim> = {
  resources: ['persistentvolumeclaims'],
  admit(claim, { old }, { store }) {
    if (old !== undefined || hasClass(claim)) return claim;
    const found = defaultClass(store);
    if (found === undefined) return claim;
    return { ...claim, spec: { ...claim.spec, storageClassName: found.metadata.name } };
  },
};

export const pvcProtection = 'kubernetes.io/pvc-protection';
export const pvProtection = 'kubernetes.io/pv-protection';

const protection = (resource: ResourceName, finalizer: string): AdmissionPlugin => ({
  resources: [resource],
  admit(object, { old }): KubernetesObject {
    const finalizers = object.metadata.finalizers ?? [];
    if (old !== undefined || finalizers.includes(finalizer)) return object;
    return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
  },
});

/** StorageObjectInUseProtection: claims and volumes get a finalizer that their controllers remove. */
export const storageObjectInUseProtection = [
  protection('persistentvolumeclaims', pvcProtection),
  protection('persistentvolumes', pvProtection),
];

/** PersistentVolumeClaimResize: a claim can grow only if its StorageClass allows it. */
export const claimResize: AdmissionPlugin<PersistentVolumeClaim> = {
  resources: ['persistentvolumeclaims'],
  validate(claim, request, { store }) {
    const old = request.old as PersistentVolumeClaim | undefined;
    if (old === undefined) return;
    const [size, oldSize] = [claim, old].map(({ spec }) => spec.resources?.requests?.['storage'] ?? 0);
    if (compareQuantities(size!, oldSize!) <= 0) return;
    if (old.status.phase !== 'Bound') throw refuse(request, 'Only bound persistent volume claims can be expanded');
    if (classOf(claim) !== classOf(old) || storageClassOf(claim, store)?.allowVolumeExpansion !== true) {
      throw refuse(
        request,
        'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
      );
    }
  },
};

/** Admission plugins that look at what an object is changed to, once it is known to be valid. */
// Models kubernetes/plugin/pkg/admission/storage/persistentvolume/resize/admission.go
import { compareQuantities } from '../api/quantity.ts';
import type { KubernetesObject, PersistentVolumeClaim } from '../api/types.ts';
import type { ObjectView } from './api.ts';
import { forbidden } from './status-error.ts';

/** @throws StatusError Forbidden */
export function admitUpdate(object: KubernetesObject, old: KubernetesObject, view: ObjectView): void {
  if (object.kind === 'PersistentVolumeClaim') {
    admitResize(object as PersistentVolumeClaim, old as PersistentVolumeClaim, view);
  }
}

/** The plugin PersistentVolumeClaimResize: a claim grows only where its StorageClass allows it. */
function admitResize(claim: PersistentVolumeClaim, old: PersistentVolumeClaim, view: ObjectView): void {
  const [size, oldSize] = [claim, old].map(({ spec }) => spec.resources?.requests?.['storage'] ?? 0);
  if (compareQuantities(size!, oldSize!) <= 0) return;
  const refuse = (why: string) => forbidden('persistentvolumeclaims', '', claim.metadata.name, why);
  if (old.status.phase !== 'Bound') throw refuse('Only bound persistent volume claims can be expanded');
  const className = claim.spec.storageClassName;
  const storageClass = className === undefined ? undefined : view.get('storageclasses', className);
  if (className !== old.spec.storageClassName || storageClass?.allowVolumeExpansion !== true) {
    throw refuse(
      'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    );
  }
}

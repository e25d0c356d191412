/** Rules for PersistentVolumes. */
// Models kubernetes/pkg/apis/core/validation/validation.go (ValidatePersistentVolumeSpec)
import { compareQuantities } from '../quantity.ts';
import type { PersistentVolume } from '../types.ts';
import { accessModes, onlyReadWriteOncePod } from './core.ts';
import { checked, type Errors, forbiddenField, invalidValue, notSupported, oneOf, required } from './errors.ts';
import type { Json } from './json.ts';
import { isDns1123Subdomain } from './names.ts';
import { validateNodeSelector } from './pod/scheduling.ts';
import { validateSource, volumeSources } from './pod/volumes.ts';

export function validateVolume(errors: Errors, { spec }: PersistentVolume): void {
  if ((spec.accessModes ?? []).length === 0) required(errors, 'spec.accessModes');
  for (const mode of spec.accessModes ?? []) oneOf(errors, 'spec.accessModes', mode, accessModes);
  if (spec.accessModes !== undefined) onlyReadWriteOncePod(errors, 'spec.accessModes', spec.accessModes);
  const sizes = Object.entries(spec.capacity ?? {});
  if (sizes.length === 0) required(errors, 'spec.capacity');
  if (sizes.length !== 1 || sizes[0]![0] !== 'storage') {
    notSupported(errors, 'spec.capacity', spec.capacity, ['storage']);
  }
  for (const [name, size] of sizes) {
    if (compareQuantities(size, 0) <= 0) {
      invalidValue(errors, `spec.capacity[${name}]`, size, 'must be greater than zero');
    }
  }
  oneOf(errors, 'spec.persistentVolumeReclaimPolicy', spec.persistentVolumeReclaimPolicy, [
    'Delete',
    'Recycle',
    'Retain',
  ]);
  validateSources(errors, spec);
  checked(errors, 'spec.storageClassName', spec.storageClassName, isDns1123Subdomain);
  oneOf(errors, 'spec.volumeMode', spec.volumeMode, ['Block', 'Filesystem']);
}

function validateSources(errors: Errors, spec: PersistentVolume['spec']): void {
  const { nodeAffinity, hostPath, persistentVolumeReclaimPolicy } = spec;
  if (nodeAffinity !== undefined) {
    const terms = nodeAffinity.required?.nodeSelectorTerms;
    const at = 'spec.nodeAffinity.required';
    if (nodeAffinity.required === undefined) required(errors, at, 'must specify required node constraints');
    else validateNodeSelector(errors, `${at}.nodeSelectorTerms`, terms);
  }
  validateSource(errors, 'spec', spec as unknown as Json, volumeSources);
  if ('local' in spec && nodeAffinity === undefined) {
    required(errors, 'spec.nodeAffinity', 'Local volume requires node affinity');
  }
  if (/^\/+$/.test(hostPath?.path ?? '') && persistentVolumeReclaimPolicy === 'Recycle') {
    forbiddenField(errors, 'spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'");
  }
}

/** Rules for claims, volumes and StorageClasses. */
// Models kubernetes/pkg/apis/{core,storage}/validation/validation.go
import { classAnnotation } from '../claims.ts';
import { compareQuantities } from '../quantity.ts';
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../types.ts';
import { equal } from '../../base/values.ts';
import { checked, type Errors, forbiddenField, invalidValue, need, notSupported, oneOf, required } from './errors.ts';
import { validateLabelSelector } from './meta.ts';
import { isDns1123Subdomain } from './names.ts';
import { claimSpecDiff } from './spec-diff.ts';

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

function onlyReadWriteOncePod(errors: Errors, field: string, modes: readonly string[]): void {
  if (modes.length < 2 || !modes.includes('ReadWriteOncePod')) return;
  errors.push(forbiddenField(field, 'may not use ReadWriteOncePod with other access modes'));
}

/** Validates a claim's spec; `field` is its path, also inside a claim template. */
export function validateClaimSpec(errors: Errors, field: string, spec: PersistentVolumeClaim['spec']): void {
  const modes = spec.accessModes ?? [];
  if (spec.selector !== undefined) validateLabelSelector(errors, `${field}.selector`, spec.selector);
  if (modes.length === 0) errors.push(required(`${field}.accessModes`, 'at least 1 access mode is required'));
  for (const mode of modes) oneOf(errors, `${field}.accessModes`, mode, accessModes);
  onlyReadWriteOncePod(errors, `${field}.accessModes`, modes);
  const storage = spec.resources?.requests?.['storage'];
  if (storage === undefined) errors.push(required(`${field}.resources[storage]`));
  else if (compareQuantities(storage, 0) <= 0) {
    errors.push(invalidValue(`${field}.resources[storage]`, storage, 'must be greater than zero'));
  }
  checked(errors, `${field}.storageClassName`, spec.storageClassName, isDns1123Subdomain);
  oneOf(errors, `${field}.volumeMode`, spec.volumeMode, ['Block', 'Filesystem']);
}

/** A claim's spec is immutable, except the fields that binding fills in, and the size of a bound claim. */
export function validateClaimUpdate(errors: Errors, claim: PersistentVolumeClaim, old: PersistentVolumeClaim): void {
  const before = old.spec;
  const spec = withoutNewClass(errors, claim, old);
  const bound = claim.status.phase === 'Bound';
  const size = before.resources?.requests?.['storage'];
  const sameSize = bound && spec.resources?.requests && { requests: { ...spec.resources.requests, storage: size } };
  const wanted: PersistentVolumeClaim['spec'] = {
    ...spec,
    ...(sameSize && { resources: { ...spec.resources, ...(sameSize as object) } }),
    ...(bound && 'volumeAttributesClassName' in spec && attributesClass(before)),
  };
  const had = before.volumeName ? before : { ...before, ...(spec.volumeName && { volumeName: spec.volumeName }) };
  if (!equal(wanted, had)) {
    const why =
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    errors.push(forbiddenField('spec', `${why}\n${claimSpecDiff(had, wanted)}`));
  }
  const [newSize, capacity] = [spec.resources?.requests?.['storage'], old.status.capacity?.['storage']];
  if (newSize !== undefined && size !== undefined && compareQuantities(newSize, size) < 0) {
    if (capacity === undefined || compareQuantities(newSize, capacity) > 0) return;
    errors.push(forbiddenField('spec.resources.requests.storage', 'field can not be less than status.capacity'));
  }
  if (spec.volumeMode !== before.volumeMode) {
    errors.push(invalidValue('volumeMode', spec.volumeMode ?? '', 'field is immutable'));
  }
}

/**
 * Returns the claim's spec without a newly named class, if it may be added: it had no class before, or the same one by
 * annotation.
 */
function withoutNewClass(
  errors: Errors,
  { metadata, spec }: PersistentVolumeClaim,
  old: PersistentVolumeClaim,
): PersistentVolumeClaim['spec'] {
  const [annotated, before] = [metadata, old.metadata].map(({ annotations }) => annotations?.[classAnnotation]);
  const { storageClassName, ...rest } = spec;
  const isNew = old.spec.storageClassName === undefined && storageClassName !== undefined;
  if (isNew && before === storageClassName && (annotated ?? before) === before) return rest;
  if (annotated !== before) {
    errors.push(invalidValue(`metadata.annotations.${classAnnotation}`, annotated ?? '', 'field is immutable'));
  }
  return isNew && before === undefined ? rest : spec;
}

const attributesClass = ({ volumeAttributesClassName }: PersistentVolumeClaim['spec']): object =>
  volumeAttributesClassName === undefined ? {} : { volumeAttributesClassName };

/** Fields of a volume's spec that are objects but not volume sources. */
const notSources = ['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity'];

export function validateVolume(errors: Errors, { spec }: PersistentVolume): void {
  const capacity = spec.capacity?.['storage'];
  if ((spec.accessModes ?? []).length === 0) errors.push(required('spec.accessModes'));
  for (const mode of spec.accessModes ?? []) oneOf(errors, 'spec.accessModes', mode, accessModes);
  if (spec.accessModes !== undefined) onlyReadWriteOncePod(errors, 'spec.accessModes', spec.accessModes);
  if (spec.capacity === undefined) errors.push(required('spec.capacity'));
  else if (capacity === undefined || Object.keys(spec.capacity).length > 1) {
    errors.push(notSupported('spec.capacity', spec.capacity, ['storage']));
  } else if (compareQuantities(capacity, 0) <= 0) {
    errors.push(invalidValue('spec.capacity[storage]', capacity, 'must be greater than zero'));
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
  const sources = Object.entries(spec).filter(([name, v]) => typeof v === 'object' && !notSources.includes(name));
  const [first, ...others] = sources.map(([name]) => name);
  if (first === undefined) errors.push(required('spec', 'must specify a volume type'));
  for (const name of others) errors.push(forbiddenField(`spec.${name}`, 'may not specify more than 1 volume type'));
  const local = spec['local'] as { readonly path?: string } | undefined;
  const hostPath = spec['hostPath'] as { readonly path?: string } | undefined;
  if (local !== undefined) {
    if (!local.path) errors.push(required('spec.local.path'));
    if (spec.nodeAffinity === undefined) {
      errors.push(required('spec.nodeAffinity', 'Local volume requires node affinity'));
    }
  }
  if (hostPath !== undefined && !hostPath.path) errors.push(required('spec.hostPath.path'));
  if (hostPath?.path === '/' && spec.persistentVolumeReclaimPolicy === 'Recycle') {
    errors.push(
      forbiddenField('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'"),
    );
  }
}

export function validateStorageClass(errors: Errors, storageClass: StorageClass): void {
  if (!storageClass.provisioner) errors.push(required('provisioner'));
  oneOf(errors, 'reclaimPolicy', storageClass.reclaimPolicy, ['Delete', 'Retain']);
  oneOf(errors, 'volumeBindingMode', storageClass.volumeBindingMode, ['Immediate', 'WaitForFirstConsumer']);
  (storageClass.allowedTopologies ?? []).forEach(({ matchLabelExpressions = [] }, i) =>
    matchLabelExpressions.forEach(({ values }, j) =>
      need(errors, `allowedTopologies[${i}].matchLabelExpressions[${j}].values`, values),
    ),
  );
}

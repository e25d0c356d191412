/** Rules for claims and StorageClasses. */
// Models kubernetes/pkg/apis/{core,storage}/validation/validation.go
import { classAnnotation } from '../claims.ts';
import { compareQuantities } from '../quantity.ts';
import type { PersistentVolumeClaim, StorageClass } from '../types.ts';
import { equal } from '../../base/values.ts';
import {
  checked,
  duplicate,
  type Errors,
  forbiddenField,
  invalidValue,
  need,
  oneOf,
  required,
  twice,
} from './errors.ts';
import { validateLabelSelector } from './meta.ts';
import { isDns1123Subdomain } from './names.ts';
import { claimSpecDiff } from './spec-diff.ts';

export const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

export function onlyReadWriteOncePod(errors: Errors, field: string, modes: readonly string[]): void {
  if (modes.length < 2 || !modes.includes('ReadWriteOncePod')) return;
  forbiddenField(errors, field, 'may not use ReadWriteOncePod with other access modes');
}

/** Validates a claim's spec; `field` is its path, also inside a claim template. */
export function validateClaimSpec(errors: Errors, field: string, spec: PersistentVolumeClaim['spec']): void {
  const modes = spec.accessModes ?? [];
  if (modes.length === 0) required(errors, `${field}.accessModes`, 'at least 1 access mode is required');
  if (spec.selector !== undefined) validateLabelSelector(errors, `${field}.selector`, spec.selector);
  for (const mode of modes) oneOf(errors, `${field}.accessModes`, mode, accessModes);
  onlyReadWriteOncePod(errors, `${field}.accessModes`, modes);
  const storage = spec.resources?.requests?.['storage'];
  if (storage === undefined) required(errors, `${field}.resources[storage]`);
  else if (compareQuantities(storage, 0) <= 0) {
    invalidValue(errors, `${field}.resources[storage]`, storage, 'must be greater than zero');
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
  const sameAttributes = { volumeAttributesClassName: before.volumeAttributesClassName } as object;
  const wanted: PersistentVolumeClaim['spec'] = {
    ...spec,
    ...(sameSize && { resources: { ...spec.resources, ...(sameSize as object) } }),
    ...(bound && spec.volumeAttributesClassName !== undefined && sameAttributes),
  };
  const had = before.volumeName ? before : { ...before, ...(spec.volumeName && { volumeName: spec.volumeName }) };
  if (!equal(wanted, had)) {
    const why =
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    forbiddenField(errors, 'spec', `${why}\n${claimSpecDiff(had, wanted)}`);
  }
  const [newSize, capacity] = [spec.resources?.requests?.['storage'], old.status.capacity?.['storage']];
  if (newSize !== undefined && size !== undefined && compareQuantities(newSize, size) < 0) {
    if (capacity === undefined || compareQuantities(newSize, capacity) > 0) return;
    forbiddenField(errors, 'spec.resources.requests.storage', 'field can not be less than status.capacity');
  }
  if (spec.volumeMode !== before.volumeMode) {
    invalidValue(errors, 'volumeMode', spec.volumeMode ?? '', 'field is immutable');
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
    invalidValue(errors, `metadata.annotations.${classAnnotation}`, annotated ?? '', 'field is immutable');
  }
  return isNew && before === undefined ? rest : spec;
}

export function validateStorageClass(errors: Errors, storageClass: StorageClass): void {
  if (!storageClass.provisioner) required(errors, 'provisioner');
  oneOf(errors, 'reclaimPolicy', storageClass.reclaimPolicy, ['Delete', 'Retain']);
  oneOf(errors, 'volumeBindingMode', storageClass.volumeBindingMode, ['Immediate', 'WaitForFirstConsumer']);
  const terms = (storageClass.allowedTopologies ?? []).map(({ matchLabelExpressions = [] }, i) => {
    const at = `allowedTopologies[${i}].matchLabelExpressions`;
    const term = new Map<string, string>();
    matchLabelExpressions.forEach(({ key, values = [] }, j) => {
      need(errors, `${at}[${j}].values`, values);
      for (const [k, value] of twice(values)) duplicate(errors, `${at}[${j}].values[${k}]`, value);
      if (term.has(key)) duplicate(errors, `${at}[${j}].key`, key);
      term.set(key, String([...values].sort()));
    });
    return String([...term].sort());
  });
  for (const [i] of twice(terms)) duplicate(errors, `allowedTopologies[${i}].matchLabelExpressions`, '');
}

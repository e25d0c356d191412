/** Rules for metadata and label selectors: names, labels, annotations. */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go
import { selectorMatches } from '../labels.ts';
import type { Labels, LabelSelector, ObjectMeta, OwnerReference } from '../types.ts';
import { checked, type Errors, follows, forbiddenField, invalidValue, need, required, tooLong } from './errors.ts';
import { isLabelValue, isQualifiedName, type NameCheck } from './names.ts';

export function validateName(errors: Errors, field: string, value: string | undefined, check: NameCheck): void {
  if (!value) required(errors, field);
  else follows(errors, field, value, check);
}

export function validateLabels(errors: Errors, field: string, labels: Readonly<Record<string, string>> = {}): void {
  for (const [key, value] of Object.entries(labels)) {
    validateLabelName(errors, field, key);
    follows(errors, field, value, isLabelValue);
  }
}

export const validateLabelName = (errors: Errors, field: string, name: string): void =>
  follows(errors, field, name, isQualifiedName);

/** Largest size of all annotations of an object, keys and values. */
const maxAnnotations = 256 * 1024;

export function validateAnnotations(
  errors: Errors,
  field: string,
  annotations: Readonly<Record<string, string>> = {},
): void {
  let size = 0;
  for (const [key, value] of Object.entries(annotations)) {
    for (const problem of isQualifiedName(key.toLowerCase())) invalidValue(errors, field, key, problem);
    size += key.length + value.length;
  }
  if (size > maxAnnotations) tooLong(errors, field, maxAnnotations);
}

/** A finalizer without a domain must be one of Kubernetes' own. */
function validateFinalizers(errors: Errors, field: string, finalizers: readonly string[] = []): void {
  for (const name of finalizers) validateLabelName(errors, field, name);
  finalizers.forEach((name, i) => {
    if (name.includes('/') || ['kubernetes', 'orphan', 'foregroundDeletion'].includes(name)) return;
    const why = 'name is neither a standard finalizer name nor is it fully qualified';
    invalidValue(errors, `${field}[${i}]`, name, why);
  });
}

/** The owners of an object: each complete, and at most one of them its controller. */
function validateOwners(errors: Errors, field: string, owners: readonly OwnerReference[] = []): void {
  let first = '';
  // The API server's order of fields.
  const inOrder = owners.map(({ apiVersion = '', kind = '', name = '', uid = '', controller, blockOwnerDeletion }) => ({
    apiVersion,
    kind,
    name,
    uid,
    controller,
    blockOwnerDeletion,
  }));
  for (const owner of inOrder) {
    const { apiVersion, kind, name, controller } = owner;
    if (!/^([^/]*\/)?[^/]+$/.test(apiVersion)) {
      invalidValue(errors, `${field}.apiVersion`, apiVersion, 'version must not be empty');
    }
    for (const part of ['kind', 'name', 'uid'] as const) {
      if (!owner[part]) invalidValue(errors, `${field}.${part}`, '', 'must not be empty');
    }
    if (apiVersion === 'v1' && kind === 'Event') {
      invalidValue(errors, field, owner, '/v1, Kind=Event is disallowed from being an owner');
    }
    if (controller !== true) continue;
    const found = `${kind}/${name}`;
    const only = 'Only one reference can have Controller set to true. Found "true" in references for';
    if (first === '') first = found;
    else invalidValue(errors, field, inOrder, `${only} ${first} and ${found}`);
  }
}

export function validateObjectMeta(errors: Errors, meta: Partial<ObjectMeta>, checkName: NameCheck): void {
  if (!meta.name) required(errors, 'metadata.name', 'name or generateName is required');
  else validateName(errors, 'metadata.name', meta.name, checkName);
  validateLabels(errors, 'metadata.labels', meta.labels);
  validateAnnotations(errors, 'metadata.annotations', meta.annotations);
  validateOwners(errors, 'metadata.ownerReferences', meta.ownerReferences);
  validateFinalizers(errors, 'metadata.finalizers', meta.finalizers);
}

/** While an object is being deleted, finalizers can be removed but not added. */
export function validateFinalizersUpdate(errors: Errors, meta: Partial<ObjectMeta>, old: ObjectMeta): void {
  if (old.deletionTimestamp === undefined) return;
  const added = (meta.finalizers ?? []).filter((f) => !old.finalizers?.includes(f));
  if (added.length > 0) {
    const list = added.map((f) => `"${f}"`).join(', ');
    forbiddenField(
      errors,
      'metadata.finalizers',
      `no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`,
    );
  }
}

/** Checks that an expression has as many values as its operator needs. */
export function validateOperator(errors: Errors, field: string, operator: string, values: readonly string[]): void {
  if (operator === 'In' || operator === 'NotIn') {
    need(errors, `${field}.values`, values, "must be specified when `operator` is 'In' or 'NotIn'");
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    const why = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
    if (values.length > 0) forbiddenField(errors, `${field}.values`, why);
  } else invalidValue(errors, `${field}.operator`, operator, 'not a valid selector operator');
}

/** @returns true if it is a selector at all; its errors are recorded. */
export function validateLabelSelector(errors: Errors, field: string, selector: LabelSelector): boolean {
  const before = errors.length;
  validateLabels(errors, `${field}.matchLabels`, selector.matchLabels);
  (selector.matchExpressions ?? []).forEach(({ key = '', operator = '', values = [] }, i) => {
    const at = `${field}.matchExpressions[${i}]`;
    validateOperator(errors, at, operator, values);
    validateLabelName(errors, `${at}.key`, key);
    values.forEach((value, j) => checked(errors, `${at}.values[${j}]`, value, isLabelValue));
  });
  return errors.length === before;
}

/** Checks that the selector of a workload selects the Pods of its template. */
export function selectsTemplate(errors: Errors, selector: LabelSelector | undefined, labels: Labels | undefined): void {
  if (selectorMatches(selector, labels)) return;
  const why = '`selector` does not match template `labels`';
  invalidValue(errors, 'spec.template.metadata.labels', labels ?? null, why);
}

/** Rules for StatefulSets. */
// Models kubernetes/pkg/apis/apps/validation/validation.go
import type { FeatureGates } from '../feature-gates.ts';
import type { PodTemplateSpec, StatefulSet, Volume } from '../types.ts';
import { equal } from '../../base/values.ts';
import { validateClaimSpec } from './core.ts';
import { runsForever } from './deployment.ts';
import {
  atMostAll,
  checked,
  type Errors,
  forbiddenField,
  intOrPercent,
  invalidValue,
  nonNegative,
  oneOf,
  required,
} from './errors.ts';
import { internalFields } from './internal-form.ts';
import { selectsTemplate, validateLabelSelector } from './meta.ts';
import { isDns1123Label } from './names.ts';
import { validatePodTemplate } from './pod/pod.ts';

type Spec = StatefulSet['spec'];

export function validateStatefulSet(errors: Errors, { spec }: StatefulSet, gates: FeatureGates): void {
  const { podManagementPolicy } = spec;
  if (podManagementPolicy !== 'OrderedReady' && podManagementPolicy !== 'Parallel') {
    invalidValue(errors, 'spec.podManagementPolicy', podManagementPolicy, "must be 'OrderedReady' or 'Parallel'");
  }
  validateUpdateStrategy(errors, spec, gates);
  for (const name of ['whenDeleted', 'whenScaled'] as const) {
    const field = `spec.persistentVolumeClaimRetentionPolicy.${name}`;
    oneOf(errors, field, spec.persistentVolumeClaimRetentionPolicy[name], ['Retain', 'Delete']);
  }
  nonNegative(errors, 'spec.replicas', spec.replicas);
  nonNegative(errors, 'spec.minReadySeconds', spec.minReadySeconds);
  nonNegative(errors, 'spec.ordinals.start', spec.ordinals?.start);
  checked(errors, 'spec.serviceName', spec.serviceName, isDns1123Label);
  (spec.volumeClaimTemplates ?? []).forEach((template, i) => {
    validateClaimSpec(errors, `spec.volumeClaimTemplates[${i}].spec`, template.spec ?? {});
  });
  // If the selector is invalid, the template is not validated.
  if (validateSelector(errors, spec)) {
    validatePodTemplate(errors, 'spec.template', withClaimVolumes(spec));
  }
  runsForever(errors, spec.template, 'StatefulSet');
}

/**
 * Returns the template with the volumes of its Pods: first a volume for each claim template, then the template's
 * volumes with other names.
 */
function withClaimVolumes({ template, volumeClaimTemplates = [] }: Spec): Partial<PodTemplateSpec> {
  // Two templates with the same name are accepted, and make one volume.
  const names = [...new Set(volumeClaimTemplates.map(({ metadata }) => metadata?.name ?? ''))];
  if (names.length === 0) return template;
  const podSpec = template?.spec ?? { containers: [] };
  const claimed = names.map((name): Volume => ({ name, persistentVolumeClaim: { claimName: name } }));
  const others = (podSpec.volumes ?? []).filter(({ name }) => !names.includes(name));
  return { ...template, spec: { ...podSpec, volumes: [...claimed, ...others] } };
}

function validateUpdateStrategy(errors: Errors, { updateStrategy }: Spec, gates: FeatureGates): void {
  const field = 'spec.updateStrategy';
  const { type, rollingUpdate } = updateStrategy;
  const given = rollingUpdate && { partition: 0, ...rollingUpdate };
  if (type === 'OnDelete') {
    if (given === undefined) return;
    const why = "only allowed for updateStrategy 'RollingUpdate'";
    invalidValue(errors, `${field}.rollingUpdate`, internalFields('RollingUpdateStatefulSetStrategy', given), why);
  } else if (type === 'RollingUpdate') {
    nonNegative(errors, `${field}.rollingUpdate.partition`, rollingUpdate?.partition);
    if (gates.MaxUnavailableStatefulSet) validateMaxUnavailable(errors, rollingUpdate?.maxUnavailable);
  } else {
    invalidValue(
      errors,
      field,
      internalFields('StatefulSetUpdateStrategy', { type, rollingUpdate: given }),
      "must be 'RollingUpdate' or 'OnDelete'",
    );
  }
}

function validateMaxUnavailable(errors: Errors, value: string | number | undefined): void {
  const field = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
  if (!intOrPercent(errors, field, value)) return;
  atMostAll(errors, field, value);
  if (value === 0 || value === '0%') invalidValue(errors, field, value, 'cannot be 0');
}

/** @returns true if the selector can be used. */
function validateSelector(errors: Errors, { selector, template }: Spec): boolean {
  const field = 'spec.selector';
  if (selector === undefined) required(errors, field);
  else {
    const before = errors.length;
    validateLabelSelector(errors, field, selector);
    if (errors.length > before) {
      invalidValue(errors, field, selector, '');
      return false;
    }
    if (equal(selector, {})) invalidValue(errors, field, {}, 'empty selector is invalid for statefulset');
  }
  selectsTemplate(errors, selector, template?.metadata?.labels);
  return true;
}

/** The mutable fields of an existing set. */
const mutable = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
] as const;

export function validateStatefulSetUpdate(errors: Errors, set: StatefulSet, old: StatefulSet): void {
  const kept = Object.fromEntries(mutable.map((name) => [name, old.spec[name]]));
  if (equal({ ...set.spec, ...kept }, old.spec)) return;
  const names = mutable.map((name) => `'${name}'`);
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  forbiddenField(errors, 'spec', `updates to statefulset spec for fields other than ${list} are forbidden`);
}

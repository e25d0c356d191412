/** Rules for Deployments and ReplicaSets. */
// Models kubernetes/pkg/apis/apps/validation/validation.go
import type { Deployment, ReplicaSet } from '../types.ts';
import { equal } from '../../base/values.ts';
import {
  atMostAll,
  type Errors,
  forbiddenField,
  intOrPercent,
  invalidValue,
  nonNegative,
  notSupported,
  required,
} from './errors.ts';
import { internalFields } from './internal-form.ts';
import { selectsTemplate, validateLabelSelector } from './meta.ts';
import { validatePodTemplate } from './pod/pod.ts';

type Strategy = Deployment['spec']['strategy'];

export function validateDeployment(errors: Errors, { spec }: Deployment): void {
  nonNegative(errors, 'spec.replicas', spec.replicas);
  validateSelected(errors, spec);
  validateStrategy(errors, spec.strategy);
  nonNegative(errors, 'spec.minReadySeconds', spec.minReadySeconds);
  nonNegative(errors, 'spec.revisionHistoryLimit', spec.revisionHistoryLimit);
  const { progressDeadlineSeconds, minReadySeconds = 0 } = spec;
  nonNegative(errors, 'spec.progressDeadlineSeconds', progressDeadlineSeconds);
  if (progressDeadlineSeconds <= minReadySeconds) {
    const why = 'must be greater than minReadySeconds';
    errors.push(invalidValue('spec.progressDeadlineSeconds', progressDeadlineSeconds, why));
  }
}

export function validateReplicaSet(errors: Errors, { spec }: ReplicaSet): void {
  nonNegative(errors, 'spec.replicas', spec.replicas);
  nonNegative(errors, 'spec.minReadySeconds', spec.minReadySeconds);
  validateSelected(errors, spec);
}

/** Validates the selector, and that it matches the template. */
function validateSelected(errors: Errors, { selector, template }: (Deployment | ReplicaSet)['spec']): void {
  const field = 'spec.selector';
  if (selector === undefined) errors.push(required(field));
  else {
    if (!validateLabelSelector(errors, field, selector)) {
      errors.push(invalidValue(field, selector, 'invalid label selector'));
      return;
    }
    // A ReplicaSet has the same text.
    if (equal(selector, {})) errors.push(invalidValue(field, {}, 'empty selector is invalid for deployment'));
  }
  if (selector !== undefined) selectsTemplate(errors, selector, template?.metadata?.labels);
  const { restartPolicy, activeDeadlineSeconds } = template?.spec ?? {};
  validatePodTemplate(errors, 'spec.template', template);
  if (restartPolicy !== undefined && restartPolicy !== 'Always') {
    errors.push(notSupported('spec.template.spec.restartPolicy', restartPolicy, ['Always']));
  }
  if (activeDeadlineSeconds !== undefined) {
    const why = 'activeDeadlineSeconds in ReplicaSet is not Supported';
    errors.push(forbiddenField('spec.template.spec.activeDeadlineSeconds', why));
  }
}

function validateStrategy(errors: Errors, { type, rollingUpdate }: Strategy): void {
  const field = 'spec.strategy';
  if (type === 'Recreate') {
    if (rollingUpdate === undefined) return;
    const why = "may not be specified when strategy `type` is 'Recreate'";
    errors.push(forbiddenField(`${field}.rollingUpdate`, why));
  } else if (type === 'RollingUpdate') {
    const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
    intOrPercent(errors, `${field}.rollingUpdate.maxUnavailable`, maxUnavailable);
    intOrPercent(errors, `${field}.rollingUpdate.maxSurge`, maxSurge);
    if (isNone(maxUnavailable) && isNone(maxSurge)) {
      const why = 'may not be 0 when `maxSurge` is 0';
      errors.push(invalidValue(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, why));
    }
    atMostAll(errors, `${field}.rollingUpdate.maxUnavailable`, maxUnavailable);
  } else {
    const given = internalFields('DeploymentStrategy', { type, rollingUpdate });
    errors.push(notSupported(field, given, ['Recreate', 'RollingUpdate']));
  }
}

/** Returns true for 0 and 0%. */
export const isNone = (amount: unknown): boolean => parseInt(String(amount), 10) === 0;

export function validateSelectorUpdate(
  errors: Errors,
  { spec }: Deployment | ReplicaSet,
  old: Deployment | ReplicaSet,
): void {
  if (equal(spec.selector, old.spec.selector)) return;
  errors.push(invalidValue('spec.selector', spec.selector ?? null, 'field is immutable'));
}

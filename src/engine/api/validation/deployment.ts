/** Rules for Deployments and ReplicaSets. */
// Models kubernetes/pkg/apis/apps/validation/validation.go
import type { Deployment, PodTemplateSpec, ReplicaSet } from '../types.ts';
import { equal } from '../../base/values.ts';
import {
  atMostAll,
  type Errors,
  forbiddenField,
  intOrPercent,
  invalidValue,
  nonNegative,
  notSupported,
  oneOf,
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
    invalidValue(errors, 'spec.progressDeadlineSeconds', progressDeadlineSeconds, why);
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
  if (selector === undefined) required(errors, field);
  else {
    if (!validateLabelSelector(errors, field, selector)) {
      invalidValue(errors, field, selector, 'invalid label selector');
      return;
    }
    // A ReplicaSet has the same text.
    if (equal(selector, {})) invalidValue(errors, field, {}, 'empty selector is invalid for deployment');
  }
  if (selector !== undefined) selectsTemplate(errors, selector, template?.metadata?.labels);
  validatePodTemplate(errors, 'spec.template', template);
  runsForever(errors, template, 'ReplicaSet');
}

/** Checks that the Pods of a template are always restarted and have no deadline. */
export function runsForever(errors: Errors, template: Partial<PodTemplateSpec> | undefined, kind: string): void {
  const { restartPolicy, activeDeadlineSeconds } = template?.spec ?? {};
  oneOf(errors, 'spec.template.spec.restartPolicy', restartPolicy, ['Always']);
  if (activeDeadlineSeconds === undefined) return;
  const why = `activeDeadlineSeconds in ${kind} is not Supported`;
  forbiddenField(errors, 'spec.template.spec.activeDeadlineSeconds', why);
}

function validateStrategy(errors: Errors, { type, rollingUpdate }: Strategy): void {
  const field = 'spec.strategy';
  if (type === 'Recreate') {
    if (rollingUpdate === undefined) return;
    const why = "may not be specified when strategy `type` is 'Recreate'";
    forbiddenField(errors, `${field}.rollingUpdate`, why);
  } else if (type === 'RollingUpdate') {
    const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
    intOrPercent(errors, `${field}.rollingUpdate.maxUnavailable`, maxUnavailable);
    intOrPercent(errors, `${field}.rollingUpdate.maxSurge`, maxSurge);
    if (isNone(maxUnavailable) && isNone(maxSurge)) {
      const why = 'may not be 0 when `maxSurge` is 0';
      invalidValue(errors, `${field}.rollingUpdate.maxUnavailable`, maxUnavailable, why);
    }
    atMostAll(errors, `${field}.rollingUpdate.maxUnavailable`, maxUnavailable);
  } else {
    const given = internalFields('DeploymentStrategy', { type, rollingUpdate });
    notSupported(errors, field, given, ['Recreate', 'RollingUpdate']);
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
  invalidValue(errors, 'spec.selector', spec.selector ?? null, 'field is immutable');
}

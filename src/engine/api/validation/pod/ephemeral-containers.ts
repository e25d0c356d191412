/** Rules for ephemeral containers, and validation of the subresource `pods/ephemeralcontainers`. */
// Models kubernetes/pkg/apis/core/validation/validation.go (validateEphemeralContainers, ValidatePodEphemeralContainersUpdate)
import { equal } from '../../../base/values.ts';
import type { Container, Pod, PodSpec } from '../../types.ts';
import { type Errors, forbiddenField, notFoundValue, unique } from '../errors.ts';
import { internalFields } from '../internal-form.ts';
import { internalDiff } from '../spec-diff.ts';

type EphemeralContainer = Container & { readonly targetContainerName?: string };

/** Fields that ephemeral containers must not have, in the order of the errors. */
const absent =
  'ports resources resizePolicy restartPolicy restartPolicyRules livenessProbe readinessProbe startupProbe lifecycle'.split(
    ' ',
  );
const why = 'cannot be set for an Ephemeral Container';

/**
 * @param names Names of the other containers.
 * @param asContainer Checks the rules for all containers.
 */
export function validateEphemeralContainers(
  errors: Errors,
  field: string,
  { ephemeralContainers = [] }: PodSpec,
  names: ReadonlySet<string>,
  asContainer: (field: string, container: Container) => void,
): void {
  const taken = new Set(names);
  (ephemeralContainers as readonly EphemeralContainer[]).forEach((container, i) => {
    const at = `${field}[${i}]`;
    const { name, targetContainerName: target } = container;
    asContainer(at, container);
    unique(errors, `${at}.name`, name, taken);
    if (target && !names.has(target)) notFoundValue(errors, `${at}.targetContainerName`, target);
    validateFields(errors, at, container);
  });
}

/** A container that others depend on cannot be ephemeral. */
function validateFields(errors: Errors, field: string, container: EphemeralContainer): void {
  for (const name of absent) {
    const value = (container as unknown as Readonly<Record<string, object | undefined>>)[name];
    const isSet = value !== undefined && (name !== 'resources' || Object.keys(value).length > 0);
    if (isSet) forbiddenField(errors, `${field}.${name}`, why);
  }
  (container.volumeMounts ?? []).forEach((mount, i) => {
    for (const name of ['subPath', 'subPathExpr'] as const) {
      if (mount[name]) forbiddenField(errors, `${field}.volumeMounts[${i}].${name}`, why);
    }
  });
}

export function validateNoEphemeralContainers(errors: Errors, { spec }: Pod): void {
  if (!spec.ephemeralContainers?.length) return;
  forbiddenField(errors, 'spec.ephemeralContainers', 'cannot be set on create');
}

/** Ephemeral containers can be added, but not changed or removed. */
export function validateEphemeralUpdate(errors: Errors, { spec }: Pod, { spec: old }: Pod): void {
  for (const before of old.ephemeralContainers ?? []) {
    const now = spec.ephemeralContainers?.find(({ name }) => name === before.name);
    if (now !== undefined && equal(now, before)) continue;
    const what =
      now === undefined ? 'removed\n' : `changed\n${internalDiff(internalContainer(before), internalContainer(now))}`;
    const detail = `existing ephemeral containers "${before.name}" may not be ${what}`;
    forbiddenField(errors, 'spec.ephemeralContainers', detail);
  }
}

const internalContainer = (container: object): object =>
  internalFields('EphemeralContainer', container as Readonly<Record<string, unknown>>);

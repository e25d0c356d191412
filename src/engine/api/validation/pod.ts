/** Rules for Pods and Pod templates. */
// Models kubernetes/pkg/apis/core/validation/validation.go
// Differs: scheduling terms, security contexts and the rarer volume sources are decoded but not judged.
import { compareQuantities } from '../quantity.ts';
import type { Container, Pod, PodSpec } from '../types.ts';
import { equal } from '../../apiserver/values.ts';
import {
  duplicate,
  type Errors,
  forbiddenField,
  invalidValue,
  nonNegative,
  notFoundValue,
  oneOf,
  portNumber,
  required,
} from './errors.ts';
import { validateLabels, validateName } from './meta.ts';
import { isDns1123Label, isPortName } from './names.ts';

type Probe = NonNullable<Container['livenessProbe']>;

/** Notes values that appear twice. */
class Unique {
  readonly #seen = new Set<string>();
  constructor(private readonly errors: Errors) {}
  see(field: string, value: string | number | undefined): void {
    if (value === undefined || value === '') return;
    if (this.#seen.has(String(value))) this.errors.push(duplicate(field, value));
    this.#seen.add(String(value));
  }
}

/**
 * @param claimed Names of volumes that come from elsewhere: a set's claim templates.
 */
export function validatePodSpec(errors: Errors, field: string, spec: PodSpec, claimed: readonly string[] = []): void {
  const volumes = validateVolumes(errors, `${field}.volumes`, spec, claimed);
  const names = new Unique(errors);
  if ((spec.containers ?? []).length === 0) errors.push(required(`${field}.containers`));
  for (const list of ['containers', 'initContainers'] as const) {
    (spec[list] ?? []).forEach((c, i) => {
      const at = `${field}.${list}[${i}]`;
      validateContainer(errors, at, c, volumes);
      names.see(`${at}.name`, c.name);
    });
  }
  oneOf(errors, `${field}.restartPolicy`, spec.restartPolicy, ['Always', 'OnFailure', 'Never']);
  oneOf(errors, `${field}.dnsPolicy`, spec.dnsPolicy, ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']);
  validateLabels(errors, `${field}.nodeSelector`, spec.nodeSelector as Record<string, string> | undefined);
  nonNegative(errors, `${field}.terminationGracePeriodSeconds`, spec.terminationGracePeriodSeconds);
  for (const name of ['hostname', 'subdomain'] as const) {
    const value = spec[name];
    if (value)
      for (const problem of isDns1123Label(value)) errors.push(invalidValue(`${field}.${name}`, value, problem));
  }
}

function validateVolumes(errors: Errors, field: string, spec: PodSpec, claimed: readonly string[]): Set<string> {
  const names = new Unique(errors);
  const list = spec.volumes ?? [];
  list.forEach((volume, i) => {
    const at = `${field}[${i}]`;
    validateName(errors, `${at}.name`, volume.name, isDns1123Label);
    names.see(`${at}.name`, volume.name);
    const [, ...others] = Object.keys(volume).filter((key) => key !== 'name');
    for (const source of others)
      errors.push(forbiddenField(`${at}.${source}`, 'may not specify more than 1 volume type'));
    if (volume.persistentVolumeClaim?.claimName === '') {
      errors.push(required(`${at}.persistentVolumeClaim.claimName`));
    }
  });
  return new Set([...claimed, ...list.map((v) => v.name)]);
}

function validateContainer(errors: Errors, field: string, c: Container, volumes: ReadonlySet<string>): void {
  validateName(errors, `${field}.name`, c.name, isDns1123Label);
  if (!c.image) errors.push(required(`${field}.image`));
  else if (c.image !== c.image.trim()) {
    errors.push(invalidValue(`${field}.image`, c.image, 'must not have leading or trailing whitespace'));
  }
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    const probe = c[name];
    if (probe !== undefined) validateProbe(errors, `${field}.${name}`, probe, name !== 'readinessProbe');
  }
  validatePorts(errors, `${field}.ports`, c);
  (c.env ?? []).forEach((e, i) => {
    if (!e.name) errors.push(required(`${field}.env[${i}].name`));
    if (e.value && e.valueFrom !== undefined) {
      errors.push(invalidValue(`${field}.env[${i}].valueFrom`, '', 'may not be specified when `value` is not empty'));
    }
  });
  const paths = new Set<string>();
  (c.volumeMounts ?? []).forEach((mount, i) => {
    const at = `${field}.volumeMounts[${i}]`;
    if (!mount.name) errors.push(required(`${at}.name`));
    else if (!volumes.has(mount.name)) errors.push(notFoundValue(`${at}.name`, mount.name));
    if (!mount.mountPath) errors.push(required(`${at}.mountPath`));
    else if (paths.has(mount.mountPath)) {
      errors.push(invalidValue(`${at}.mountPath`, mount.mountPath, 'must be unique'));
    }
    paths.add(mount.mountPath);
  });
  oneOf(errors, `${field}.imagePullPolicy`, c.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']);
  validateResources(errors, `${field}.resources`, c);
}

function validatePorts(errors: Errors, field: string, c: Container): void {
  const names = new Unique(errors);
  (c.ports ?? []).forEach((port, i) => {
    const at = `${field}[${i}]`;
    if (port.name) {
      const problems = isPortName(port.name);
      for (const problem of problems) errors.push(invalidValue(`${at}.name`, port.name, problem));
      if (problems.length === 0) names.see(`${at}.name`, port.name);
    }
    if (!port.containerPort) errors.push(required(`${at}.containerPort`));
    else portNumber(errors, `${at}.containerPort`, port.containerPort);
    if (port.hostPort) portNumber(errors, `${at}.hostPort`, port.hostPort);
    oneOf(errors, `${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']);
  });
}

function validateProbe(errors: Errors, field: string, probe: Probe, successIsOne: boolean): void {
  const handlers = (['exec', 'httpGet', 'tcpSocket', 'grpc'] as const).filter((h) => probe[h] !== undefined);
  if (handlers.length === 0) errors.push(required(field, 'must specify a handler type'));
  for (const extra of handlers.slice(1)) {
    errors.push(forbiddenField(`${field}.${extra}`, 'may not specify more than 1 handler type'));
  }
  const numbers = [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ] as const;
  for (const name of numbers) nonNegative(errors, `${field}.${name}`, probe[name]);
  if (successIsOne && probe.successThreshold !== undefined && probe.successThreshold !== 1) {
    errors.push(invalidValue(`${field}.successThreshold`, probe.successThreshold, 'must be 1'));
  }
}

function validateResources(errors: Errors, field: string, c: Container): void {
  const limits = (c.resources?.limits ?? {}) as Record<string, string>;
  const requests = (c.resources?.requests ?? {}) as Record<string, string>;
  for (const [kind, list] of Object.entries({ limits, requests })) {
    for (const [name, quantity] of Object.entries(list)) {
      if (compareQuantities(quantity, 0) < 0) {
        errors.push(invalidValue(`${field}.${kind}[${name}]`, quantity, 'must be greater than or equal to 0'));
      }
    }
  }
  for (const [name, request] of Object.entries(requests)) {
    const limit = limits[name];
    if (limit !== undefined && compareQuantities(request, limit) > 0) {
      errors.push(
        invalidValue(`${field}.requests`, request, `must be less than or equal to ${name} limit of ${limit}`),
      );
    }
  }
}

/** Of a Pod that exists, hardly anything but images may change. */
export function validatePodUpdate(errors: Errors, pod: Pod, old: Pod): void {
  const withoutMutable = ({ spec }: Pod): object => ({
    ...spec,
    activeDeadlineSeconds: undefined,
    tolerations: undefined,
    containers: spec.containers.map((c) => ({ ...c, image: '' })),
    initContainers: spec.initContainers?.map((c) => ({ ...c, image: '' })),
  });
  if (pod.spec === old.spec || equal(withoutMutable(pod), withoutMutable(old))) return;
  errors.push(
    forbiddenField(
      'spec',
      'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
    ),
  );
}

/** Rules for containers. */
// Models kubernetes/pkg/apis/core/validation/validation.go validateContainers, validateInitContainers
import type { Container, PodSpec, Volume } from '../../types.ts';
import { validateDownwardApi } from './downward-api.ts';
import {
  checked,
  duplicate,
  type Errors,
  follows,
  forbiddenField,
  invalidValue,
  need,
  nonNegative,
  notFoundValue,
  oneOf,
  portNumber,
  required,
  unique,
} from '../errors.ts';
import { validateName } from '../meta.ts';
import {
  isConfigMapKey,
  isDns1123Label,
  isDns1123Subdomain,
  isEnvVarName,
  isHttpHeaderName,
  isPortName,
} from '../names.ts';
import { validateResources } from './container-resources.ts';
import { validateEphemeralContainers } from './ephemeral-containers.ts';
import { validateSecurityContext } from './security-context.ts';
import { descendingPath } from './volumes.ts';

type Json = Readonly<Record<string, unknown>>;
type Probe = NonNullable<Container['livenessProbe']>;

export interface Surroundings {
  readonly spec: PodSpec;
  /** The volumes that can be mounted, by name. */
  readonly volumes: ReadonlyMap<string, Volume>;
}

const handlers = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;
const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

export function validateContainers(errors: Errors, field: string, around: Surroundings): void {
  const { containers = [], initContainers = [] } = around.spec;
  need(errors, `${field}.containers`, containers);
  const names = new Set<string>();
  containers.forEach((c, i) => {
    const at = `${field}.containers[${i}]`;
    validateContainer(errors, at, c, around);
    unique(errors, `${at}.name`, c.name, names);
    validateHooks(errors, at, c, around);
    validateRestartPolicy(errors, at, c);
  });
  const taken = new Set<string>();
  for (const [i, c] of containers.entries()) validateHostPorts(errors, `${field}.containers[${i}]`, c, taken);
  initContainers.forEach((c, i) => {
    const at = `${field}.initContainers[${i}]`;
    validateContainer(errors, at, c, around);
    validateRestartPolicy(errors, at, c);
    if (names.has(c.name)) duplicate(errors, `${at}.name`, c.name);
    if (c.name) names.add(c.name);
    // Init containers run one after the other.
    validateHostPorts(errors, `${field}.initContainers[0]`, c, new Set());
    if (c.restartPolicy === 'Always') return validateHooks(errors, at, c, around);
    for (const name of ['lifecycle', ...probes] as const) {
      const why = 'may not be set for init containers without restartPolicy=Always';
      if (c[name] !== undefined) forbiddenField(errors, `${at}.${name}`, why);
    }
  });
  validateEphemeralContainers(errors, `${field}.ephemeralContainers`, around.spec, names, (at, c) => {
    validateContainer(errors, at, c, around);
    checkImageSpace(errors, at, c);
  });
}

function validateContainer(errors: Errors, field: string, c: Container, { volumes }: Surroundings): void {
  validateName(errors, `${field}.name`, c.name, isDns1123Label);
  need(errors, `${field}.image`, c.image);
  oneOf(errors, `${field}.terminationMessagePolicy`, c.terminationMessagePolicy, ['File', 'FallbackToLogsOnError']);
  validatePorts(errors, `${field}.ports`, c);
  validateEnv(errors, field, c);
  validateMounts(errors, `${field}.volumeMounts`, c, volumes);
  validateDevices(errors, `${field}.volumeDevices`, c, volumes);
  oneOf(errors, `${field}.imagePullPolicy`, c.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']);
  validateResources(errors, `${field}.resources`, c.resources as Json | undefined);
  if (c.securityContext !== undefined) validateSecurityContext(errors, `${field}.securityContext`, c.securityContext);
}

/** Checks containers of a Pod, not of a template. */
export function checkImageSpace(errors: Errors, field: string, { image = '' }: Container): void {
  const why = 'must not have leading or trailing whitespace';
  if (image !== image.trim()) invalidValue(errors, `${field}.image`, image, why);
}

function validateRestartPolicy(errors: Errors, field: string, c: Container): void {
  oneOf(errors, `${field}.restartPolicy`, c.restartPolicy, ['Always', 'Never', 'OnFailure']);
  if (c.restartPolicyRules !== undefined && c.restartPolicy === undefined) {
    const why = 'must specify restartPolicy when restart rules are used';
    required(errors, `${field}.restartPolicy`, why);
  }
}

function validatePorts(errors: Errors, field: string, c: Container): void {
  const names = new Set<string>();
  (c.ports ?? []).forEach((port, i) => {
    const at = `${field}[${i}]`;
    const before = errors.length;
    checked(errors, `${at}.name`, port.name, isPortName);
    if (port.name && errors.length === before) {
      unique(errors, `${at}.name`, port.name, names);
    }
    need(errors, `${at}.containerPort`, port.containerPort);
    if (port.containerPort) portNumber(errors, `${at}.containerPort`, port.containerPort);
    if (port.hostPort) portNumber(errors, `${at}.hostPort`, port.hostPort);
    oneOf(errors, `${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']);
  });
}

function validateHostPorts(errors: Errors, field: string, c: Container, taken: Set<string>): void {
  (c.ports ?? []).forEach(({ protocol = 'TCP', hostIP = '', hostPort }, i) => {
    if (!hostPort) return;
    unique(errors, `${field}.ports[${i}].hostPort`, `${protocol}/${hostIP}/${hostPort}`, taken);
  });
}

function validateEnv(errors: Errors, field: string, c: Container): void {
  (c.env ?? []).forEach(({ name, value, valueFrom }, i) => {
    const at = `${field}.env[${i}]`;
    validateName(errors, `${at}.name`, name, isEnvVarName);
    if (valueFrom !== undefined) validateValueFrom(errors, `${at}.valueFrom`, valueFrom as unknown as Json, value);
  });
  (c.envFrom ?? []).forEach((source, i) => {
    const at = `${field}.envFrom[${i}]`;
    checked(errors, `${at}.prefix`, source.prefix, isEnvVarName);
    const given = (['configMapRef', 'secretRef'] as const).filter((name) => source[name] !== undefined);
    for (const name of given) validateName(errors, `${at}.${name}.name`, source[name]!.name, isDns1123Subdomain);
    exactlyOne(errors, `${field}.envFrom`, given.length, '`configMapRef` or `secretRef`');
  });
}

const references = ['configMapKeyRef', 'secretKeyRef', 'fileKeyRef'] as const;

function validateValueFrom(errors: Errors, field: string, source: Json, value: string | undefined): void {
  validateDownwardApi(errors, field, source, 'variable');
  for (const name of references.slice(0, 2)) {
    const ref = source[name] as { readonly name?: string; readonly key?: string } | undefined;
    if (ref === undefined) continue;
    follows(errors, `${field}.${name}.name`, ref.name ?? '', isDns1123Subdomain);
    validateName(errors, `${field}.${name}.key`, ref.key, isConfigMapKey);
  }
  const given = ['fieldRef', 'resourceFieldRef', ...references].filter((name) => source[name] !== undefined).length;
  if (given > 0 && value) {
    invalidValue(errors, field, '', 'may not be specified when `value` is not empty');
  } else {
    const names = '`fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';
    exactlyOne(errors, field, given, names);
  }
}

function exactlyOne(errors: Errors, field: string, given: number, names: string): void {
  if (given === 1) return;
  const why = given === 0 ? `must specify one of: ${names}` : 'may not have more than one field specified at a time';
  invalidValue(errors, field, '', why);
}

function validateMounts(errors: Errors, field: string, c: Container, volumes: Surroundings['volumes']): void {
  const paths = new Set<string>();
  const devices = c.volumeDevices ?? [];
  (c.volumeMounts ?? []).forEach((mount, i) => {
    const at = `${field}[${i}]`;
    const { name = '', mountPath = '', subPath, subPathExpr, mountPropagation, recursiveReadOnly } = mount;
    need(errors, `${at}.name`, name);
    if (!volumes.has(name)) notFoundValue(errors, `${at}.name`, name);
    need(errors, `${at}.mountPath`, mountPath);
    if (paths.has(mountPath)) invalidValue(errors, `${at}.mountPath`, mountPath, 'must be unique');
    paths.add(mountPath);
    if (devices.some((d) => d.name === name)) {
      invalidValue(errors, `${at}.name`, name, 'must not already exist in volumeDevices');
    }
    if (devices.some((d) => d.devicePath === mountPath)) {
      invalidValue(errors, `${at}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices');
    }
    // From here on, the API server's errors do not name the mount.
    if (subPath) descendingPath(errors, `${field}.subPath`, subPath);
    if (subPathExpr) {
      if (subPath) {
        const why = 'subPathExpr and subPath are mutually exclusive';
        invalidValue(errors, `${at}.subPathExpr`, subPathExpr, why);
      }
      descendingPath(errors, `${field}.subPathExpr`, subPathExpr);
    }
    oneOf(errors, `${field}.mountPropagation`, mountPropagation, ['Bidirectional', 'HostToContainer', 'None']);
    if (mountPropagation === 'Bidirectional' && c.securityContext?.privileged !== true) {
      const why = 'Bidirectional mount propagation is available only to privileged containers';
      forbiddenField(errors, `${field}.mountPropagation`, why);
    }
    oneOf(errors, `${field}.recursiveReadOnly`, recursiveReadOnly, ['Disabled', 'Enabled', 'IfPossible']);
    if ((recursiveReadOnly ?? 'Disabled') === 'Disabled') return;
    if (mount.readOnly !== true) {
      forbiddenField(errors, `${field}.recursiveReadOnly`, 'may only be specified when readOnly is true');
    }
  });
}

function validateDevices(errors: Errors, field: string, c: Container, volumes: Surroundings['volumes']): void {
  const names = new Set<string>();
  const paths = new Set<string>();
  (c.volumeDevices ?? []).forEach(({ name = '', devicePath = '' }, i) => {
    const at = `${field}[${i}]`;
    need(errors, `${at}.name`, name);
    if (names.has(name)) invalidValue(errors, `${at}.name`, name, 'must be unique');
    const volume = volumes.get(name);
    if (volume === undefined) notFoundValue(errors, `${at}.name`, name);
    else if (volume.persistentVolumeClaim === undefined && volume.ephemeral === undefined) {
      const why = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
      invalidValue(errors, `${at}.name`, name, why);
    }
    need(errors, `${at}.devicePath`, devicePath);
    if (paths.has(devicePath)) invalidValue(errors, `${at}.devicePath`, devicePath, 'must be unique');
    names.add(name);
    paths.add(devicePath);
    if ((c.volumeMounts ?? []).some((m) => m.name === name)) {
      invalidValue(errors, `${at}.name`, name, 'must not already exist in volumeMounts');
    }
  });
}

function validateHooks(errors: Errors, field: string, c: Container, { spec }: Surroundings): void {
  for (const name of ['postStart', 'preStop'] as const) {
    const hook = c.lifecycle?.[name];
    if (hook !== undefined) validateHandler(errors, `${field}.lifecycle.${name}`, hook as unknown as Json, spec);
  }
  if (c.lifecycle?.stopSignal !== undefined && spec.os === undefined) {
    const why = 'may not be set for containers with empty `spec.os.name`';
    forbiddenField(errors, `${field}.lifecycle.stopSignal`, why);
  }
  for (const name of probes) {
    const probe = c[name];
    if (probe !== undefined) validateProbe(errors, `${field}.${name}`, probe, name, spec);
  }
}

function validateHandler(errors: Errors, field: string, hook: Json, spec: PodSpec): void {
  const [first, ...others] = handlers.filter((name) => hook[name] !== undefined);
  if (first === undefined) return void required(errors, field, 'must specify a handler type');
  const { command, path, port, scheme, httpHeaders = [], seconds = 0 } = hook[first] as Json;
  const at = `${field}.${first}`;
  if (first === 'exec') need(errors, `${at}.command`, command);
  else if (first === 'sleep') validateSleep(errors, at, seconds as number, spec.terminationGracePeriodSeconds ?? 30);
  else {
    if (first === 'httpGet') need(errors, `${at}.path`, path);
    if (typeof port === 'string') checkedPort(errors, `${at}.port`, port);
    else portNumber(errors, `${at}.port`, port ?? 0);
    if (first === 'httpGet') oneOf(errors, `${at}.scheme`, scheme, ['HTTP', 'HTTPS']);
    for (const { name } of httpHeaders as readonly { readonly name: string }[]) {
      follows(errors, `${at}.httpHeaders`, name, isHttpHeaderName);
    }
  }
  for (const extra of others) {
    forbiddenField(errors, `${field}.${extra}`, 'may not specify more than 1 handler type');
  }
}

const checkedPort = (errors: Errors, field: string, port: string): void => {
  for (const problem of isPortName(port)) invalidValue(errors, field, port, problem);
};

function validateSleep(errors: Errors, field: string, seconds: number, grace: number): void {
  if (seconds >= 0 && seconds <= grace) return;
  const why = `must be non-negative and less than terminationGracePeriodSeconds (${grace})`;
  invalidValue(errors, field, seconds, why);
}

function validateProbe(errors: Errors, field: string, probe: Probe, kind: string, spec: PodSpec): void {
  validateHandler(errors, field, probe as unknown as Json, spec);
  const numbers = [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ] as const;
  for (const name of numbers) nonNegative(errors, `${field}.${name}`, probe[name]);
  const grace = probe.terminationGracePeriodSeconds;
  const graceField = `${field}.terminationGracePeriodSeconds`;
  if (grace !== undefined && grace <= 0) invalidValue(errors, graceField, grace, 'must be greater than 0');
  if (kind === 'readinessProbe') {
    if (grace !== undefined) invalidValue(errors, graceField, grace, 'must not be set for readinessProbes');
  } else if (probe.successThreshold !== undefined && probe.successThreshold !== 1) {
    invalidValue(errors, `${field}.successThreshold`, probe.successThreshold, 'must be 1');
  }
}

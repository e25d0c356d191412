/** Rules for Pods and Pod templates, in the order of the API server's errors. */
// Models kubernetes/pkg/apis/core/validation/validation.go
// Differs: Windows options, resource claims and search domains are decoded but not validated.
import type { Container, Pod, PodSpec, PodTemplateSpec } from '../../types.ts';
import { checkImageSpace, validateContainers } from './container.ts';
import { validateResources } from './container-resources.ts';
import {
  between,
  checked,
  type Errors,
  follows,
  forbiddenField,
  invalidValue,
  need,
  notSupported,
  oneOf,
  required,
  unique,
} from '../errors.ts';
import { validateAnnotations, validateLabelName, validateLabels } from '../meta.ts';
import { isDns1123Label, isDns1123Subdomain, isIp, isQualifiedName } from '../names.ts';
import { validateAffinity, validateTolerations, validateTopologySpread } from './scheduling.ts';
import { validateHostUsers, validatePodSecurityContext } from './security-context.ts';
import { descendingPath, validateVolumes } from './volumes.ts';

type Annotations = Readonly<Record<string, string>>;

export function validatePodTemplate(errors: Errors, field: string, template: Partial<PodTemplateSpec> = {}): void {
  const { metadata = {}, spec = { containers: [] } } = template;
  validateLabels(errors, `${field}.labels`, metadata.labels);
  validateAnnotations(errors, `${field}.annotations`, metadata.annotations);
  validatePodAnnotations(errors, `${field}.annotations`, metadata.annotations, spec);
  validatePodSpec(errors, `${field}.spec`, spec);
  if ((spec.ephemeralContainers ?? []).length > 0) {
    const why = 'ephemeral containers not allowed in pod template';
    forbiddenField(errors, `${field}.spec.ephemeralContainers`, why);
  }
}

/** A Pod has more rules than a template. */
export function validatePod(errors: Errors, { metadata, spec }: Pod): void {
  if (spec.nodeName && (spec.schedulingGates ?? []).length > 0) {
    forbiddenField(errors, 'spec.nodeName', 'cannot be set until all schedulingGates have been cleared');
  }
  validatePodAnnotations(errors, 'metadata.annotations', metadata.annotations, spec);
  validatePodSpec(errors, 'spec', spec);
  for (const list of ['containers', 'initContainers'] as const) {
    (spec[list] ?? []).forEach((c, i) => checkImageSpace(errors, `spec.${list}[${i}]`, c));
  }
}

const appArmor = 'container.apparmor.security.beta.kubernetes.io/';
const seccomp = /^(container\.)?seccomp\.security\.alpha\.kubernetes\.io\//;

function validatePodAnnotations(errors: Errors, field: string, annotations: Annotations = {}, spec: PodSpec): void {
  const names = new Set([...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ name }) => name));
  for (const [key, profile] of Object.entries(annotations)) {
    if (seccomp.test(key) && !/^((runtime|docker)\/default|unconfined)$/.test(profile)) {
      const local = /^localhost\/(.*)$/.exec(profile)?.[1];
      if (local === undefined) {
        invalidValue(errors, `${field}.${key}`, profile, 'must be a valid seccomp profile');
      } else descendingPath(errors, `${field}.${key}`, local);
    }
    if (!key.startsWith(appArmor)) continue;
    const name = key.slice(appArmor.length);
    if (!names.has(name)) invalidValue(errors, `${field}[${key}]`, name, 'container not found');
    if (!/^(|runtime\/default|unconfined|localhost\/.*)$/.test(profile)) {
      invalidValue(errors, `${field}[${key}]`, profile, `invalid AppArmor profile name: "${profile}"`);
    }
  }
}

function validatePodSpec(errors: Errors, field: string, spec: PodSpec): void {
  const volumes = validateVolumes(errors, `${field}.volumes`, spec.volumes ?? []);
  validateContainers(errors, field, { spec, volumes });
  if (spec.hostNetwork === true) validateHostNetwork(errors, `${field}.containers`, spec.containers);
  oneOf(errors, `${field}.restartPolicy`, spec.restartPolicy, ['Always', 'OnFailure', 'Never']);
  oneOf(errors, `${field}.dnsPolicy`, spec.dnsPolicy, ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']);
  validateLabels(errors, `${field}.nodeSelector`, spec.nodeSelector as Record<string, string> | undefined);
  validatePodSecurityContext(errors, `${field}.securityContext`, spec);
  if (spec.affinity !== undefined) validateAffinity(errors, `${field}.affinity`, spec.affinity);
  validateDnsConfig(errors, `${field}.dnsConfig`, spec);
  (spec.readinessGates ?? []).forEach(({ conditionType }, i) => {
    checked(errors, `${field}.readinessGates[${i}].conditionType`, conditionType, isQualifiedName);
  });
  validateSchedulingGates(errors, `${field}.schedulingGates`, spec);
  validateTopologySpread(errors, `${field}.topologySpreadConstraints`, spec.topologySpreadConstraints);
  validateHostUsers(errors, field, spec);
  checked(errors, `${field}.serviceAccountName`, spec.serviceAccountName, isDns1123Subdomain);
  checked(errors, `${field}.nodeName`, spec.nodeName, isDns1123Subdomain);
  between(errors, `${field}.activeDeadlineSeconds`, spec.activeDeadlineSeconds, 1, 2_147_483_647);
  checked(errors, `${field}.hostname`, spec.hostname, isDns1123Label);
  checked(errors, `${field}.subdomain`, spec.subdomain, isDns1123Label);
  validateTolerations(errors, `${field}.tolerations`, spec.tolerations);
  (spec.hostAliases ?? []).forEach(({ ip, hostnames = [] }, i) => {
    const at = `${field}.hostAliases[${i}]`;
    follows(errors, `${at}.ip`, ip, isIp);
    hostnames.forEach((name, j) => checked(errors, `${at}.hostnames[${j}]`, name, isDns1123Subdomain));
  });
  checked(errors, `${field}.priorityClassName`, spec.priorityClassName, isDns1123Subdomain);
  checked(errors, `${field}.runtimeClassName`, spec.runtimeClassName, isDns1123Subdomain);
  oneOf(errors, `${field}.preemptionPolicy`, spec.preemptionPolicy, ['PreemptLowerPriority', 'Never']);
  validateResources(errors, `${field}.overhead`, { limits: spec.overhead });
  if (spec.os !== undefined && !spec.os.name) required(errors, `${field}.os.name`, 'cannot be empty');
  else if (spec.os !== undefined && !/^(linux|windows)$/.test(spec.os.name)) {
    notSupported(errors, `${field}.os`, spec.os.name, ['linux', 'windows']);
  }
}

/** With hostNetwork, the container port is the host port; a template may leave it out. */
function validateHostNetwork(errors: Errors, field: string, containers: readonly Container[] = []): void {
  for (const [i, { ports = [] }] of containers.entries()) {
    ports.forEach(({ hostPort = 0, containerPort }, j) => {
      if (hostPort === 0 || hostPort === containerPort) return;
      const why = 'must match `containerPort` when `hostNetwork` is true';
      invalidValue(errors, `${field}[${i}].ports[${j}].hostPort`, hostPort, why);
    });
  }
}

function validateDnsConfig(errors: Errors, field: string, { dnsPolicy, dnsConfig }: PodSpec): void {
  const { nameservers = [], options = [] } = dnsConfig ?? {};
  if (dnsPolicy === 'None' && nameservers.length === 0) {
    const [at, what] =
      dnsConfig === undefined ? [field, '`dnsConfig`'] : [`${field}.nameservers`, 'at least one DNS nameserver'];
    required(errors, at, `must provide ${what} when \`dnsPolicy\` is None`);
  }
  if (nameservers.length > 3) {
    invalidValue(errors, `${field}.nameservers`, nameservers, 'must not have more than 3 nameservers');
  }
  nameservers.forEach((server, i) => checked(errors, `${field}.nameservers[${i}]`, server, isIp));
  options.forEach(({ name }, i) => need(errors, `${field}.options[${i}]`, name, 'must not be empty'));
}

function validateSchedulingGates(errors: Errors, field: string, { schedulingGates = [] }: PodSpec): void {
  const names = new Set<string>();
  schedulingGates.forEach(({ name = '' }, i) => {
    validateLabelName(errors, `${field}[${i}]`, name);
    unique(errors, `${field}[${i}]`, name, names);
  });
}

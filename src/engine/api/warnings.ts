/** Warnings of the API server about objects that it accepts. */
// Models kubernetes/pkg/api/pod/warnings.go, pkg/api/node/util.go and the strategies of the kinds
import { mayRun, mustRun } from './affinity.ts';
import { classAnnotation } from './claims.ts';
import { podTemplateOf, podTemplatePath } from './pod-template.ts';
import { milli, parseQuantity } from './quantity.ts';
import { twice } from './validation/errors.ts';
import type {
  Container,
  KubernetesObject,
  PersistentVolume,
  PersistentVolumeClaim,
  PodSpec,
  PodTemplateSpec,
} from './types.ts';

type Json = Readonly<Record<string, unknown>>;
type Warn = (field: string, text: string) => unknown;

const nodeLabels: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'v1.17; use "node.kubernetes.io/instance-type" instead',
};
const annotations: Readonly<Record<string, string>> = {
  'scheduler.alpha.kubernetes.io/critical-pod': 'v1.16+; use the "priorityClassName" field instead',
  'security.alpha.kubernetes.io/sysctls': 'v1.11+; use the "sysctls" field instead',
  'security.alpha.kubernetes.io/unsafe-sysctls': 'v1.11+; use the "sysctls" field instead',
};
const volumeSources: Readonly<Record<string, string>> = {
  photonPersistentDisk: 'v1.11, non-functional in v1.16+',
  gitRepo: 'v1.11, and disabled by default in v1.33+',
  scaleIO: 'v1.16, non-functional in v1.22+',
  flocker: 'v1.22, non-functional in v1.25+',
  storageos: 'v1.22, non-functional in v1.25+',
  quobyte: 'v1.22, non-functional in v1.25+',
  glusterfs: 'v1.25, non-functional in v1.26+',
  cephfs: 'v1.28, non-functional in v1.31+',
  rbd: 'v1.28, non-functional in v1.31+',
};

const volumeAnnotations: Readonly<Record<string, string>> = {
  [classAnnotation]: 'deprecated since v1.8; use "storageClassName" attribute instead',
  'volume.beta.kubernetes.io/mount-options': 'deprecated since v1.31; use "mountOptions" attribute instead',
};

export function warningsOf(object: KubernetesObject): readonly string[] {
  const warnings: string[] = [];
  const { kind, apiVersion, metadata } = object;
  if (kind === 'Endpoints' && apiVersion === 'v1') {
    warnings.push('v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice');
  }
  const ingressClass = 'kubernetes.io/ingress.class';
  if (kind === 'Ingress' && metadata.annotations?.[ingressClass] !== undefined) {
    warnings.push(`annotation "${ingressClass}" is deprecated, please use 'spec.ingressClassName' instead`);
  }
  if (kind === 'PersistentVolume' || kind === 'PersistentVolumeClaim') warnings.push(...ofVolume(object));
  const path = podTemplatePath(kind);
  const template = podTemplateOf(object);
  if (path !== undefined && template !== undefined) {
    const prefix = path.map((step) => `${step}.`).join('');
    ofTemplate(template as PodTemplateSpec, prefix, (field, text) => warnings.push(`${prefix}${field}: ${text}`));
  }
  const { revisionHistoryLimit, volumeClaimTemplates = [] } = ((object as unknown as Json)['spec'] ?? {}) as Json;
  (volumeClaimTemplates as readonly PersistentVolumeClaim[]).forEach(({ spec }, i) => {
    const field = `spec.volumeClaimTemplates[${i}].resources.requests[storage]`;
    ofBytes(spec.resources?.requests?.['storage'], (text) => warnings.push(`${field}: ${text}`));
  });
  if (kind === 'StatefulSet' && (revisionHistoryLimit as number) < 0) {
    const text = 'a negative value retains all historical revisions; a value >= 0 is recommended';
    warnings.push(`spec.revisionHistoryLimit: ${text}`);
  }
  return warnings;
}

function ofVolume({ kind, metadata, ...object }: KubernetesObject): readonly string[] {
  const { spec = {} } = object as { spec?: PersistentVolume['spec'] & PersistentVolumeClaim['spec'] };
  const warnings: string[] = [];
  for (const [key, text] of Object.entries(volumeAnnotations)) {
    const concerns = kind === 'PersistentVolume' || key === classAnnotation;
    if (concerns && metadata.annotations?.[key] !== undefined) warnings.push(`metadata.annotations[${key}]: ${text}`);
  }
  if (spec.persistentVolumeReclaimPolicy === 'Recycle') {
    const text =
      'The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.';
    warnings.push(`spec.persistentVolumeReclaimPolicy: ${text}`);
  }
  ofBytes(spec.resources?.requests?.['storage'], (text) => warnings.push(`spec.resources.requests[storage]: ${text}`));
  return warnings;
}

function ofBytes(quantity: string | number | undefined, warn: (text: string) => unknown): void {
  if (quantity === undefined || (parseQuantity(quantity)?.nanos ?? 0n) % (1000n * milli) === 0n) return;
  warn(`fractional byte value "${quantity}" is invalid, must be an integer`);
}

function ofTemplate({ metadata = {}, spec }: PodTemplateSpec, prefix: string, warn: Warn): void {
  if (spec === undefined) return;
  const old = (key: string): string | undefined =>
    Object.hasOwn(nodeLabels, key) ? `deprecated since ${nodeLabels[key]}` : undefined;
  for (const key of Object.keys(spec.nodeSelector ?? {})) {
    if (old(key)) warn(`spec.nodeSelector[${key}]`, old(key)!);
  }
  ofNodeAffinity(spec, (field, key) => old(key) && warn(field, `${key} is ${old(key)}`));
  (spec.topologySpreadConstraints ?? []).forEach(({ topologyKey, labelSelector }, i) => {
    const at = `spec.topologySpreadConstraints[${i}]`;
    if (old(topologyKey)) warn(`${at}.topologyKey`, `${topologyKey} is ${old(topologyKey)}`);
    if (labelSelector === undefined) warn(`${at}.labelSelector`, noPod);
  });
  const given = metadata.annotations ?? {};
  for (const [key, since] of Object.entries(annotations)) {
    if (key in given) warn(`metadata.annotations[${key}]`, `non-functional in ${since}`);
  }
  (spec.volumes ?? []).forEach((volume, i) => {
    for (const [source, since] of Object.entries(volumeSources)) {
      // The API server spells this one differently.
      const name = source === 'storageos' ? 'storageOS' : source;
      if (source in volume) warn(`spec.volumes[${i}].${name}`, `deprecated in ${since}`);
    }
  });
  twice((spec.hostAliases ?? []).map(({ ip }) => ip)).forEach(([i, ip]) => {
    warn(`spec.hostAliases[${i}].ip`, `duplicate ip "${ip}"`);
  });
  const secrets = (spec.imagePullSecrets ?? []).map(({ name = '' }) => name);
  for (const [i, name] of twice(secrets)) warn(`spec.imagePullSecrets[${i}].name`, `duplicate name "${name}"`);
  secrets.forEach((name, i) => {
    if (name === '') warn(`spec.imagePullSecrets[${i}].name`, 'invalid empty name ""');
  });
  ofContainers(spec, given, warn);
  ofPorts(spec, prefix, warn);
  if ((spec.terminationGracePeriodSeconds ?? 0) < 0) {
    const text = 'must be >= 0; negative values are invalid and will be treated as 1';
    warn('spec.terminationGracePeriodSeconds', text);
  }
  ofPodAffinity(spec, warn);
}

const noPod = 'a null labelSelector results in matching no pod';

function ofNodeAffinity({ affinity }: PodSpec, see: (field: string, key: string) => unknown): void {
  const node = affinity?.nodeAffinity;
  const terms = [
    ...(node?.[mustRun]?.nodeSelectorTerms ?? []).map((t, i) => [`${mustRun}.nodeSelectorTerms[${i}]`, t] as const),
    ...(node?.[mayRun] ?? []).map((t, i) => [`${mayRun}[${i}].preference`, t.preference] as const),
  ];
  for (const [at, term] of terms) {
    (term?.matchExpressions ?? []).forEach(({ key }, i) => {
      see(`spec.affinity.nodeAffinity.${at}.matchExpressions[${i}].key`, key);
    });
  }
}

function ofPodAffinity({ affinity }: PodSpec, warn: Warn): void {
  for (const name of ['podAffinity', 'podAntiAffinity'] as const) {
    const at = `spec.affinity.${name}`;
    (affinity?.[name]?.[mustRun] ?? []).forEach(({ labelSelector }, i) => {
      if (labelSelector === undefined) warn(`${at}.${mustRun}[${i}].labelSelector`, noPod);
    });
    (affinity?.[name]?.[mayRun] ?? []).forEach(({ podAffinityTerm }, i) => {
      if (podAffinityTerm.labelSelector !== undefined) return;
      warn(`${at}.${mayRun}[${i}].podAffinityTerm.labelSelector`, noPod);
    });
  }
}

/** All containers, each with its path. */
const containersOf = (spec: PodSpec): readonly (readonly [string, Container])[] =>
  (['initContainers', 'containers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((c, i) => [`spec.${list}[${i}]`, c] as const),
  );

const appArmor = 'container.apparmor.security.beta.kubernetes.io/';
const seccomp = 'seccomp.security.alpha.kubernetes.io/';

function ofContainers(spec: PodSpec, given: Readonly<Record<string, string>>, warn: Warn): void {
  const deprecated = (key: string, field: string, since: string): void => {
    if (key in given) warn(`metadata.annotations[${key}]`, `${since}; use the "${field}" field instead`);
  };
  const { seccompProfile, appArmorProfile } = spec.securityContext ?? {};
  if (seccompProfile === undefined) deprecated(`${seccomp}pod`, 'seccompProfile', 'non-functional in v1.27+');
  for (const [at, c] of containersOf(spec)) {
    const { securityContext: own = {}, resources = {} } = c;
    if (own.seccompProfile === undefined) {
      deprecated(`container.${seccomp}${c.name}`, 'seccompProfile', 'non-functional in v1.27+');
    }
    if (own.appArmorProfile === undefined && appArmorProfile === undefined) {
      deprecated(`${appArmor}${c.name}`, 'appArmorProfile', 'deprecated since v1.30');
    }
    for (const name of ['memory', 'ephemeral-storage']) {
      for (const side of ['limits', 'requests'] as const) {
        ofBytes(resources[side]?.[name], (text) => warn(`${at}.resources.${side}[${name}]`, text));
      }
    }
    const env = c.env ?? [];
    for (const [i, name] of twice(env.map((e) => e.name))) {
      const { value = '', valueFrom } = env[i]!;
      // A value may refer to earlier ones.
      const builds = valueFrom === undefined && value.includes(`$(${name})`) && value !== `$(${name})`;
      const text = `hides previous definition of "${name}", which may be dropped when using apply`;
      if (!builds) warn(`${at}.env[${i}]`, text);
    }
  }
}

/** @param prefix Path of the template; the warning contains it twice. */
function ofPorts(spec: PodSpec, prefix: string, warn: Warn): void {
  const seen: { readonly at: string; readonly hostIP: string; readonly hostPort: number; readonly port: string }[] = [];
  for (const [field, { ports = [] }] of containersOf(spec)) {
    ports.forEach(({ containerPort, protocol = 'TCP', hostIP = '', hostPort = 0 }, i) => {
      const own = { at: `${field}.ports[${i}]`, hostIP, hostPort, port: `${containerPort}/${protocol}` };
      for (const other of seen.filter(({ port }) => port === own.port)) {
        const how =
          hostIP === other.hostIP && hostPort === other.hostPort
            ? 'duplicate'
            : hostPort === 0 || other.hostPort === 0
              ? 'overlapping'
              : hostPort === other.hostPort && (hostIP === '') !== (other.hostIP === '')
                ? 'dangerously ambiguous'
                : undefined;
        if (how !== undefined) warn(own.at, `${how} port definition with ${prefix}${other.at}`);
      }
      seen.push(own);
    });
  }
}

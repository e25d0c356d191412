/**
 * Pod specs in the API server's own form: all fields, in the order of its internal types, with Go's names. Refusals
 * show differences between specs in this form.
 */
// Models kubernetes/pkg/apis/core/types.go
import { type Field, structOf } from '../fields.ts';
import type { PersistentVolume, PodSpec } from '../types.ts';
import type { Json } from './json.ts';

/** Structs whose internal fields differ from those of the API, or have another order. */
const order: Readonly<Record<string, string>> = {
  PodSpec:
    'volumes initContainers containers ephemeralContainers restartPolicy terminationGracePeriodSeconds ' +
    'activeDeadlineSeconds dnsPolicy nodeSelector serviceAccountName automountServiceAccountToken nodeName ' +
    'securityContext imagePullSecrets hostname subdomain setHostnameAsFQDN affinity schedulerName tolerations ' +
    'hostAliases priorityClassName priority preemptionPolicy dnsConfig readinessGates runtimeClassName overhead ' +
    'enableServiceLinks topologySpreadConstraints os schedulingGates resourceClaims resources hostnameOverride ' +
    'schedulingGroup',
  PodSecurityContext:
    'hostNetwork hostPID hostIPC shareProcessNamespace hostUsers seLinuxOptions windowsOptions runAsUser runAsGroup ' +
    'runAsNonRoot supplementalGroups supplementalGroupsPolicy fsGroup fsGroupChangePolicy sysctls seccompProfile ' +
    'appArmorProfile seLinuxChangePolicy',
};

/** Fields of a Pod's spec that are internally part of its security context. */
const inSecurityContext = ['hostNetwork', 'hostPID', 'hostIPC', 'shareProcessNamespace', 'hostUsers'];

/** Types of the API machinery, which have no internal form. */
const asWritten = ['LabelSelector', 'ObjectMeta'];

/** Words that Go writes in capital letters. */
const acronyms = /^(dns|tty|os|nfs|rbd|csi|iscsi|fc|grpc|gce|aws|api|ip|pd|fs|se)(?=[A-Z]|$)/;

/** Returns the name of a field in Go. */
export const goName = (name: string): string => {
  if (name === 'httpGet') return 'HTTPGet';
  if (name === 'tcpSocket') return 'TCPSocket';
  if (name === 'uid') return 'UID';
  if (name === 'cephfs') return 'CephFS';
  if (name === 'storageos') return 'StorageOS';
  if (name.startsWith('seLinux')) return `SE${name.slice(2)}`;
  const capital = name.replace(acronyms, (word) => word.toUpperCase());
  return capital[0]!.toUpperCase() + capital.slice(1);
};

/** Returns a Pod's spec in the internal form. */
export function internalPodSpec(spec: PodSpec): Json {
  const given = spec as unknown as Json;
  const moved = Object.fromEntries(inSecurityContext.map((name) => [name, given[name]]));
  const securityContext = { ...(spec.securityContext as Json | undefined), ...moved };
  return internalFields('PodSpec', { ...given, securityContext });
}

/** Returns the source of a volume in the internal form. */
export const internalVolumeSource = (spec: PersistentVolume['spec']): Json =>
  Object.fromEntries(
    [...structOf('PersistentVolumeSpec')!.values()]
      .filter(({ embedded }) => embedded !== '')
      .map((field) => [goName(field.name), internalField(field, (spec as unknown as Json)[field.name])]),
  );

/** Returns a struct in the internal form. */
export function internalFields(type: string, value: Json): Json {
  const struct = structOf(type);
  const names = order[type]?.split(' ') ?? [...(struct?.keys() ?? [])];
  const podFields = type === 'PodSecurityContext' ? structOf('PodSpec') : undefined;
  return Object.fromEntries(
    names.flatMap((name) => {
      const field = struct?.get(name) ?? podFields?.get(name);
      return field === undefined ? [] : [[goName(name), internalField(field, value[name])]];
    }),
  );
}

function internalField(field: Field, value: unknown): unknown {
  const { type, container, flag } = field;
  const isStruct = structOf(type) !== undefined;
  if (value === undefined || value === null) {
    if (container !== '' || flag === '*') return null;
    if (isStruct) return flag === '!' ? internalFields(type, {}) : null;
    if (type === 's' || type === 't') return '';
    return type === 'b' ? false : type === 'i' || type === 'I' || type === 'x' ? 0 : null;
  }
  if (!isStruct || asWritten.includes(type)) return value;
  if (container === '[') return (value as readonly Json[]).map((item) => internalFields(type, item));
  return internalFields(type, value as Json);
}

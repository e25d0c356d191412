/** Checks of the Pod Security Standards, by level, with their messages. */
// Models kubernetes/staging/src/k8s.io/pod-security-admission/policy
// Differs: of Windows, only hostProcess is checked; older versions of the standards differ only in what they allow.
import type { Container, PodSpec, Volume } from '../../api/types.ts';
import { valueOf } from '../../base/values.ts';
import {
  type Check,
  containerNames,
  containersOf,
  type Context,
  contextOf,
  type Json,
  named,
  ofSetters,
  plural,
  quoted,
  setters,
  sorted,
} from './pod-security-context.ts';

const baselineCapabilities = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP'],
  ...['SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
];

/** Returns the containers that add other capabilities than these, and those capabilities. */
function added(spec: PodSpec, allowed: readonly string[]): string | undefined {
  const extra = (c: Context): string[] => (c.capabilities?.add ?? []).filter((name) => !allowed.includes(name));
  const names = named(spec, (c) => extra(c).length > 0);
  if (names.length === 0) return undefined;
  const capabilities = sorted(containersOf(spec).flatMap((c) => extra(contextOf(c))));
  return `${containerNames(names)} must not include ${quoted(capabilities)} in securityContext.capabilities.add`;
}

const allowedSeccomp = (type: string | undefined): boolean => type === 'RuntimeDefault' || type === 'Localhost';
const badSeccomp = ofSetters(
  'seccompProfile',
  ({ seccompProfile }) => seccompProfile !== undefined && !allowedSeccomp(seccompProfile.type),
  (who, contexts) =>
    `${who} must not set securityContext.seccompProfile.type to ${quoted(sorted(contexts.map((c) => c.seccompProfile?.type ?? '')))}`,
);

/** The safe sysctls, with the first minor version in which they are safe. */
const sysctls: Readonly<Record<string, number>> = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
};

const restrictedVolumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const sourceOf = (volume: Volume): string => Object.keys(volume).find((key) => key !== 'name') ?? 'unknown';

const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/';

/** Returns the hosts of probes and lifecycle handlers. */
function hostsOf(container: Container): string[] {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  const handlers = [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop];
  return handlers.flatMap((handler) => {
    const { httpGet, tcpSocket } = (handler ?? {}) as { httpGet?: Json; tcpSocket?: Json };
    return [httpGet?.['host'], tcpSocket?.['host']].filter((host): host is string => Boolean(host));
  });
}

/** With its own user namespace, root in the Pod is not root on the node. */
const relaxed = (spec: PodSpec, minor: number): boolean => minor >= 34 && spec.hostUsers === false;

/** By level, then by the name of the check, in the order of the API server's reports. */
export const checks: readonly Check[] = [
  {
    level: 'baseline', // appArmorProfile
    find(spec, { annotations = {} }) {
      const bad = ({ appArmorProfile: profile }: Context): boolean =>
        profile !== undefined && profile.type !== 'RuntimeDefault' && profile.type !== 'Localhost';
      const noted = Object.entries(annotations)
        .filter(([key, value]) => key.startsWith(appArmorPrefix) && !/^(|runtime\/default|localhost\/.*)$/.test(value))
        .map(([key, value]) => `${key}=${JSON.stringify(value)}`);
      const names = named(spec, bad);
      const types = [contextOf(spec), ...containersOf(spec).map(contextOf)].filter(bad);
      const values = [...sorted(types.map((c) => c.appArmorProfile?.type ?? '')), ...noted.sort()];
      if (values.length === 0) return undefined;
      const who = setters(bad(contextOf(spec)), names);
      const all = [...(who === '' ? [] : [who]), ...(noted.length > 0 ? [plural('annotation', noted.length)] : [])];
      return {
        reason: plural('forbidden AppArmor profile', values.length),
        detail: `${all.join(' and ')} must not set AppArmor profile type to ${quoted(values)}`,
      };
    },
  },
  {
    level: 'baseline', // capabilities_baseline
    replaced: true,
    find(spec) {
      const detail = added(spec, baselineCapabilities);
      return detail === undefined ? undefined : { reason: 'non-default capabilities', detail };
    },
  },
  {
    level: 'baseline', // hostNamespaces
    find({ hostNetwork, hostPID, hostIPC }) {
      const shared = Object.entries({ hostNetwork, hostPID, hostIPC }).filter(([, value]) => value === true);
      if (shared.length === 0) return undefined;
      return { reason: 'host namespaces', detail: shared.map(([name]) => `${name}=true`).join(', ') };
    },
  },
  {
    level: 'baseline', // hostPathVolumes
    replaced: true,
    find({ volumes = [] }) {
      const names = volumes.filter(({ hostPath }) => hostPath !== undefined).map(({ name }) => name);
      if (names.length === 0) return undefined;
      return { reason: 'hostPath volumes', detail: `${plural('volume', names.length)} ${quoted(names)}` };
    },
  },
  {
    level: 'baseline', // hostPorts
    find(spec) {
      const portsOf = ({ ports = [] }: Container): number[] => ports.flatMap(({ hostPort }) => hostPort || []);
      const names = named(spec, (_, c) => portsOf(c).length > 0);
      if (names.length === 0) return undefined;
      const ports = sorted(containersOf(spec).flatMap(portsOf).map(String));
      const uses = names.length === 1 ? 'uses' : 'use';
      return {
        reason: 'hostPort',
        detail: `${containerNames(names)} ${uses} ${plural('hostPort', ports.length)} ${ports.join(', ')}`,
      };
    },
  },
  {
    level: 'baseline', // hostProbesAndHostLifecycle
    since: 34,
    find(spec) {
      const names = sorted(named(spec, (_, c) => hostsOf(c).length > 0));
      if (names.length === 0) return undefined;
      const hosts = sorted(containersOf(spec).flatMap(hostsOf));
      const uses = names.length === 1 ? 'uses' : 'use';
      const what = plural('probe or lifecycle host', hosts.length);
      return { reason: 'probe or lifecycle host', detail: `${containerNames(names)} ${uses} ${what} ${quoted(hosts)}` };
    },
  },
  {
    level: 'baseline', // privileged
    find(spec) {
      const names = named(spec, ({ privileged }) => privileged === true);
      if (names.length === 0) return undefined;
      return { reason: 'privileged', detail: `${containerNames(names)} must not set securityContext.privileged=true` };
    },
  },
  {
    level: 'baseline', // procMount
    find(spec, _, minor) {
      const bad = ({ procMount }: Context): boolean => procMount !== undefined && procMount !== 'Default';
      const names = named(spec, bad);
      if (names.length === 0 || relaxed(spec, minor)) return undefined;
      const values = sorted(containersOf(spec).flatMap((c) => (bad(contextOf(c)) ? contextOf(c).procMount! : [])));
      const detail = `${containerNames(names)} must not set securityContext.procMount to ${quoted(values)}`;
      return { reason: 'procMount', detail };
    },
  },
  {
    level: 'baseline', // seLinuxOptions
    find(spec, metadata, minor) {
      const allowed = [
        '',
        'container_t',
        'container_init_t',
        'container_kvm_t',
        ...(minor >= 31 ? ['container_engine_t'] : []),
      ];
      const badType = ({ seLinuxOptions: o }: Context): boolean => !allowed.includes(o?.type ?? '');
      return ofSetters(
        'seLinuxOptions',
        (c) => badType(c) || Boolean(c.seLinuxOptions?.user) || Boolean(c.seLinuxOptions?.role),
        (who, contexts) => {
          const types = sorted(contexts.filter(badType).map((c) => c.seLinuxOptions!.type!));
          const data = [
            ...(types.length > 0 ? [`${plural('type', types.length)} ${quoted(types)}`] : []),
            ...(contexts.some((c) => c.seLinuxOptions?.user) ? ['user may not be set'] : []),
            ...(contexts.some((c) => c.seLinuxOptions?.role) ? ['role may not be set'] : []),
          ];
          return `${who} set forbidden securityContext.seLinuxOptions: ${data.join('; ')}`;
        },
      )(spec, metadata, minor);
    },
  },
  { level: 'baseline', replaced: true, since: 19, find: badSeccomp }, // seccompProfile_baseline
  {
    level: 'baseline', // sysctls
    find(spec, _, minor) {
      const names = (contextOf(spec).sysctls ?? []).map(({ name }) => name);
      const bad = names.filter((name) => (valueOf(sysctls, name) ?? Infinity) > minor);
      return bad.length === 0 ? undefined : { reason: 'forbidden sysctls', detail: bad.join(', ') };
    },
  },
  {
    level: 'baseline', // windowsHostProcess
    find: ofSetters(
      'hostProcess',
      ({ windowsOptions }) => windowsOptions?.hostProcess === true,
      (who) => `${who} must not set securityContext.windowsOptions.hostProcess=true`,
    ),
  },
  {
    level: 'restricted', // allowPrivilegeEscalation
    since: 8,
    find(spec, _, minor) {
      if (minor >= 25 && isWindows(spec)) return undefined;
      const names = named(spec, ({ allowPrivilegeEscalation }) => allowPrivilegeEscalation !== false);
      if (names.length === 0) return undefined;
      const detail = `${containerNames(names)} must set securityContext.allowPrivilegeEscalation=false`;
      return { reason: 'allowPrivilegeEscalation != false', detail };
    },
  },
  {
    level: 'restricted', // capabilities_restricted
    since: 22,
    find(spec, _, minor) {
      if (minor >= 25 && isWindows(spec)) return undefined;
      const names = named(spec, ({ capabilities }) => !capabilities?.drop?.includes('ALL'));
      const missing = `${containerNames(names)} must set securityContext.capabilities.drop=["ALL"]`;
      const details = [...(names.length > 0 ? [missing] : []), added(spec, ['NET_BIND_SERVICE']) ?? []].flat();
      return details.length === 0 ? undefined : { reason: 'unrestricted capabilities', detail: details.join('; ') };
    },
  },
  {
    level: 'restricted', // restrictedVolumes
    find({ volumes = [] }) {
      const bad = volumes.filter((volume) => !restrictedVolumes.includes(sourceOf(volume)));
      if (bad.length === 0) return undefined;
      const types = sorted(bad.map(sourceOf));
      const which = `${plural('volume', bad.length)} ${quoted(bad.map(({ name }) => name))}`;
      const what = plural('restricted volume type', types.length);
      const detail = `${which} ${bad.length === 1 ? 'uses' : 'use'} ${what} ${quoted(types)}`;
      return { reason: 'restricted volume types', detail };
    },
  },
  {
    level: 'restricted', // runAsNonRoot
    find(spec, _, minor) {
      if (relaxed(spec, minor)) return undefined;
      const reason = 'runAsNonRoot != true';
      const { runAsNonRoot } = contextOf(spec);
      const explicit = setters(
        runAsNonRoot === false,
        named(spec, (c) => c.runAsNonRoot === false),
      );
      if (explicit !== '') return { reason, detail: `${explicit} must not set securityContext.runAsNonRoot=false` };
      const names = named(spec, (c) => c.runAsNonRoot === undefined);
      if (runAsNonRoot === true || names.length === 0) return undefined;
      return { reason, detail: `pod or ${containerNames(names)} must set securityContext.runAsNonRoot=true` };
    },
  },
  {
    level: 'restricted', // runAsUser
    since: 23,
    find(spec, metadata, minor) {
      if (relaxed(spec, minor)) return undefined;
      return ofSetters(
        'runAsUser=0',
        ({ runAsUser }) => runAsUser === 0,
        (who) => `${who} must not set runAsUser=0`,
      )(spec, metadata, minor);
    },
  },
  {
    level: 'restricted', // seccompProfile_restricted
    since: 19,
    find(spec, metadata, minor) {
      if (minor >= 25 && isWindows(spec)) return undefined;
      const bad = badSeccomp(spec, metadata, minor);
      const names = named(spec, ({ seccompProfile }) => seccompProfile === undefined);
      if (bad !== undefined || contextOf(spec).seccompProfile !== undefined || names.length === 0) return bad;
      const detail = `pod or ${containerNames(names)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`;
      return { reason: 'seccompProfile', detail };
    },
  },
];

const isWindows = ({ os }: PodSpec): boolean => (os as { name?: string } | undefined)?.name === 'windows';

/** Debugging profiles: the permissions of a debugging container, and the parts of a copied Pod that stay. */
// Models kubectl/pkg/cmd/debug/profiles.go
import type { Container, Pod } from '../../../../engine/index.ts';
import { failure } from '../../../errors/failure.ts';
import type { Flags, FlagSpec } from '../../../flags/flags.ts';

type PodSpec = Pod['spec'];

/** A Pod to create, or a copy of the one that gets an ephemeral container. */
export interface Draft {
  readonly labels: Readonly<Record<string, string>> | undefined;
  readonly annotations: Readonly<Record<string, string>> | undefined;
  readonly spec: PodSpec;
}

/** How a Pod is debugged: by an ephemeral container, by a copy, or by a Pod on a node. */
export type DebugStyle = 'ephemeral' | 'copy' | 'node';

export const profileNames = ['general', 'baseline', 'restricted', 'netadmin', 'sysadmin', 'legacy'] as const;
type ProfileName = (typeof profileNames)[number];

export const keepFlags: readonly FlagSpec[] = [
  { name: 'keep-annotations', type: 'bool', usage: 'With --copy-to: keep the original pod annotations.' },
  {
    name: 'keep-init-containers',
    type: 'bool',
    default: 'true',
    usage: 'With --copy-to: run the init containers for the pod.',
  },
  { name: 'keep-labels', type: 'bool', usage: 'With --copy-to: keep the original pod labels.' },
  { name: 'keep-liveness', type: 'bool', usage: 'With --copy-to: keep the original pod liveness probes.' },
  { name: 'keep-readiness', type: 'bool', usage: 'With --copy-to: keep the original pod readiness probes.' },
  { name: 'keep-startup', type: 'bool', usage: 'With --copy-to: keep the original startup probes.' },
];

export function readProfile(flags: Flags): ProfileName {
  const name = flags.string('profile');
  const known = profileNames.find((profile) => profile === name);
  if (known === undefined) throw failure(`unknown profile: ${name}`);
  return known;
}

/** The security contexts of the profiles. */
const secured: Readonly<Record<ProfileName, (container: Container, style: DebugStyle) => Container>> = {
  legacy: (container) => container,
  general: (container, style) =>
    style === 'node' ? withoutContext(container) : withCapabilities(container, ['SYS_PTRACE']),
  baseline: (container) => withoutContext(container),
  restricted: (container) => ({
    ...container,
    securityContext: {
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      allowPrivilegeEscalation: false,
      seccompProfile: { type: 'RuntimeDefault' },
    },
  }),
  netadmin: (container) => withCapabilities(container, ['NET_ADMIN', 'NET_RAW']),
  sysadmin: (container) => ({ ...container, securityContext: { ...container.securityContext, privileged: true } }),
};

function withoutContext({ securityContext: _, ...container }: Container): Container {
  return container;
}

function withCapabilities(container: Container, names: readonly string[]): Container {
  const { securityContext = {} } = container;
  const add = [...(securityContext.capabilities?.add ?? []), ...names];
  return {
    ...container,
    securityContext: { ...securityContext, capabilities: { ...securityContext.capabilities, add } },
  };
}

/** Applies the profile to the draft. */
export function withProfile(draft: Draft, container: string, style: DebugStyle, flags: Flags): Draft {
  const profile = readProfile(flags);
  const secure = (c: Container): Container => (c.name === container ? secured[profile](c, style) : c);
  const spec = eachContainer(draft.spec, secure);
  if (style === 'node') return { ...draft, spec: onNode(spec, container, profile) };
  if (style === 'ephemeral') return { ...draft, spec };
  return profile === 'legacy' ? { ...draft, labels: undefined, spec } : asCopy({ ...draft, spec }, flags);
}

function eachContainer(spec: PodSpec, change: (container: Container) => Container): PodSpec {
  const { initContainers, ephemeralContainers } = spec;
  return {
    ...spec,
    ...(initContainers && { initContainers: initContainers.map(change) }),
    containers: spec.containers.map(change),
    ...(ephemeralContainers && { ephemeralContainers: (ephemeralContainers as Container[]).map(change) }),
  } as PodSpec;
}

/** Adds host namespaces and the host's file system at `/host`, if the profile has them. */
function onNode(spec: PodSpec, container: string, profile: ProfileName): PodSpec {
  const isIsolated = profile === 'baseline' || profile === 'restricted';
  const host = isIsolated ? spec : { ...spec, hostNetwork: true, hostPID: true, hostIPC: true };
  if (isIsolated || profile === 'netadmin') return host;
  const mount = { mountPath: '/host', name: 'host-root' };
  const mounted = eachContainer(host, (c) =>
    c.name === container ? { ...c, volumeMounts: [...(c.volumeMounts ?? []), mount] } : c,
  );
  return { ...mounted, volumes: [...(spec.volumes ?? []), { name: 'host-root', hostPath: { path: '/' } }] };
}

/**
 * Nothing selects or restarts the copy, and its containers share their process namespace, unless flags set otherwise.
 */
function asCopy({ labels, annotations, spec }: Draft, flags: Flags): Draft {
  const { initContainers, ...rest } = spec;
  const unprobed = (c: Container): Container => {
    const { livenessProbe, readinessProbe, startupProbe, ...others } = c;
    return {
      ...others,
      ...(livenessProbe && flags.bool('keep-liveness') && { livenessProbe }),
      ...(readinessProbe && flags.bool('keep-readiness') && { readinessProbe }),
      ...(startupProbe && flags.bool('keep-startup') && { startupProbe }),
    };
  };
  return {
    labels: flags.bool('keep-labels') ? labels : undefined,
    annotations: flags.bool('keep-annotations') ? annotations : undefined,
    spec: {
      ...rest,
      ...(initContainers && flags.bool('keep-init-containers') && { initContainers }),
      containers: spec.containers.map(unprobed),
      shareProcessNamespace: spec.shareProcessNamespace ?? true,
    },
  };
}

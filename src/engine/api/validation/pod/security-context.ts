/** Rules for security contexts of Pods and of containers. */
// Models kubernetes/pkg/apis/core/validation/validation.go ValidateSecurityContext
// Differs: Windows options are not validated.
import type { Container, PodSpec } from '../../types.ts';
import {
  between,
  duplicate,
  type Errors,
  forbiddenField,
  invalidValue,
  notSupported,
  oneOf,
  required,
} from '../errors.ts';
import { internalFields } from '../internal-form.ts';
import type { Json } from '../json.ts';
import { descendingPath } from './volumes.ts';

type ContainerContext = NonNullable<Container['securityContext']>;
type Profile = NonNullable<ContainerContext['seccompProfile']> | NonNullable<ContainerContext['appArmorProfile']>;

const profileTypes = ['Localhost', 'RuntimeDefault', 'Unconfined'];
const sysctlName = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

/** User and group ids have 32 bits. */
const validateIds = (errors: Errors, field: string, context: ContainerContext, names: readonly string[]): void => {
  for (const name of names) {
    between(errors, `${field}.${name}`, context[name as keyof ContainerContext], 0, 2_147_483_647);
  }
};

function validateProfile(errors: Errors, field: string, profile: Profile | undefined, kind: string): void {
  if (profile === undefined) return;
  const { type, localhostProfile: path } = profile;
  const [fieldName, shown] = kind === 'seccomp' ? ['seccompProfile', profile] : ['appArmorProfile', path];
  if (!type) required(errors, `${field}.type`, `type is required when ${fieldName} is set`);
  else if (!profileTypes.includes(type)) notSupported(errors, `${field}.type`, type, profileTypes);
  const at = `${field}.localhostProfile`;
  if (type === 'Localhost') {
    if (!path) required(errors, at, `must be set when ${kind} type is Localhost`);
    else if (kind === 'seccomp') descendingPath(errors, at, path);
    else if (path !== path.trim()) invalidValue(errors, at, path, 'must not be padded with whitespace');
  } else if (path !== undefined) {
    invalidValue(errors, at, shown, `can only be set when ${kind} type is Localhost`);
  }
}

export function validateSecurityContext(errors: Errors, field: string, context: ContainerContext): void {
  validateIds(errors, field, context, ['runAsUser', 'runAsGroup']);
  oneOf(errors, `${field}.procMount`, context.procMount, ['Default', 'Unmasked']);
  validateProfile(errors, `${field}.seccompProfile`, context.seccompProfile, 'seccomp');
  if (context.allowPrivilegeEscalation === false) {
    const why = 'cannot set `allowPrivilegeEscalation` to false and';
    if (context.privileged === true) invalidValue(errors, field, internal(context), `${why} \`privileged\` to true`);
    for (const capability of context.capabilities?.add ?? []) {
      if (capability !== 'CAP_SYS_ADMIN') continue;
      invalidValue(errors, field, internal(context), `${why} \`capabilities.Add\` CAP_SYS_ADMIN`);
    }
  }
  validateProfile(errors, `${field}.appArmorProfile`, context.appArmorProfile, 'AppArmor');
}

const internal = (context: ContainerContext): Json => internalFields('SecurityContext', context as unknown as Json);

export function validatePodSecurityContext(errors: Errors, field: string, spec: PodSpec): void {
  const context = spec.securityContext ?? {};
  validateIds(errors, field, context as ContainerContext, ['fsGroup', 'runAsUser', 'runAsGroup']);
  (context.supplementalGroups ?? []).forEach((group, i) => {
    between(errors, `${field}.supplementalGroups[${i}]`, group, 0, 2_147_483_647);
  });
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const why = 'ShareProcessNamespace and HostPID cannot both be enabled';
    invalidValue(errors, `${field}.shareProcessNamespace`, true, why);
  }
  const names = new Set<string>();
  (context.sysctls ?? []).forEach(({ name }, i) => {
    const at = `${field}.sysctls[${i}].name`;
    if (!name) required(errors, at);
    else if (name.length > 253 || !sysctlName.test(name)) {
      const why = `must have at most 253 characters and match regex ${sysctlName.source.replace('[./]', '[\\./]')}`;
      invalidValue(errors, at, name, why);
    } else if (names.has(name)) duplicate(errors, at, name);
    names.add(name);
  });
  oneOf(errors, `${field}.fsGroupChangePolicy`, context.fsGroupChangePolicy, ['Always', 'OnRootMismatch']);
  validateProfile(errors, `${field}.seccompProfile`, context.seccompProfile, 'seccomp');
  validateProfile(errors, `${field}.appArmorProfile`, context.appArmorProfile, 'AppArmor');
  oneOf(errors, `${field}.supplementalGroupsPolicy`, context.supplementalGroupsPolicy, ['Merge', 'Strict']);
  oneOf(errors, `${field}.seLinuxChangePolicy`, context.seLinuxChangePolicy, ['MountOption', 'Recursive']);
}

/** A Pod cannot have its own user namespace together with another namespace of the host. */
export function validateHostUsers(errors: Errors, field: string, spec: PodSpec): void {
  if (spec.hostUsers !== false) return;
  const why = 'when `pod.Spec.HostUsers` is false';
  for (const [name, shown] of [
    ['hostNetwork', 'hostNetwork'],
    ['hostPID', 'HostPID'],
    ['hostIPC', 'HostIPC'],
  ] as const) {
    if (spec[name] === true) forbiddenField(errors, `${field}.${shown}`, why);
  }
}

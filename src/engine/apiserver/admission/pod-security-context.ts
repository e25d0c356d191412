/** The fields of a Pod that Pod Security checks read, and the names of its parts in their messages. */
// Models kubernetes/staging/src/k8s.io/pod-security-admission/policy/{checks,helpers,visitor}.go
import type { Container, ObjectMeta, PodSpec } from '../../api/types.ts';

/** The reason why a check forbids a Pod: `reason (detail)`. */
export interface Violation {
  readonly reason: string;
  readonly detail: string;
}

export interface Check {
  readonly level: 'baseline' | 'restricted';
  /** The minor version of Kubernetes in which it was introduced. */
  readonly since?: number;
  /** The baseline check that this restricted one replaces. */
  readonly replaced?: true;
  readonly find: (spec: PodSpec, metadata: Partial<ObjectMeta>, minor: number) => Violation | undefined;
}

export type Json = Readonly<Record<string, unknown>>;
/** Fields of a security context that the checks read. */
export interface Context {
  readonly allowPrivilegeEscalation?: boolean;
  readonly appArmorProfile?: { readonly type?: string };
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly privileged?: boolean;
  readonly procMount?: string;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seLinuxOptions?: { readonly type?: string; readonly user?: string; readonly role?: string };
  readonly seccompProfile?: { readonly type?: string };
  readonly windowsOptions?: { readonly hostProcess?: boolean };
  readonly sysctls?: readonly { readonly name: string }[];
}

export const contextOf = (o: { readonly securityContext?: object } | undefined): Context => o?.securityContext ?? {};
export const containersOf = (spec: PodSpec): readonly Container[] => [
  ...(spec.initContainers ?? []),
  ...spec.containers,
  ...((spec.ephemeralContainers ?? []) as readonly Container[]),
];
export const named = (spec: PodSpec, is: (context: Context, container: Container) => boolean): string[] =>
  containersOf(spec).flatMap((c) => (is(contextOf(c), c) ? [c.name] : []));

export const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();
export const quoted = (values: readonly string[]): string => values.map((v) => JSON.stringify(v)).join(', ');
export const plural = (word: string, count: number): string => (count === 1 ? word : `${word}s`);
export const containerNames = (names: readonly string[]): string =>
  `${plural('container', names.length)} ${quoted(names)}`;
/** `pod`, `container "a"`, or both. */
export const setters = (pod: boolean, names: readonly string[]): string =>
  [...(pod ? ['pod'] : []), ...(names.length > 0 ? [containerNames(names)] : [])].join(' and ');

/** A check of a field that both the Pod and its containers can have. */
export const ofSetters =
  (
    reason: string,
    is: (context: Context) => boolean,
    detail: (who: string, values: readonly Context[]) => string,
  ): Check['find'] =>
  (spec) => {
    const pod = is(contextOf(spec));
    const names = named(spec, is);
    if (!pod && names.length === 0) return undefined;
    const contexts = [contextOf(spec), ...containersOf(spec).map(contextOf)].filter(is);
    return { reason, detail: detail(setters(pod, names), contexts) };
  };

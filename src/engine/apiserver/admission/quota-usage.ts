/** Usage of a ResourceQuota by an object, and the quotas that apply to it. */
// Models kubernetes/pkg/quota/v1/evaluator/core and staging/src/k8s.io/apiserver/pkg/quota/v1/generic
// Differs: a Pod that is stuck in deletion counts until it is removed.
import type { ResourceQuota, ScopeSelectorRequirement } from '../../api/admission-types.ts';
import { podResources } from '../../api/pod-resources.ts';
import { parseQuantity, type Quantity } from '../../api/quantity.ts';
import type { Container, KubernetesObject, PersistentVolumeClaim, Pod, Service } from '../../api/types.ts';
import type { ResourceInfo } from '../../api/resources.ts';

export type Usage = ReadonlyMap<string, Quantity>;

const quantity = (text: string | number): Quantity => parseQuantity(text) ?? { nanos: 0n, format: 'decimal' };
const one = quantity(1);

/** Kinds that a quota can also name without `count/`. */
const aliases = [
  'configmaps',
  'resourcequotas',
  'replicationcontrollers',
  'secrets',
  'services',
  'persistentvolumeclaims',
];
/** `cpu` is an alias of `requests.cpu`. */
const computed = ['cpu', 'memory', 'ephemeral-storage'];

const countName = ({ resource, group }: ResourceInfo): string =>
  `count/${group === '' || resource.endsWith(`.${group}`) ? resource : `${resource}.${group}`}`;

const isExtended = (name: string): boolean => name.includes('/') && !name.includes('kubernetes.io/');

/** Returns the usage of containers or Pods with these requests and limits. */
function computeUsage(
  requests: Readonly<Record<string, string>>,
  limits: Readonly<Record<string, string>>,
): [string, Quantity][] {
  return [
    ...Object.entries(requests).flatMap(([name, text]): [string, Quantity][] => {
      const amount = quantity(text);
      if (isExtended(name)) return [[`requests.${name}`, amount]];
      if (!computed.includes(name) && !name.startsWith('hugepages-')) return [];
      return [
        [name, amount],
        [`requests.${name}`, amount],
      ];
    }),
    ...Object.entries(limits).flatMap(([name, text]): [string, Quantity][] =>
      computed.includes(name) ? [[`limits.${name}`, quantity(text)]] : [],
    ),
  ];
}

const isFinished = ({ status }: Pod): boolean => status?.phase === 'Failed' || status?.phase === 'Succeeded';

function podUsage(pod: Pod): [string, Quantity][] {
  if (isFinished(pod)) return [];
  return [['pods', one], ...computeUsage(podResources(pod.spec, 'requests'), podResources(pod.spec, 'limits'))];
}

function claimUsage({ metadata, spec }: PersistentVolumeClaim): [string, Quantity][] {
  const storage = quantity(spec.resources?.requests?.['storage'] ?? 0);
  const used: [string, Quantity][] = [
    ['persistentvolumeclaims', one],
    ['requests.storage', storage],
  ];
  const storageClass = metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec.storageClassName;
  if (!storageClass) return used;
  return [
    ...used,
    ...used.map(([name, q]): [string, Quantity] => [`${storageClass}.storageclass.storage.k8s.io/${name}`, q]),
  ];
}

function serviceUsage({ spec }: Service): [string, Quantity][] {
  const { type, allocateLoadBalancerNodePorts: allocates = true } = spec as typeof spec & {
    readonly allocateLoadBalancerNodePorts?: boolean;
  };
  const ports = (spec.ports ?? []) as readonly { readonly nodePort?: number }[];
  const withNodePort = type === 'LoadBalancer' && !allocates ? ports.filter(({ nodePort }) => nodePort) : ports;
  const nodePorts = type === 'NodePort' || type === 'LoadBalancer' ? withNodePort.length : 0;
  return [
    ['services', one],
    ['services.nodeports', quantity(nodePorts)],
    ['services.loadbalancers', quantity(type === 'LoadBalancer' ? 1 : 0)],
  ];
}

export function usageOf(object: KubernetesObject, info: ResourceInfo): Usage {
  const { resource } = info;
  const own =
    resource === 'pods'
      ? podUsage(object as Pod)
      : resource === 'persistentvolumeclaims'
        ? claimUsage(object as PersistentVolumeClaim)
        : resource === 'services'
          ? serviceUsage(object as Service)
          : aliases.includes(resource)
            ? [[resource, one] as [string, Quantity]]
            : [];
  return new Map([[countName(info), one], ...own]);
}

/** Returns the limits of the quota for objects of this resource. */
export function matchingResources(names: readonly string[], info: ResourceInfo): readonly string[] {
  const { resource } = info;
  const counted = countName(info);
  const matches = (name: string): boolean => {
    if (name === counted) return true;
    if (name === resource) return name === 'pods' || aliases.includes(name);
    if (resource === 'services') return name.startsWith('services.');
    if (resource === 'persistentvolumeclaims') {
      return (
        name === 'requests.storage' ||
        /\.storageclass\.storage\.k8s\.io\/(persistentvolumeclaims|requests\.storage)$/.test(name)
      );
    }
    if (resource !== 'pods') return false;
    const plain = name.replace(/^(requests|limits)\./, '');
    return (
      computed.includes(plain) || plain.startsWith('hugepages-') || (name.startsWith('requests.') && isExtended(plain))
    );
  };
  return names.filter(matches);
}

/** Returns true if the scopes of the quota select the object. */
export function inScopes(object: KubernetesObject, { spec }: ResourceQuota): boolean {
  const selectors: readonly ScopeSelectorRequirement[] = [
    ...(spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: 'Exists' })),
    ...(spec.scopeSelector?.matchExpressions ?? []),
  ];
  if (selectors.length === 0) return true;
  return object.kind === 'Pod' && selectors.every((selector) => inScope(object as Pod, selector));
}

function inScope({ spec, status }: Pod, { scopeName, operator, values = [] }: ScopeSelectorRequirement): boolean {
  const deadline = spec.activeDeadlineSeconds !== undefined;
  const bestEffort = (status as { qosClass?: string } | undefined)?.qosClass === 'BestEffort';
  switch (scopeName) {
    case 'Terminating':
      return deadline;
    case 'NotTerminating':
      return !deadline;
    case 'BestEffort':
      return bestEffort;
    case 'NotBestEffort':
      return !bestEffort;
    case 'PriorityClass': {
      const name = spec.priorityClassName;
      if (operator === 'Exists') return Boolean(name);
      if (operator === 'DoesNotExist') return !name;
      return operator === 'In' ? values.includes(name ?? '') : !values.includes(name ?? '');
    }
    case 'CrossNamespacePodAffinity':
      return spansNamespaces(spec);
    default:
      return false;
  }
}

function spansNamespaces({ affinity }: Pod['spec']): boolean {
  const { podAffinity, podAntiAffinity } = affinity ?? {};
  return [podAffinity, podAntiAffinity].some((rules) =>
    [
      ...(rules?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
      ...(rules?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((p) => p.podAffinityTerm),
    ].some(({ namespaces, namespaceSelector }) => (namespaces?.length ?? 0) > 0 || namespaceSelector !== undefined),
  );
}

/** If a quota limits these, each container must specify its amount. */
const explicit = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

/** Returns the limited resources that containers of the Pod do not specify: `must specify …`. */
export function unspecified(pod: Pod, limited: readonly string[]): string | undefined {
  const containers: readonly Container[] = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const lists = containers.map(({ name, resources }) => {
    const { requests = {}, limits = {} } = (resources ?? {}) as Record<string, Readonly<Record<string, string>>>;
    return { name, says: new Set(computeUsage(requests, limits).map(([resource]) => resource)) };
  });
  const texts = explicit
    .filter((resource) => limited.includes(resource))
    .sort()
    .flatMap((resource) => {
      const silent = [...new Set(lists.flatMap(({ name, says }) => (says.has(resource) ? [] : name)))];
      return silent.length === 0 ? [] : `${resource} for: ${silent.sort().join(',')}`;
    });
  return texts.length === 0 ? undefined : `must specify ${texts.join('; ')}`;
}

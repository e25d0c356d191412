/** The plugin ResourceQuota: refuses objects that exceed a quota of the namespace, and adds all others to its usage. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go
import type { ResourceList, ResourceQuota } from '../../api/admission-types.ts';
import { addQuantities, formatQuantity, parseQuantity, type Quantity } from '../../api/quantity.ts';
import type { KubernetesObject, Pod } from '../../api/types.ts';
import type { ObjectStore } from '../object-store.ts';
import { type AdmissionPlugin, type AdmissionRequest, refuse } from './plugin.ts';
import { inScopes, matchingResources, unspecified, type Usage, usageOf } from './quota-usage.ts';

/** Resources whose usage can grow with an update; that of a Pod grows with a resize. */
const growing = ['persistentvolumeclaims', 'services'];

const actor = { name: 'kube-apiserver', reason: 'ChargeResourceQuota' };

/** Returns the quota after the object is stored. */
interface Charge {
  readonly quota: ResourceQuota;
  readonly used: ResourceList;
}

export const resourceQuota: AdmissionPlugin = {
  validate(object, request, { store }) {
    chargesOf(object, request, store);
  },
};

/** Adds the object to the usage of its quotas, after all other checks. */
export function chargeQuotas(object: KubernetesObject, request: AdmissionRequest, store: ObjectStore): void {
  for (const { quota, used } of chargesOf(object, request, store)) {
    const metadata = { ...quota.metadata, resourceVersion: store.nextRevision() };
    store.put('resourcequotas', { ...quota, metadata, status: { ...quota.status, used } } as ResourceQuota, actor, {
      subresource: 'status',
    });
  }
}

/** @throws StatusError Forbidden */
function chargesOf(object: KubernetesObject, request: AdmissionRequest, store: ObjectStore): readonly Charge[] {
  const { info, old, resizes, namespace } = request;
  if (!info.namespaced || store.count('resourcequotas') === 0) return [];
  if (info.resource === 'events' || (old !== undefined && !growing.includes(info.resource) && !resizes)) return [];
  const quotas = store.inNamespace('resourcequotas', namespace).filter((quota) => {
    const limited = matchingResources(Object.keys(quota.status?.hard ?? {}), info);
    if (limited.length === 0 || !inScopes(object, quota)) return false;
    const silence = info.resource === 'pods' ? unspecified(object as Pod, limited) : undefined;
    if (silence !== undefined) throw refuse(request, `failed quota: ${quota.metadata.name}: ${silence}`);
    const unknown = limited.filter((name) => quota.status?.used?.[name] === undefined);
    if (unknown.length > 0) {
      throw refuse(request, `status unknown for quota: ${quota.metadata.name}, resources: ${unknown.sort().join(',')}`);
    }
    return true;
  });
  if (quotas.length === 0) return [];
  const delta = difference(usageOf(object, info), old && usageOf(old, info));
  return quotas.flatMap((quota) => charge(quota, delta, request) ?? []);
}

function difference(usage: Usage, before: Usage = new Map()): readonly (readonly [string, Quantity])[] {
  return [...usage]
    .map(([name, { nanos, format }]) => [name, { nanos: nanos - (before.get(name)?.nanos ?? 0n), format }] as const)
    .filter(([, { nanos }]) => nanos !== 0n);
}

function charge(
  quota: ResourceQuota,
  delta: readonly (readonly [string, Quantity])[],
  request: AdmissionRequest,
): Charge | undefined {
  const { hard = {}, used = {} } = quota.status ?? {};
  const requested = delta.filter(([name]) => hard[name] !== undefined);
  if (requested.length === 0) return undefined;
  const after: Record<string, string> = { ...used };
  const exceeded: string[] = [];
  for (const [name, amount] of requested) {
    const sum = addQuantities(parseQuantity(used[name] ?? '0')!, amount);
    if (amount.nanos > 0n && sum.nanos > parseQuantity(hard[name]!)!.nanos) exceeded.push(name);
    after[name] = formatQuantity(sum.nanos, sum.format);
  }
  if (exceeded.length === 0) return { quota, used: after };
  exceeded.sort();
  const amounts = new Map(requested.map(([name, { nanos, format }]) => [name, formatQuantity(nanos, format)]));
  const listed = (value: (name: string) => string | undefined): string =>
    exceeded.map((name) => `${name}=${value(name) ?? ''}`).join(',');
  throw refuse(
    request,
    `exceeded quota: ${quota.metadata.name}, requested: ${listed((n) => amounts.get(n))}, used: ${listed((n) => used[n])}, limited: ${listed((n) => hard[n])}`,
  );
}

/** The downward API: fields of a Pod and resources of its containers as values. */
// Models kubernetes/pkg/fieldpath and pkg/api/v1/resource/helpers.go
import { parseQuantity } from '../../api/quantity.ts';
import type { Container, Pod } from '../../api/types.ts';
import { valueOf } from '../../base/values.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';

/** Facts about a Pod that the kubelet knows before the API server does. */
export interface PodPlace {
  readonly podIP: string;
  readonly hostIP: string;
  /** Allocatable resources of the node, from its status. */
  readonly allocatable: Readonly<Record<string, string | number>>;
}

export function placeOf(store: ObjectStore, node: string, podIP: string): PodPlace {
  const status = store.get('nodes', node)?.status;
  const hostIP = status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '';
  return { podIP, hostIP, allocatable: (status?.allocatable ?? status?.capacity ?? {}) as PodPlace['allocatable'] };
}

/** Returns the value of a field of the Pod. */
export function fieldOf({ metadata, spec }: Pod, { podIP, hostIP }: PodPlace, path: string): string {
  const [, map, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (map !== undefined) return valueOf(metadata[map as 'labels' | 'annotations'], key!) ?? '';
  const all = (entries: Readonly<Record<string, string>> = {}): string =>
    Object.keys(entries)
      .sort()
      .map((k) => `${k}=${JSON.stringify(entries[k])}`)
      .join('\n');
  switch (path) {
    case 'metadata.labels':
      return all(metadata.labels);
    case 'metadata.annotations':
      return all(metadata.annotations);
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace!;
    case 'metadata.uid':
      return metadata.uid;
    case 'spec.nodeName':
      return spec.nodeName ?? '';
    case 'spec.serviceAccountName':
      return spec.serviceAccountName ?? 'default';
    case 'status.podIP':
    case 'status.podIPs':
      return podIP;
    case 'status.hostIP':
    case 'status.hostIPs':
      return hostIP;
    default:
      return '';
  }
}

interface ResourceReference {
  readonly containerName?: string;
  /** `limits.memory` */
  readonly resource: string;
  readonly divisor?: string | number;
}

/**
 * Returns an amount in units of the divisor, rounded up. A container without a limit gets the allocatable amount of the
 * node.
 */
export function resourceOf(
  pod: Pod,
  container: Container,
  { containerName, resource, divisor }: ResourceReference,
  { allocatable }: PodPlace,
): string {
  const { initContainers = [], containers } = pod.spec;
  const named = [...containers, ...initContainers].find(({ name }) => name === containerName) ?? container;
  const [side = '', name = ''] = /^(limits|requests)\.(.*)$/.exec(resource)?.slice(1) ?? [];
  const written = (named.resources?.[side as 'limits' | 'requests'] as PodPlace['allocatable'] | undefined)?.[name];
  const nanos = (quantity: string | number | undefined): bigint => parseQuantity(quantity ?? 0)?.nanos ?? 0n;
  const own = nanos(written);
  const amount = own === 0n && side === 'limits' ? nanos(allocatable[name]) : own;
  const unit = nanos(divisor) || 1_000_000_000n;
  return String((amount + unit - 1n) / unit);
}

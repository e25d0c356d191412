/** The kinds that the API server serves: names in URLs, group, scope, and what the store keeps track of. */
import type { ResourceName } from '../api/types.ts';

export interface ResourceInfo {
  /** Plural name in URLs and in messages. */
  readonly resource: ResourceName;
  readonly kind: string;
  /** API group; empty for core. */
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
  /** Status is written on its own (`/status`), and a write to the main resource leaves it alone. */
  readonly hasStatus: boolean;
  /** `metadata.generation` counts changes of the spec. */
  readonly tracksGeneration: boolean;
}

function info(
  resource: ResourceName,
  kind: string,
  groupVersion: string,
  flags: { cluster?: true; status?: true; generation?: true } = {},
): ResourceInfo {
  const slash = groupVersion.indexOf('/');
  return {
    resource,
    kind,
    group: slash < 0 ? '' : groupVersion.slice(0, slash),
    version: groupVersion.slice(slash + 1),
    namespaced: flags.cluster === undefined,
    hasStatus: flags.status !== undefined,
    tracksGeneration: flags.generation !== undefined,
  };
}

export const resources: readonly ResourceInfo[] = [
  info('pods', 'Pod', 'v1', { status: true, generation: true }),
  info('services', 'Service', 'v1', { status: true }),
  info('persistentvolumeclaims', 'PersistentVolumeClaim', 'v1', { status: true }),
  info('persistentvolumes', 'PersistentVolume', 'v1', { cluster: true, status: true }),
  info('nodes', 'Node', 'v1', { cluster: true, status: true }),
  info('namespaces', 'Namespace', 'v1', { cluster: true, status: true }),
  info('events', 'Event', 'v1'),
  info('statefulsets', 'StatefulSet', 'apps/v1', { status: true, generation: true }),
  info('controllerrevisions', 'ControllerRevision', 'apps/v1'),
  info('storageclasses', 'StorageClass', 'storage.k8s.io/v1', { cluster: true }),
  info('endpointslices', 'EndpointSlice', 'discovery.k8s.io/v1', { generation: true }),
];

const byName = new Map(resources.map((r) => [r.resource as string, r]));
const byKind = new Map(resources.map((r) => [`${r.group === '' ? '' : `${r.group}/`}${r.version} ${r.kind}`, r]));

export function resourceInfo(resource: ResourceName): ResourceInfo {
  return byName.get(resource)!;
}

/** The resource of a manifest's `apiVersion` and `kind`, or `undefined`: no match. */
export function resourceOfKind(apiVersion: string, kind: string): ResourceInfo | undefined {
  return byKind.get(`${apiVersion} ${kind}`);
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(r: ResourceInfo): string {
  return r.group === '' ? r.version : `${r.group}/${r.version}`;
}

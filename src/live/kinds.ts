/** The kinds that are watched, and the addresses of their lists and watches. */
import { type ResourceName, resourceInfo } from '../engine/index.ts';

/** Ordered: a set comes before the objects that belong to it. */
export const liveResources = [
  'statefulsets',
  'controllerrevisions',
  'pods',
  'persistentvolumeclaims',
  'persistentvolumes',
  'storageclasses',
  'services',
  'endpointslices',
  'nodes',
  'poddisruptionbudgets',
  'deployments',
  'replicasets',
  'events',
] as const satisfies readonly ResourceName[];

export type LiveResource = (typeof liveResources)[number];

/** Number of objects in one page of a list. */
const pageSize = 500;

/** Returns the path of a resource: in the namespace, or of the whole cluster for resources without namespaces. */
function pathOf(resource: LiveResource, namespace: string): string {
  const { group, version, namespaced } = resourceInfo(resource);
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}${namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : ''}/${resource}`;
}

export interface ListRequest {
  /** False to request the whole list in one answer. */
  readonly paged: boolean;
  /** The continue token of the previous page. */
  readonly next?: string | undefined;
}

/** Returns the address of a list, or of one of its pages. */
export function listAddress(resource: LiveResource, namespace: string, { paged, next }: ListRequest): string {
  const page = paged ? `?limit=${pageSize}${next === undefined ? '' : `&continue=${encodeURIComponent(next)}`}` : '';
  return pathOf(resource, namespace) + page;
}

/** Returns the address of a watch that continues after a version. The server ends it after some minutes. */
export function watchAddress(resource: LiveResource, namespace: string, version: string, seconds: number): string {
  const from = encodeURIComponent(version);
  return `${pathOf(resource, namespace)}?watch=1&allowWatchBookmarks=true&resourceVersion=${from}&timeoutSeconds=${seconds}`;
}

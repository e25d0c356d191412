/** Reads objects from the API server by the mapping of a type. */
import type { KubernetesObject, ObjectView, ResourceInfo } from '../../engine/index.ts';
import { derivedObjects } from './derived-objects.ts';

export function getObject(
  view: ObjectView,
  mapping: ResourceInfo,
  name: string,
  namespace: string | undefined,
): KubernetesObject | undefined {
  const stored: KubernetesObject | undefined = view.get(mapping.resource, name, namespace);
  return stored ?? derivedObjects(view, mapping, namespace).find(({ metadata }) => metadata.name === name);
}

/** @param namespace All namespaces, if absent. */
export function listObjects(
  view: ObjectView,
  mapping: ResourceInfo,
  namespace: string | undefined,
): readonly KubernetesObject[] {
  const stored: readonly KubernetesObject[] = view.list(mapping.resource, namespace === undefined ? {} : { namespace });
  const derived = derivedObjects(view, mapping, namespace).filter(
    ({ metadata }) => !stored.some((s) => s.metadata.uid === metadata.uid || sameName(s, metadata)),
  );
  return [...stored, ...derived];
}

const sameName = (object: KubernetesObject, { name, namespace }: KubernetesObject['metadata']): boolean =>
  object.metadata.name === name && object.metadata.namespace === namespace;

/** Returns the API server's deprecation warning for reads of a resource. */
export function deprecation({ kind, group, version }: ResourceInfo): string | undefined {
  if (kind === 'ComponentStatus' && group === '') return 'v1 ComponentStatus is deprecated in v1.19+';
  if (kind !== 'Endpoints' || group !== '') return undefined;
  return `${version} Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice`;
}

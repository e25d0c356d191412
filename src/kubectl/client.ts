/** Reading from the API server by what a type maps to. */
import type { KubernetesObject, ObjectView, ResourceInfo } from '../engine/index.ts';

export function getObject(
  view: ObjectView,
  { resource }: ResourceInfo,
  name: string,
  namespace: string | undefined,
): KubernetesObject | undefined {
  return view.get(resource, name, namespace);
}

/** @param namespace Of all namespaces when it is absent. */
export function listObjects(
  view: ObjectView,
  { resource }: ResourceInfo,
  namespace: string | undefined,
): readonly KubernetesObject[] {
  return view.list(resource, namespace === undefined ? {} : { namespace });
}

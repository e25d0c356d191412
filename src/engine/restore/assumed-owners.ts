/** Owners that the dump does not contain. */
import type { KubernetesObject } from '../api/types.ts';

/**
 * Returns the known facts about owners that objects name and the dump does not contain. If it contains other objects of
 * the owner's kind in the namespace, the owner is assumed to be deleted.
 */
export function assumedOwners(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const uids = new Set(objects.map(({ metadata }) => metadata.uid));
  const read = new Set(objects.map(({ kind, metadata }) => `${metadata.namespace ?? ''}/${kind}`));
  const assumed = new Map<string, KubernetesObject>();
  for (const { metadata } of objects) {
    for (const { apiVersion, kind, name, uid } of metadata.ownerReferences ?? []) {
      if (uids.has(uid) || read.has(`${metadata.namespace ?? ''}/${kind}`)) continue;
      const { namespace } = metadata;
      const owner = { apiVersion, kind, metadata: { name, uid, ...(namespace !== undefined && { namespace }) } };
      assumed.set(uid, owner as KubernetesObject);
    }
  }
  return [...assumed.values()];
}

/** Returns the objects sorted so that each comes after its owners. */
export function ownersFirst(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const byUid = new Map(objects.map((object) => [object.metadata.uid, object]));
  const ordered = new Set<KubernetesObject>();
  const begun = new Set<KubernetesObject>();
  const add = (object: KubernetesObject): void => {
    // Owners that own each other have no order.
    if (begun.has(object)) return;
    begun.add(object);
    for (const { uid } of object.metadata.ownerReferences ?? []) {
      const owner = byUid.get(uid);
      if (owner !== undefined) add(owner);
    }
    ordered.add(object);
  };
  objects.forEach(add);
  return [...ordered];
}

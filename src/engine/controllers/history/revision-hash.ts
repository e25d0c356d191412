/**
 * The hash in the name of a revision, computed from the defaulted Pod template. The same manifest has the same hash
 * here as in every real cluster of the same version.
 */
// Models kubernetes/pkg/controller/history (HashControllerRevision)
import type { PodTemplateSpec } from '../../api/types.ts';
import { canonicalJson, fnv1, safeEncode } from '../../base/hash.ts';

interface Hashed {
  readonly data: object;
  readonly fnv: number;
}

/** A set's template is the same object from one reconcile to the next, until it changes. */
const hashed = new WeakMap<PodTemplateSpec, Hashed>();

function hashOnce(template: PodTemplateSpec): Hashed {
  let known = hashed.get(template);
  if (known === undefined) {
    const data = { spec: { template: { ...template, $patch: 'replace' } } };
    hashed.set(template, (known = { data, fnv: fnv1(canonicalJson(data)) }));
  }
  return known;
}

/** Returns the data of a revision: a patch that replaces the template. */
export function revisionData(template: PodTemplateSpec): object {
  return hashOnce(template).data;
}

/** Returns the part of a revision's name after the set's name, for a defaulted template. */
export function controllerRevisionHash(template: PodTemplateSpec, collisionCount: number): string {
  return safeEncode(fnv1(String(collisionCount), hashOnce(template).fnv));
}

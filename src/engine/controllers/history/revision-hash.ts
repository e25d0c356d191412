/**
 * The name of a revision: a hash over the defaulted Pod template. The same manifest has the same hash on every real
 * cluster, and here.
 */
// Models kubernetes/pkg/controller/history (HashControllerRevision)
import type { PodTemplateSpec } from '../../api/types.ts';
import { canonicalJson, fnv1, safeEncode } from '../../base/hash.ts';

interface Hashed {
  readonly data: object;
  readonly fnv: number;
}

/** A set's template is the same object from one reconcile to the next, until someone changes it. */
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

/** The part of a revision's name after the set's, for a defaulted template. */
export function controllerRevisionHash(template: PodTemplateSpec, collisionCount: number): string {
  return safeEncode(fnv1(String(collisionCount), hashOnce(template).fnv));
}

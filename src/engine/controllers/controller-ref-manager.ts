/**
 * Ownership of objects: a controller adopts orphans that match its selector, and releases objects that no longer do.
 */
// Models kubernetes/pkg/controller/controller_ref_manager.go
import { selectorMatches } from '../api/labels.ts';
import type { KindByResource, KubernetesObject, LabelSelector } from '../api/types.ts';
import { controllerUid } from '../apiserver/object-store.ts';
import type { Actor } from '../trace/history.ts';
import type { ComponentContext } from './component.ts';
import { newControllerRef } from './statefulset/stateful-set-utils.ts';

/** Resources whose objects have owners. */
type Owned = 'pods' | 'replicasets';

const isGoing = (o: KubernetesObject): boolean => o.metadata.deletionTimestamp !== undefined;

export interface Claimed<T> {
  readonly own: T[];
  readonly adopted: readonly T[];
  readonly released: readonly T[];
}

/** The owner that claims objects, and its selector. */
export interface Claims<T> {
  readonly actor: (reason: 'Adopt' | 'Release') => Actor;
  /** Returns true for objects that may be adopted or released; all others stay with the owner while it selects them. */
  readonly may?: (object: T) => boolean;
}

/**
 * Claims the objects that `owner` selects. Writes nothing for an owner that is being deleted.
 * @param candidates Objects in the owner's namespace: all that it controls and all orphans, or only the changed ones.
 */
export function claimObjects<R extends Owned>(
  { api }: ComponentContext,
  owner: KubernetesObject & { readonly spec: { readonly selector: LabelSelector } },
  candidates: readonly KindByResource[R][],
  { actor, may = () => true }: Claims<KindByResource[R]>,
): Claimed<KindByResource[R]> {
  type T = KindByResource[R];
  const { uid } = owner.metadata;
  const selects = (o: KubernetesObject): boolean => selectorMatches(owner.spec.selector, o.metadata.labels);
  const withOwners = (o: T, change: (owners: NonNullable<T['metadata']['ownerReferences']>) => object[]): T =>
    ({ ...o, metadata: { ...o.metadata, ownerReferences: change(o.metadata.ownerReferences ?? []) } }) as unknown as T;
  const own: T[] = [];
  const released: T[] = [];
  const adopted: T[] = [];
  for (const object of candidates) {
    if (controllerUid(object) !== uid) continue;
    if (selects(object)) own.push(object);
    else if (!isGoing(owner) && may(object)) {
      api.update(
        withOwners(object, (owners) => owners.filter((r) => r.uid !== uid)),
        actor('Release'),
      );
      released.push(object);
    }
  }
  if (isGoing(owner)) return { own, adopted, released };
  for (const object of candidates) {
    if (controllerUid(object) !== undefined || !selects(object) || isGoing(object) || !may(object)) continue;
    const next = withOwners(object, (owners) => [...owners, newControllerRef(owner)]);
    adopted.push(api.update(next, actor('Adopt')) as T);
  }
  return { own: [...own, ...adopted], adopted, released };
}

/**
 * Returns the keys of the owners to reconcile for `object`: its controller, or for an orphan all owners that may adopt
 * it.
 */
export function ownerKeys<R extends 'deployments' | 'replicasets'>(
  { store }: ComponentContext,
  owners: R,
  kind: string,
  object: KubernetesObject,
): string[] {
  const { namespace, labels, ownerReferences } = object.metadata;
  const ref = ownerReferences?.find((r) => r.controller === true);
  if (ref !== undefined) return ref.kind === kind ? [`${namespace}/${ref.name}`] : [];
  return [...store.inNamespace(owners, namespace!)]
    .filter((owner) => selectorMatches(owner.spec.selector, labels))
    .map((owner) => `${namespace}/${owner.metadata.name}`);
}

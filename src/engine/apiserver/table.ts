/** The stored objects of one resource, with the indexes that controllers need so that nobody scans. */
import type { KubernetesObject } from '../api/types.ts';

/** The uid of the owner that controls `object`, or `undefined` for an orphan. */
export function controllerUid(object: KubernetesObject): string | undefined {
  return object.metadata.ownerReferences?.find((r) => r.controller === true)?.uid;
}

/** The place of an object; a write to the object changes what is in it and nothing else. */
export interface Place {
  /** `namespace/name` */
  readonly key: string;
  object: KubernetesObject;
}

/** Places by something that their objects say; an object may be under several terms, or under none. */
class Index {
  readonly #places = new Map<string, Set<Place>>();

  get(term: string): ReadonlySet<Place> | undefined {
    return this.#places.get(term);
  }

  add(place: Place, terms: readonly string[]): void {
    for (const term of terms) {
      const places = this.#places.get(term);
      if (places === undefined) this.#places.set(term, new Set([place]));
      else places.add(place);
    }
  }

  remove(place: Place, terms: readonly string[]): void {
    for (const term of terms) {
      const places = this.#places.get(term);
      places?.delete(place);
      if (places?.size === 0) this.#places.delete(term);
    }
  }

  /** Terms in both lists keep their place in the order. */
  move(place: Place, before: readonly string[], after: readonly string[]): void {
    this.remove(
      place,
      before.filter((term) => !after.includes(term)),
    );
    this.add(place, after);
  }
}

/** Uids of all owners. */
const ownersOf = (o: KubernetesObject): readonly string[] => (o.metadata.ownerReferences ?? []).map((r) => r.uid);
/** The namespace of an object that no controller owns: a candidate for adoption. */
const orphanageOf = (o: KubernetesObject): readonly string[] =>
  controllerUid(o) === undefined ? [o.metadata.namespace ?? ''] : [];

export class Table {
  /** By namespace (empty: cluster-wide), then by name. */
  readonly #places = new Map<string, Map<string, Place>>();
  readonly #owners = new Index();
  readonly #orphans = new Index();
  #sorted: readonly Place[] | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Those of the first namespace that has any, in the order in which they came. */
  oldest(count: number): Place[] {
    const found: Place[] = [];
    for (const places of this.#places.values()) {
      for (const place of places.values()) {
        found.push(place);
        if (found.length === count) return found;
      }
    }
    return found;
  }

  get(name: string, namespace = ''): KubernetesObject | undefined {
    return this.#places.get(namespace)?.get(name)?.object;
  }

  /** Objects by namespace and name, byte by byte, as etcd holds them. */
  get sorted(): readonly Place[] {
    this.#sorted ??= [...this.#places.values()]
      .flatMap((places) => [...places.values()])
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return this.#sorted;
  }

  inNamespace(namespace: string): Iterable<Place> {
    return this.#places.get(namespace)?.values() ?? [];
  }

  ownedBy(uid: string): Iterable<Place> {
    return this.#owners.get(uid) ?? [];
  }

  orphans(namespace: string): Iterable<Place> {
    return this.#orphans.get(namespace) ?? [];
  }

  /** @returns what was there before. */
  put(object: KubernetesObject): KubernetesObject | undefined {
    const { namespace = '', name } = object.metadata;
    let places = this.#places.get(namespace);
    if (places === undefined) this.#places.set(namespace, (places = new Map()));
    const place = places.get(name);
    if (place === undefined) {
      const added = { key: `${namespace}/${name}`, object };
      places.set(name, added);
      this.#size++;
      this.#sorted = undefined;
      this.#owners.add(added, ownersOf(object));
      this.#orphans.add(added, orphanageOf(object));
      return undefined;
    }
    const before = place.object;
    place.object = object;
    if (before.metadata.ownerReferences !== object.metadata.ownerReferences) {
      this.#owners.move(place, ownersOf(before), ownersOf(object));
      this.#orphans.move(place, orphanageOf(before), orphanageOf(object));
    }
    return before;
  }

  remove({ metadata: { namespace = '', name } }: KubernetesObject): void {
    const places = this.#places.get(namespace);
    const place = places?.get(name);
    if (places === undefined || place === undefined) return;
    places.delete(name);
    this.#size--;
    this.#sorted = undefined;
    this.#owners.remove(place, ownersOf(place.object));
    this.#orphans.remove(place, orphanageOf(place.object));
  }
}

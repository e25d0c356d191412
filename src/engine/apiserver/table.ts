/** The stored objects of one resource, with indexes for controllers. */
import type { KubernetesObject, VolumeAttachment } from '../api/types.ts';

/** Returns the uid of the controller of `object`, or `undefined` for an orphan. */
export function controllerUid(object: KubernetesObject): string | undefined {
  return object.metadata.ownerReferences?.find((r) => r.controller === true)?.uid;
}

/** The place of an object in the table. A write replaces only its content. */
export interface Place {
  /** `namespace/name` */
  readonly key: string;
  object: KubernetesObject;
}

/** An index of places by terms; an object may have several terms, or none. */
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

  /** Terms in both lists keep their position. */
  move(place: Place, before: readonly string[], after: readonly string[]): void {
    this.remove(
      place,
      before.filter((term) => !after.includes(term)),
    );
    this.add(place, after);
  }
}

/** The uids of all owners. */
const ownersOf = (o: KubernetesObject): readonly string[] => (o.metadata.ownerReferences ?? []).map((r) => r.uid);
/** The namespace of an object without a controller: a candidate for adoption. For an attachment, its volume. */
const orphanageOf = (o: KubernetesObject): readonly string[] =>
  controllerUid(o) === undefined
    ? [o.metadata.namespace ?? (o as Partial<VolumeAttachment>).spec?.source?.persistentVolumeName ?? '']
    : [];

export class Table {
  /** By namespace (empty for cluster-scoped objects), then by name. */
  readonly #places = new Map<string, Map<string, Place>>();
  readonly #owners = new Index();
  readonly #orphans = new Index();
  #sorted: readonly Place[] | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Returns the objects of the first namespace that has any, in the order of their creation. */
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

  /** Sorts objects by namespace and name, byte by byte, as etcd does. */
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

  /** @returns the previous object. */
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

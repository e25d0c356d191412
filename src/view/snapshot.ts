/** An immutable snapshot of all objects; the next one shares with it all that did not change. */
import type { KindByResource, KubernetesObject, ListOptions, ObjectView, ResourceName } from '../engine/index.ts';
import { PersistentMap } from './persistent-map.ts';

type Objects = PersistentMap<KubernetesObject>;

const keyOf = (name: string, namespace = ''): string => `${namespace}/${name}`;

function matches(object: KubernetesObject, { namespace, labels = {} }: ListOptions): boolean {
  if (namespace !== undefined && object.metadata.namespace !== namespace) return false;
  return Object.entries(labels).every(([key, value]) => object.metadata.labels?.[key] === value);
}

/** Sorts by namespace and name, byte by byte, as the API server does. */
function inOrder(objects: Objects): readonly KubernetesObject[] {
  return [...objects.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

/** The part of a write that changes a snapshot. */
export interface ObjectWrite {
  readonly type: string;
  readonly resource: string;
  readonly object: KubernetesObject;
}

export class Snapshot implements ObjectView {
  static readonly empty = new Snapshot(new Map());
  /** Sorted on first use; snapshots that share the objects of a resource share their order as well. */
  static readonly #sorted = new WeakMap<Objects, readonly KubernetesObject[]>();

  private constructor(private readonly resources: ReadonlyMap<string, Objects>) {}

  get<R extends ResourceName>(resource: R, name: string, namespace?: string): KindByResource[R] | undefined {
    return this.resources.get(resource)?.get(keyOf(name, namespace)) as KindByResource[R] | undefined;
  }

  list<R extends ResourceName>(resource: R, options: ListOptions = {}): readonly KindByResource[R][] {
    const objects = this.resources.get(resource);
    if (objects === undefined) return [];
    let sorted = Snapshot.#sorted.get(objects);
    if (sorted === undefined) Snapshot.#sorted.set(objects, (sorted = inOrder(objects)));
    return sorted.filter((object) => matches(object, options)) as unknown as readonly KindByResource[R][];
  }

  /** Reports if all objects of a resource are those of another snapshot. */
  shares(resource: ResourceName, other: Snapshot): boolean {
    return this.resources.get(resource) === other.resources.get(resource);
  }

  /** Calls `visit` with each object that differs from `before`; undefined stands for a missing one. */
  changedSince<R extends ResourceName>(
    before: Snapshot,
    resource: R,
    visit: (object: KindByResource[R] | undefined, previous: KindByResource[R] | undefined) => void,
  ): void {
    const [now, then] = [this, before].map(({ resources }) => resources.get(resource) ?? PersistentMap.empty);
    now!.changedSince(then!, (_, object, previous) => {
      visit(object as KindByResource[R] | undefined, previous as KindByResource[R] | undefined);
    });
  }

  /** Returns the snapshot after `changes`; itself when there are none. */
  with(changes: readonly ObjectWrite[]): Snapshot {
    if (changes.length === 0) return this;
    const byResource = new Map<string, (readonly [string, KubernetesObject | undefined])[]>();
    for (const { type, resource, object } of changes) {
      let own = byResource.get(resource);
      if (own === undefined) byResource.set(resource, (own = []));
      const { name, namespace } = object.metadata;
      own.push([keyOf(name, namespace), type === 'DELETED' ? undefined : object]);
    }
    const resources = new Map(this.resources);
    for (const [resource, own] of byResource) {
      const before: Objects = resources.get(resource) ?? PersistentMap.empty;
      resources.set(resource, before.with(own));
    }
    return new Snapshot(resources);
  }
}

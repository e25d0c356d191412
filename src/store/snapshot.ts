/** An immutable picture of all objects; the next one shares with it all that did not change. */
import type { KindByResource, KubernetesObject, ListOptions, ObjectView, ResourceName } from '../engine/index.ts';

type Bucket = ReadonlyMap<string, KubernetesObject>;
/** The objects of one resource, spread over buckets: a picture copies only those in which something has changed. */
type Objects = readonly (Bucket | undefined)[];

const bucketCount = 128;

/** Any even spread does. */
function bucketOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) | 0;
  return (hash ^ (hash >>> 11)) & (bucketCount - 1);
}

const keyOf = (name: string, namespace = ''): string => `${namespace}/${name}`;

function matches(object: KubernetesObject, { namespace, labels = {} }: ListOptions): boolean {
  if (namespace !== undefined && object.metadata.namespace !== namespace) return false;
  return Object.entries(labels).every(([key, value]) => object.metadata.labels?.[key] === value);
}

/** By namespace and name, byte by byte, as the API server lists them. */
function inOrder(objects: Objects): readonly KubernetesObject[] {
  return objects
    .flatMap((bucket) => (bucket === undefined ? [] : [...bucket]))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => object);
}

/** A write as far as a picture is concerned. */
export interface Change {
  readonly type: string;
  readonly resource: string;
  readonly object: KubernetesObject;
}

export class Snapshot implements ObjectView {
  static readonly empty = new Snapshot(new Map());
  /** Sorted on first use; a picture that shares a resource's objects shares their order as well. */
  static readonly #sorted = new WeakMap<Objects, readonly KubernetesObject[]>();

  private constructor(private readonly resources: ReadonlyMap<string, Objects>) {}

  get<R extends ResourceName>(resource: R, name: string, namespace?: string): KindByResource[R] | undefined {
    const key = keyOf(name, namespace);
    return this.resources.get(resource)?.[bucketOf(key)]?.get(key) as KindByResource[R] | undefined;
  }

  list<R extends ResourceName>(resource: R, options: ListOptions = {}): readonly KindByResource[R][] {
    const objects = this.resources.get(resource);
    if (objects === undefined) return [];
    let sorted = Snapshot.#sorted.get(objects);
    if (sorted === undefined) Snapshot.#sorted.set(objects, (sorted = inOrder(objects)));
    return sorted.filter((object) => matches(object, options)) as unknown as readonly KindByResource[R][];
  }

  /** The picture after `changes`. Itself when there are none. */
  with(changes: readonly Change[]): Snapshot {
    if (changes.length === 0) return this;
    const resources = new Map(this.resources);
    // What this picture has copied already, and may write to.
    const own = new Map<string, { readonly buckets: (Bucket | undefined)[]; readonly copied: Set<number> }>();
    for (const { type, resource, object } of changes) {
      let objects = own.get(resource);
      if (objects === undefined) {
        const before = resources.get(resource) ?? Array.from<undefined>({ length: bucketCount });
        own.set(resource, (objects = { buckets: [...before], copied: new Set() }));
        resources.set(resource, objects.buckets);
      }
      const key = keyOf(object.metadata.name, object.metadata.namespace);
      const at = bucketOf(key);
      if (!objects.copied.has(at)) {
        objects.copied.add(at);
        objects.buckets[at] = new Map(objects.buckets[at]);
      }
      const bucket = objects.buckets[at] as Map<string, KubernetesObject>;
      if (type === 'DELETED') bucket.delete(key);
      else bucket.set(key, object);
    }
    return new Snapshot(resources);
  }
}

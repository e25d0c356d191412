/**
 * The database of the API server, which is its only writer. Objects are frozen; a write replaces the object. Each write
 * notifies the watchers at once; they schedule their reaction on the clock's queue.
 */
import type { KindByResource, KubernetesObject, ResourceName } from '../api/types.ts';
import type { Actor, WriteRecord } from '../trace/history.ts';
import type { ListOptions, ObjectView } from './api.ts';
import { controllerUid, type Place, Table } from './table.ts';
import { deepFreeze } from '../base/values.ts';

export { controllerUid };

/** A write without its position and time, which the cluster adds. */
export type NewWrite = Omit<WriteRecord, 'seq' | 'at'>;

const matches = (o: KubernetesObject, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(labels).every(([k, v]) => o.metadata.labels?.[k] === v);

/** Number of listed objects, or of written fields, that make one unit of work. */
const workUnit = 32;

/** One task or request takes too much work. The cluster cannot be used any more. */
export class WorkError extends Error {}

export class ObjectStore implements ObjectView {
  #revision = 0;
  readonly #tables = new Map<string, Table>();
  readonly #uids = new Map<string, KubernetesObject>();
  /** Counts listed objects and written fields. */
  readonly #done = { listed: 0, written: 0 };
  /** The amount of work after which the next write fails. */
  limit = Infinity;
  constructor(private readonly onWrite: (write: NewWrite) => void) {}

  /** The number of resourceVersions so far; if it is unchanged, nothing was written. */
  get revision(): number {
    return this.#revision;
  }

  /** Returns the work of all requests so far: writes count by the size of their objects, lists by their length. */
  get work(): number {
    const { listed, written } = this.#done;
    return Math.floor((listed + written) / workUnit);
  }

  /** Iterates over the objects at these places; the caller may write in the meantime. */
  #at<T>(places: Iterable<Place> | undefined): T[] {
    const objects: KubernetesObject[] = [];
    if (places !== undefined) for (const place of places) objects.push(place.object);
    this.#done.listed += objects.length;
    return objects as unknown[] as T[];
  }

  /** The number of objects of all kinds. */
  get size(): number {
    return this.#uids.size;
  }

  count(resource: ResourceName): number {
    return this.#tables.get(resource)?.size ?? 0;
  }

  /** Returns at most `count` objects of `resource`, the oldest ones. */
  oldest<R extends ResourceName>(resource: R, count: number): readonly KindByResource[R][] {
    return this.#at(this.#tables.get(resource)?.oldest(count));
  }

  /** Continues to count resourceVersions from here. */
  countFrom(revision: number): void {
    this.#revision = Math.max(this.#revision, revision);
  }

  /** Notes that an object exists of which only the identity is known. */
  assume(object: KubernetesObject): void {
    this.#uids.set(object.metadata.uid, object);
  }

  /** The resourceVersion of the next write. */
  nextRevision(): string {
    return String(++this.#revision);
  }

  get<R extends ResourceName>(resource: R, name: string, namespace?: string): KindByResource[R] | undefined {
    return this.#tables.get(resource)?.get(name, namespace) as KindByResource[R] | undefined;
  }

  list<R extends ResourceName>(resource: R, options: ListOptions = {}): readonly KindByResource[R][] {
    const { namespace, labels } = options;
    let objects = this.#at<KindByResource[R]>(this.#tables.get(resource)?.sorted);
    if (namespace !== undefined) objects = objects.filter((o) => (o.metadata.namespace ?? '') === namespace);
    return labels === undefined ? objects : objects.filter((o) => matches(o, labels));
  }

  /** Returns the objects of `resource` in `namespace`, unsorted; for callers that visit all of them. */
  inNamespace<R extends ResourceName>(resource: R, namespace: string): readonly KindByResource[R][] {
    return this.#at(this.#tables.get(resource)?.inNamespace(namespace));
  }

  byUid(uid: string): KubernetesObject | undefined {
    return this.#uids.get(uid);
  }

  /** Returns objects of any kind with the owner `uid`. */
  dependentsOf(uid: string): readonly KubernetesObject[] {
    const places = [...this.#tables.values()].flatMap((table) => [...table.ownedBy(uid)]);
    return this.#at(places.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
  }

  /** Returns the objects of `resource` that `uid` controls. */
  controlledBy<R extends ResourceName>(resource: R, uid: string): KindByResource[R][] {
    const owned = this.#at<KindByResource[R]>(this.#tables.get(resource)?.ownedBy(uid));
    return owned.filter((o) => controllerUid(o) === uid);
  }

  /** Returns the objects of `resource` in `namespace` without a controller. */
  orphans<R extends ResourceName>(resource: R, namespace: string): readonly KindByResource[R][] {
    return this.#at(this.#tables.get(resource)?.orphans(namespace));
  }

  put(
    resource: ResourceName,
    object: KubernetesObject,
    actor: Actor,
    more: Pick<NewWrite, 'subresource' | 'fields'> = {},
  ): KubernetesObject {
    let table = this.#tables.get(resource);
    if (table === undefined) this.#tables.set(resource, (table = new Table()));
    this.#done.written += deepFreeze(object);
    if (this.work > this.limit) throw new WorkError();
    const previous = table.put(object);
    this.#uids.set(object.metadata.uid, object);
    if (previous === undefined) this.onWrite({ type: 'ADDED', resource, object, actor, ...more });
    else this.onWrite({ type: 'MODIFIED', resource, object, actor, previous, ...more });
    return object;
  }

  remove(resource: ResourceName, object: KubernetesObject, actor: Actor): void {
    this.#tables.get(resource)?.remove(object);
    this.#uids.delete(object.metadata.uid);
    this.onWrite({ type: 'DELETED', resource, object, previous: object, actor });
  }
}

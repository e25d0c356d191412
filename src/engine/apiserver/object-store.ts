/**
 * The API database. Only the API server writes to it. Objects are frozen; a write replaces the object. Each write is
 * handed to the watchers at once; what they do about it they put on the clock's queue.
 */
import type { KindByResource, KubernetesObject, ResourceName } from '../api/types.ts';
import type { Actor, WriteRecord } from '../trace/history.ts';
import type { ListOptions, ObjectView } from './api.ts';
import { controllerUid, type Place, Table } from './table.ts';
import { deepFreeze } from '../base/values.ts';

export { controllerUid };

/** A write before the cluster adds its position and time. */
export type NewWrite = Omit<WriteRecord, 'seq' | 'at'>;

const matches = (o: KubernetesObject, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(labels).every(([k, v]) => o.metadata.labels?.[k] === v);

/** Objects that are listed, or fields that are written, for one unit of work. */
const workUnit = 32;

/** One task or request makes more work than it may. The cluster cannot be used any more. */
export class WorkError extends Error {}

export class ObjectStore implements ObjectView {
  #revision = 0;
  readonly #tables = new Map<string, Table>();
  readonly #uids = new Map<string, KubernetesObject>();
  /** Counts the objects returned in lists and the fields of the objects written. */
  readonly #done = { listed: 0, written: 0 };
  /** The amount of work at which the next write is one too many. */
  limit = Infinity;
  constructor(private readonly onWrite: (write: NewWrite) => void) {}

  /** How many resourceVersions have been given out; the same as before: nothing has been written since. */
  get revision(): number {
    return this.#revision;
  }

  /** Returns the work of all requests so far: writes count by the size of their objects, lists by their length. */
  get work(): number {
    const { listed, written } = this.#done;
    return Math.floor((listed + written) / workUnit);
  }

  /** The objects at these places; the caller may write while it goes through them. */
  #at<T>(places: Iterable<Place> | undefined): T[] {
    const objects: KubernetesObject[] = [];
    if (places !== undefined) for (const place of places) objects.push(place.object);
    this.#done.listed += objects.length;
    return objects as unknown[] as T[];
  }

  /** How many objects of all kinds there are. */
  get size(): number {
    return this.#uids.size;
  }

  count(resource: ResourceName): number {
    return this.#tables.get(resource)?.size ?? 0;
  }

  /** At most `count` objects of `resource`, those that have been there longest. */
  oldest<R extends ResourceName>(resource: R, count: number): readonly KindByResource[R][] {
    return this.#at(this.#tables.get(resource)?.oldest(count));
  }

  /** resourceVersions count on from here. */
  countFrom(revision: number): void {
    this.#revision = Math.max(this.#revision, revision);
  }

  /** Takes for granted that there is such an object; nothing of it is known but its identity. */
  assume(object: KubernetesObject): void {
    this.#uids.set(object.metadata.uid, object);
  }

  /** The resourceVersion that the next write will get. */
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

  /** Objects of `resource` in `namespace`, in no particular order; for callers that look at each of them anyway. */
  inNamespace<R extends ResourceName>(resource: R, namespace: string): readonly KindByResource[R][] {
    return this.#at(this.#tables.get(resource)?.inNamespace(namespace));
  }

  byUid(uid: string): KubernetesObject | undefined {
    return this.#uids.get(uid);
  }

  /** Objects of any kind that name `uid` among their owners. */
  dependentsOf(uid: string): readonly KubernetesObject[] {
    const places = [...this.#tables.values()].flatMap((table) => [...table.ownedBy(uid)]);
    return this.#at(places.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
  }

  /** Objects of `resource` that `uid` controls. */
  controlledBy<R extends ResourceName>(resource: R, uid: string): KindByResource[R][] {
    const owned = this.#at<KindByResource[R]>(this.#tables.get(resource)?.ownedBy(uid));
    return owned.filter((o) => controllerUid(o) === uid);
  }

  /** Objects of `resource` in `namespace` that no controller owns. */
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

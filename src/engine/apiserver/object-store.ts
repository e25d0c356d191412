/**
 * The API database: objects by resource, with the indexes that controllers need so that nobody scans.
 *
 * Only the API server writes to it. Objects are frozen; a write replaces the object. Each write is handed to the
 * watchers at once; what they do about it they put on the clock's queue.
 */
import type { KindByResource, KubernetesObject, ResourceName } from '../api/types.ts';
import type { Actor, WriteRecord } from '../trace/history.ts';
import type { ListOptions, ObjectView } from './api.ts';
import { deepFreeze } from './values.ts';

/** What is recorded of a write; the cluster adds position and time. */
export type Write = Omit<WriteRecord, 'seq' | 'at'>;

export const objectKey = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;
const keyOf = (o: KubernetesObject): string => objectKey(o.metadata.namespace, o.metadata.name);

/** The uid of the owner that controls `object`, or `undefined` for an orphan. */
export function controllerUid(object: KubernetesObject): string | undefined {
  return object.metadata.ownerReferences?.find((r) => r.controller === true)?.uid;
}

/** Keys of objects by something that the objects say; an object may be under several terms, or under none. */
class Index {
  readonly #keys = new Map<string, Set<string>>();
  constructor(readonly termsOf: (object: KubernetesObject) => readonly string[]) {}

  get(term: string): Iterable<string> {
    return this.#keys.get(term) ?? [];
  }

  replace(key: string, before: KubernetesObject | undefined, after: KubernetesObject | undefined): void {
    const old = before === undefined ? [] : this.termsOf(before);
    const next = after === undefined ? [] : this.termsOf(after);
    for (const term of old) {
      if (next.includes(term)) continue;
      const keys = this.#keys.get(term);
      keys?.delete(key);
      if (keys?.size === 0) this.#keys.delete(term);
    }
    for (const term of next) {
      if (old.includes(term)) continue;
      const keys = this.#keys.get(term);
      if (keys === undefined) this.#keys.set(term, new Set([key]));
      else keys.add(key);
    }
  }
}

/** Uids of the owners. */
const byOwner = (o: KubernetesObject): readonly string[] => (o.metadata.ownerReferences ?? []).map((r) => r.uid);
/** Namespace, of objects that no controller owns: candidates for adoption. */
const byOrphanage = (o: KubernetesObject): readonly string[] =>
  controllerUid(o) === undefined ? [o.metadata.namespace ?? ''] : [];
const byNamespace = (o: KubernetesObject): readonly string[] => [o.metadata.namespace ?? ''];

/** The objects of one resource. */
class Table {
  readonly objects = new Map<string, KubernetesObject>();
  readonly owners = new Index(byOwner);
  readonly orphans = new Index(byOrphanage);
  readonly namespaces = new Index(byNamespace);
  #sortedKeys: readonly string[] | undefined;

  /** By namespace and name, byte by byte, as etcd holds them. */
  get sortedKeys(): readonly string[] {
    return (this.#sortedKeys ??= [...this.objects.keys()].sort());
  }

  replace(key: string, before: KubernetesObject | undefined, after: KubernetesObject | undefined): void {
    if (before === undefined || after === undefined) this.#sortedKeys = undefined;
    if (after === undefined) this.objects.delete(key);
    else this.objects.set(key, after);
    if (before === undefined || after === undefined) this.namespaces.replace(key, before, after);
    if (before !== undefined && before.metadata.ownerReferences === after?.metadata.ownerReferences) return;
    this.owners.replace(key, before, after);
    this.orphans.replace(key, before, after);
  }

  *at(keys: Iterable<string>): Generator<KubernetesObject> {
    for (const key of keys) yield this.objects.get(key)!;
  }
}

const matches = (o: KubernetesObject, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(labels).every(([k, v]) => o.metadata.labels?.[k] === v);

export class ObjectStore implements ObjectView {
  #revision = 0;
  readonly #tables = new Map<string, Table>();
  readonly #uids = new Map<string, KubernetesObject>();

  constructor(private readonly onWrite: (write: Write) => void) {}

  /** How many resourceVersions have been given out; the same as before: nothing has been written since. */
  get revision(): number {
    return this.#revision;
  }

  /** The resourceVersion that the next write will get. */
  nextRevision(): string {
    return String(++this.#revision);
  }

  get<R extends ResourceName>(resource: R, name: string, namespace?: string): KindByResource[R] | undefined {
    return this.#tables.get(resource)?.objects.get(objectKey(namespace, name)) as KindByResource[R] | undefined;
  }

  list<R extends ResourceName>(resource: R, options: ListOptions = {}): readonly KindByResource[R][] {
    const { namespace, labels } = options;
    const table = this.#tables.get(resource);
    if (table === undefined) return [];
    const inNamespace = namespace === undefined ? '' : objectKey(namespace, '');
    const keys = table.sortedKeys.filter((key) => key.startsWith(inNamespace));
    const found = [...table.at(keys)].filter((o) => labels === undefined || matches(o, labels));
    return found as unknown as readonly KindByResource[R][];
  }

  /** Objects of `resource` in `namespace`, in no particular order; for callers that look at each of them anyway. */
  inNamespace<R extends ResourceName>(resource: R, namespace: string): Iterable<KindByResource[R]> {
    const table = this.#tables.get(resource);
    return (table?.at(table.namespaces.get(namespace)) ?? []) as Iterable<KindByResource[R]>;
  }

  byUid(uid: string): KubernetesObject | undefined {
    return this.#uids.get(uid);
  }

  /** Objects of any kind that name `uid` among their owners. */
  dependentsOf(uid: string): readonly KubernetesObject[] {
    return [...this.#tables.values()]
      .flatMap((table) => [...table.owners.get(uid)].map((key) => ({ key, object: table.objects.get(key)! })))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ object }) => object);
  }

  /** Objects of `resource` that `uid` controls. */
  controlledBy<R extends ResourceName>(resource: R, uid: string): KindByResource[R][] {
    const table = this.#tables.get(resource);
    const dependents = table === undefined ? [] : [...table.at(table.owners.get(uid))];
    return dependents.filter((o) => controllerUid(o) === uid) as unknown as KindByResource[R][];
  }

  /** Objects of `resource` in `namespace` that no controller owns. */
  orphans<R extends ResourceName>(resource: R, namespace: string): Iterable<KindByResource[R]> {
    const table = this.#tables.get(resource);
    return (table?.at(table.orphans.get(namespace)) ?? []) as Iterable<KindByResource[R]>;
  }

  put(resource: ResourceName, object: KubernetesObject, actor: Actor, subresource?: 'status'): KubernetesObject {
    const key = keyOf(object);
    const previous = this.#tables.get(resource)?.objects.get(key);
    this.#replace(resource, key, previous, deepFreeze(object));
    this.onWrite({
      type: previous === undefined ? 'ADDED' : 'MODIFIED',
      resource,
      object,
      actor,
      ...(previous && { previous }),
      ...(subresource && { subresource }),
    });
    return object;
  }

  remove(resource: ResourceName, object: KubernetesObject, actor: Actor): void {
    this.#replace(resource, keyOf(object), object, undefined);
    this.onWrite({ type: 'DELETED', resource, object, previous: object, actor });
  }

  #replace(
    resource: string,
    key: string,
    before: KubernetesObject | undefined,
    after: KubernetesObject | undefined,
  ): void {
    let table = this.#tables.get(resource);
    if (table === undefined) this.#tables.set(resource, (table = new Table()));
    table.replace(key, before, after);
    if (before !== undefined && before.metadata.uid !== after?.metadata.uid) this.#uids.delete(before.metadata.uid);
    if (after !== undefined) this.#uids.set(after.metadata.uid, after);
  }
}

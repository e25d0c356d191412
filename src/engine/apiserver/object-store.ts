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

type Table = Map<string, KubernetesObject>;
/** What is recorded of a write; the cluster adds position and time. */
export type Write = Omit<WriteRecord, 'seq' | 'at'>;

export const objectKey = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;
const keyOf = (o: KubernetesObject): string => objectKey(o.metadata.namespace, o.metadata.name);

/** The uid of the owner that controls `object`, or `undefined` for an orphan. */
export function controllerUid(object: KubernetesObject): string | undefined {
  return object.metadata.ownerReferences?.find((r) => r.controller === true)?.uid;
}

/** Adds to, and removes from, a set of objects kept by some key. */
class Index {
  readonly #sets = new Map<string, Map<string, KubernetesObject>>();
  constructor(readonly keysOf: (object: KubernetesObject) => readonly string[]) {}

  get(key: string): Iterable<KubernetesObject> {
    return this.#sets.get(key)?.values() ?? [];
  }

  replace(key: string, before: KubernetesObject | undefined, after: KubernetesObject | undefined): void {
    const old = before === undefined ? [] : this.keysOf(before);
    const next = after === undefined ? [] : this.keysOf(after);
    for (const k of old) {
      if (next.includes(k)) continue;
      const set = this.#sets.get(k);
      set?.delete(key);
      if (set?.size === 0) this.#sets.delete(k);
    }
    for (const k of next) {
      const set = this.#sets.get(k);
      if (set === undefined) this.#sets.set(k, new Map([[key, after!]]));
      else set.set(key, after!);
    }
  }
}

/** Uids of the owners; the garbage collector asks for an owner's dependents. */
const byOwner = (o: KubernetesObject): readonly string[] => (o.metadata.ownerReferences ?? []).map((r) => r.uid);
/** Namespace, of objects that no controller owns: candidates for adoption. */
const byOrphanage = (o: KubernetesObject): readonly string[] =>
  controllerUid(o) === undefined ? [o.metadata.namespace ?? ''] : [];
const byNamespace = (o: KubernetesObject): readonly string[] => [o.metadata.namespace ?? ''];

const matches = (o: KubernetesObject, labels: Readonly<Record<string, string>>): boolean =>
  Object.entries(labels).every(([k, v]) => o.metadata.labels?.[k] === v);

const byKey = (a: KubernetesObject, b: KubernetesObject): number => {
  const x = keyOf(a);
  const y = keyOf(b);
  return x < y ? -1 : x > y ? 1 : 0;
};

export class ObjectStore implements ObjectView {
  #revision = 0;
  readonly #tables = new Map<string, Table>();
  readonly #owners = new Index(byOwner);
  readonly #uids = new Map<string, KubernetesObject>();
  readonly #orphans = new Map<string, Index>();
  readonly #namespaces = new Map<string, Index>();

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
    return this.#tables.get(resource)?.get(objectKey(namespace, name)) as KindByResource[R] | undefined;
  }

  list<R extends ResourceName>(resource: R, options: ListOptions = {}): readonly KindByResource[R][] {
    const { namespace, labels } = options;
    const found = [
      ...(namespace === undefined
        ? (this.#tables.get(resource)?.values() ?? [])
        : (this.#namespaces.get(resource)?.get(namespace) ?? [])),
    ].filter((o) => labels === undefined || matches(o, labels));
    return found.sort(byKey) as unknown as readonly KindByResource[R][];
  }

  /** Objects of `resource` in `namespace`, in no particular order; for callers that look at each of them anyway. */
  inNamespace<R extends ResourceName>(resource: R, namespace: string): Iterable<KindByResource[R]> {
    return (this.#namespaces.get(resource)?.get(namespace) ?? []) as Iterable<KindByResource[R]>;
  }

  byUid(uid: string): KubernetesObject | undefined {
    return this.#uids.get(uid);
  }

  /** Objects of any kind that name `uid` among their owners. */
  dependentsOf(uid: string): readonly KubernetesObject[] {
    return [...this.#owners.get(uid)].sort(byKey);
  }

  /** Objects of `kind` that `uid` controls. */
  controlledBy<K extends KindByResource[ResourceName]['kind']>(
    kind: K,
    uid: string,
  ): Extract<KindByResource[ResourceName], { readonly kind: K }>[] {
    const found: KubernetesObject[] = [];
    for (const o of this.#owners.get(uid)) if (o.kind === kind && controllerUid(o) === uid) found.push(o);
    return found as Extract<KindByResource[ResourceName], { readonly kind: K }>[];
  }

  /** Objects of `resource` in `namespace` that no controller owns. */
  orphans<R extends ResourceName>(resource: R, namespace: string): Iterable<KindByResource[R]> {
    return (this.#orphans.get(resource)?.get(namespace) ?? []) as Iterable<KindByResource[R]>;
  }

  put(resource: ResourceName, object: KubernetesObject, actor: Actor, subresource?: 'status'): KubernetesObject {
    const key = keyOf(object);
    const previous = this.#table(resource).get(key);
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

  #table(resource: string): Table {
    let table = this.#tables.get(resource);
    if (table === undefined) {
      table = new Map();
      this.#tables.set(resource, table);
      this.#orphans.set(resource, new Index(byOrphanage));
      this.#namespaces.set(resource, new Index(byNamespace));
    }
    return table;
  }

  #replace(
    resource: string,
    key: string,
    before: KubernetesObject | undefined,
    after: KubernetesObject | undefined,
  ): void {
    const table = this.#table(resource);
    if (after === undefined) table.delete(key);
    else table.set(key, after);
    if (before !== undefined) this.#uids.delete(before.metadata.uid);
    if (after !== undefined) this.#uids.set(after.metadata.uid, after);
    this.#owners.replace(`${resource} ${key}`, before, after);
    this.#orphans.get(resource)!.replace(key, before, after);
    this.#namespaces.get(resource)!.replace(key, before, after);
  }
}

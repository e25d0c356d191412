/** The objects of one kind that are known, and what changes when a list or an event comes. */
import type { KubernetesObject } from '../engine/index.ts';
import type { Seen, Writer } from './decode.ts';

/** A change of an object, as a history records it. */
export interface ObjectChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubernetesObject;
  readonly previous?: KubernetesObject;
  /** The writer; absent where it is not known, as for an object that was found gone. */
  readonly writer?: Writer;
  /** It was found in a list: it happened at some time since the last event. */
  readonly missed?: true;
}

interface Known {
  readonly object: KubernetesObject;
  /** Versions in which it was seen. A version is opaque: it can be equal to another, not older or newer. */
  readonly versions: Set<string>;
}

/** Versions that are remembered of each object. */
const maxVersions = 200;
/** Objects that are remembered as gone. */
const maxGone = 2000;

const versionOf = ({ metadata }: KubernetesObject): string => metadata.resourceVersion;
const nameOf = ({ metadata }: KubernetesObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

export class KnownObjects {
  readonly #byUid = new Map<string, Known>();
  readonly #uidByName = new Map<string, string>();
  /** Uids of objects that are gone; they do not come back. */
  readonly #gone = new Set<string>();

  get size(): number {
    return this.#byUid.size;
  }

  get objects(): readonly KubernetesObject[] {
    return [...this.#byUid.values()].map(({ object }) => object);
  }

  /** Takes in a whole list, which is the truth. Returns the differences: what is gone first. */
  replace(list: readonly Seen[]): readonly ObjectChange[] {
    const next = new Map(list.map((seen) => [seen.object.metadata.uid, seen]));
    const gone = [...this.#byUid].filter(([uid]) => !next.has(uid)).map(([, { object }]) => this.#remove(object));
    const rest = [...next.values()].flatMap((seen): ObjectChange[] => {
      const { uid } = seen.object.metadata;
      const before = this.#byUid.get(uid);
      if (before !== undefined && versionOf(before.object) === versionOf(seen.object)) return [];
      // A database that was restored from a backup counts its versions again, and knows again what was gone.
      if (before?.versions.has(versionOf(seen.object))) before.versions.clear();
      this.#gone.delete(uid);
      return [this.#put(seen)];
    });
    return [...gone, ...rest].map((change) => ({ ...change, missed: true }));
  }

  /** Takes in an event of a watch. Returns what it changes: nothing if it tells what is known, or what was before. */
  take(type: 'ADDED' | 'MODIFIED' | 'DELETED', seen: Seen): readonly ObjectChange[] {
    const { uid } = seen.object.metadata;
    const before = this.#byUid.get(uid);
    if (this.#gone.has(uid)) return [];
    if (type === 'DELETED') {
      this.#gone.add(uid);
      if (before === undefined) return [];
      return [{ ...this.#remove(seen.object), previous: before.object, ...(seen.writer && { writer: seen.writer }) }];
    }
    if (before !== undefined && isOld(before, seen.object)) return [];
    const other = this.#byUid.get(this.#uidByName.get(nameOf(seen.object)) ?? '');
    // Two objects never have one name at the same time.
    const gone =
      other !== undefined && other !== before ? [{ ...this.#remove(other.object), missed: true as const }] : [];
    return [...gone, this.#put(seen)];
  }

  #put({ object, writer }: Seen): ObjectChange {
    const { uid } = object.metadata;
    const before = this.#byUid.get(uid);
    const versions = before?.versions ?? new Set();
    versions.add(versionOf(object));
    if (versions.size > maxVersions) versions.delete(versions.values().next().value!);
    this.#byUid.set(uid, { object, versions });
    this.#uidByName.set(nameOf(object), uid);
    const by = writer && { writer };
    return before === undefined
      ? { type: 'ADDED', object, ...by }
      : { type: 'MODIFIED', object, previous: before.object, ...by };
  }

  #remove(object: KubernetesObject): ObjectChange {
    const { uid } = object.metadata;
    this.#byUid.delete(uid);
    if (this.#uidByName.get(nameOf(object)) === uid) this.#uidByName.delete(nameOf(object));
    this.#gone.add(uid);
    if (this.#gone.size > maxGone) this.#gone.delete(this.#gone.values().next().value!);
    return { type: 'DELETED', object, previous: object };
  }
}

/** Reports if an event tells of a version that was seen before, or of an earlier spec. */
function isOld({ object: known, versions }: Known, object: KubernetesObject): boolean {
  const generation = object.metadata.generation ?? Infinity;
  return versions.has(versionOf(object)) || generation < (known.metadata.generation ?? 0);
}

/** Finds the marks of a history: the moments that users look for. */
import {
  type Event,
  type HistoryRecord,
  isWrite,
  type PersistentVolumeClaim,
  type Pod,
  type WriteRecord,
} from '../engine/index.ts';
import { isReady } from '../view/stage/pod.ts';
import { lastIndex } from './last-index.ts';

export const markKinds = ['action', 'revision', 'create', 'ready', 'terminate', 'gone', 'failure'] as const;
export type MarkKind = (typeof markKinds)[number];

export interface Mark {
  readonly kind: MarkKind;
  /** Number of records in the history after it. */
  readonly seq: number;
  /** Virtual ms. */
  readonly at: number;
  /** Name of the object, e.g. `web-1`. */
  readonly name: string;
}

/** Virtual ms. A warning that passes by itself within this time is not marked. */
export const gracePeriod = 5000;

/** A warning that may still pass by itself. */
interface Warning {
  readonly mark: Mark;
  /** Namespace and name of the Event. */
  readonly event: string;
  /** Kind, namespace and name of the object it is about. */
  readonly about: string;
  /**
   * True for `FailedScheduling`, which passes when the Pod is scheduled; other warnings about a Pod pass when it is
   * Ready.
   */
  readonly scheduling: boolean;
}

/** The marks of a growing history. */
export class MarkList {
  #marks: readonly Mark[] = [];
  /** Oldest first. */
  #warnings: Warning[] = [];
  /** Names of the Events that have a mark, or may still get one. */
  readonly #known = new Set<string>();

  /** Oldest first. The same list while there are no new ones. */
  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /**
   * Adds new records.
   * @param now Virtual ms.
   * @param settled True if nothing else will happen: warnings that have not passed stay.
   */
  add(records: Iterable<HistoryRecord>, now: number, settled: boolean): void {
    const fresh: Mark[] = [];
    let last = this.#marks.at(-1);
    for (const record of records) {
      this.#settle(record.at, fresh);
      if (isWrite(record)) this.#watch(record);
      const mark = markOf(record);
      if (mark === null) continue;
      // One action writes several objects at once.
      if (mark.kind === 'action' && last?.kind === 'action' && last.at === mark.at) continue;
      fresh.push((last = mark));
    }
    this.#settle(settled ? Infinity : now, fresh);
    if (fresh.length > 0) this.#marks = inOrder(this.#marks, fresh);
  }

  /** Marks the warnings that have not passed in time. */
  #settle(now: number, fresh: Mark[]): void {
    while (this.#warnings[0] !== undefined && this.#warnings[0].mark.at + gracePeriod <= now) {
      fresh.push(this.#warnings.shift()!.mark);
    }
  }

  #watch(record: WriteRecord): void {
    const { resource, type, object } = record;
    if (resource === 'events') {
      const warning = warningOf(record);
      if (type !== 'DELETED' && warning !== null && !this.#known.has(warning.event)) {
        this.#known.add(warning.event);
        this.#warnings.push(warning);
      }
      return;
    }
    if (this.#warnings.length === 0 || type !== 'MODIFIED') return;
    const passed = (scheduling: boolean): boolean => hasPassed(record, scheduling);
    const about = keyOf(object.kind, object.metadata.namespace, object.metadata.name);
    this.#warnings = this.#warnings.filter((warning) => {
      if (warning.about !== about || !passed(warning.scheduling)) return true;
      // It gets a new grace period when it is reported again.
      this.#known.delete(warning.event);
      return false;
    });
  }
}

function warningOf(record: WriteRecord): Warning | null {
  const { type, involvedObject, reason, metadata } = record.object as Event;
  if (type !== 'Warning') return null;
  const { kind = '', namespace, name = metadata.name } = involvedObject;
  return {
    mark: { kind: 'failure', seq: record.seq + 1, at: record.at, name },
    event: keyOf('Event', metadata.namespace, metadata.name),
    about: keyOf(kind, namespace, name),
    scheduling: reason === 'FailedScheduling',
  };
}

const keyOf = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind} ${namespace ?? ''}/${name}`;

/** Returns true if a write shows that the object has recovered. */
function hasPassed({ resource, object }: WriteRecord, scheduling: boolean): boolean {
  if (resource === 'persistentvolumeclaims') return (object as PersistentVolumeClaim).status.phase === 'Bound';
  if (resource !== 'pods') return false;
  const pod = object as Pod;
  return scheduling ? pod.spec.nodeName !== undefined : isReady(pod);
}

/** Merges the lists: new marks may belong before the last of the old ones. */
function inOrder(marks: readonly Mark[], fresh: readonly Mark[]): readonly Mark[] {
  const sorted = fresh.toSorted((a, b) => a.seq - b.seq);
  const kept = lastIndex(marks, (mark) => mark.seq <= sorted[0]!.seq) + 1;
  return [...marks.slice(0, kept), ...[...marks.slice(kept), ...sorted].sort((a, b) => a.seq - b.seq)];
}

/** Returns the mark that a record makes by itself; warnings are marked once they stay. */
function markOf(record: HistoryRecord): Mark | null {
  if (record.type === 'NODE' && record.actor.name === 'user') {
    return { kind: 'action', seq: record.seq + 1, at: record.at, name: record.node };
  }
  if (!isWrite(record)) return null;
  const kind = kindOf(record);
  return kind && { kind, seq: record.seq + 1, at: record.at, name: record.object.metadata.name };
}

function kindOf(record: WriteRecord): MarkKind | null {
  const { resource, type } = record;
  if (record.actor.name === 'user') return 'action';
  if (resource === 'controllerrevisions') return type === 'ADDED' ? 'revision' : null;
  if (resource !== 'pods') return null;
  if (type === 'ADDED') return 'create';
  if (type === 'DELETED') return 'gone';
  const [pod, before] = [record.object, record.previous] as [Pod, Pod];
  if (pod.metadata.deletionTimestamp && !before.metadata.deletionTimestamp) return 'terminate';
  return isReady(pod) && !isReady(before) ? 'ready' : null;
}

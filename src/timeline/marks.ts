/** The moments of a history that people look for. */
import { type Event, type HistoryRecord, isWrite, type Pod, type WriteRecord } from '../engine/index.ts';
import { isReady } from '../view/stage/pod.ts';

export const markKinds = ['action', 'revision', 'create', 'ready', 'terminate', 'gone', 'failure'] as const;
export type MarkKind = (typeof markKinds)[number];

export interface Mark {
  readonly kind: MarkKind;
  /** Number of records in the history once it had happened. */
  readonly seq: number;
  /** Virtual ms. */
  readonly at: number;
  /** What it happened to, e.g. `web-1`. */
  readonly name: string;
}

/** The mark that a record makes, if it is one to look for. */
export function markOf(record: HistoryRecord): Mark | null {
  if (record.type === 'NODE' && record.actor.name === 'user') {
    return { kind: 'action', seq: record.seq + 1, at: record.at, name: record.node };
  }
  if (!isWrite(record)) return null;
  const kind = kindOf(record);
  return kind && { kind, seq: record.seq + 1, at: record.at, name: nameOf(record) };
}

function kindOf(record: WriteRecord): MarkKind | null {
  const { resource, type } = record;
  if (record.actor.name === 'user') return 'action';
  if (resource === 'controllerrevisions') return type === 'ADDED' ? 'revision' : null;
  if (resource === 'events') return type === 'ADDED' && (record.object as Event).type === 'Warning' ? 'failure' : null;
  if (resource !== 'pods') return null;
  if (type === 'ADDED') return 'create';
  if (type === 'DELETED') return 'gone';
  const [pod, before] = [record.object, record.previous] as [Pod, Pod];
  if (pod.metadata.deletionTimestamp && !before.metadata.deletionTimestamp) return 'terminate';
  return isReady(pod) && !isReady(before) ? 'ready' : null;
}

function nameOf({ resource, object }: WriteRecord): string {
  return (resource === 'events' ? (object as Event).involvedObject.name : undefined) ?? object.metadata.name;
}

/** The history of a cluster: everything that happened, in order. */
import type { KubernetesObject, Pod } from '../api/types.ts';
import type { FieldsNote } from '../api/managedfields/managers.ts';
import type { Decision } from './decision.ts';

/** The author and the reason of a request. Every write has one. */
export interface Actor {
  /** `user`, or a component: `statefulset-controller`, `kubelet`, `default-scheduler`, … */
  readonly name: string;
  /** The rule or the action behind the write, e.g. `ScaleDown`, `apply`. */
  readonly reason: string;
}

interface Entry {
  /** Position in the history, from 0, without gaps. */
  readonly seq: number;
  /** Virtual time in milliseconds since the cluster was made. */
  readonly at: number;
}

/** A write to the object store, as a watch would report it, with the previous object. */
export interface WriteRecord extends Entry {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** Plural resource name, e.g. `pods`. */
  readonly resource: string;
  readonly object: KubernetesObject;
  /** The object before the write; absent when it was added. */
  readonly previous?: KubernetesObject;
  readonly actor: Actor;
  /** `status` if only the status was written. */
  readonly subresource?: 'status';
  /** Additional input for `metadata.managedFields`, if the request has options for it. */
  readonly fields?: FieldsNote;
}

/** A reconcile of a controller: its decisions about the object `namespace/name`. */
export interface SyncRecord extends Entry {
  readonly type: 'SYNC';
  readonly controller: string;
  readonly key: string;
  readonly decisions: readonly Decision[];
}

/** The state of a machine that the API server does not know. Each record replaces the previous one of its node. */
export interface NodeRecord extends Entry {
  readonly type: 'NODE';
  /** Name of the Node. */
  readonly node: string;
  /** False if it is disconnected: its kubelet neither sends nor receives anything, and its containers keep running. */
  readonly connected: boolean;
  /** Pods whose objects are gone (force-deleted or collected) and whose containers still run there. */
  readonly strays: readonly Pod[];
  readonly actor: Actor;
}

/** The files of a volume have changed. Each record replaces the previous one of the volume. */
export interface DataRecord extends Entry {
  readonly type: 'DATA';
  /** Name of the PersistentVolume. */
  readonly volume: string;
  /** Its files, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly actor: Actor;
}

export type HistoryRecord = WriteRecord | SyncRecord | NodeRecord | DataRecord;

export const isWrite = (record: HistoryRecord): record is WriteRecord => 'resource' in record;

/** A reconcile that wrote something, or decided anything other than "nothing to do". */
export const isDecision = (record: HistoryRecord): boolean =>
  record.type === 'SYNC' && record.decisions.some(({ verb }) => verb !== 'done' && verb !== 'keep');

/** Everything that happened in a cluster, in order. */
import type { KubernetesObject, Pod } from '../api/types.ts';
import type { FieldsNote } from '../api/managedfields/managers.ts';
import type { Decision } from './decision.ts';

/** Author of a request, and its reason. Every write carries one. */
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

/** A write to the object store, as a watch would deliver it, with what it replaced. */
export interface WriteRecord extends Entry {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** Plural resource name, e.g. `pods`. */
  readonly resource: string;
  readonly object: KubernetesObject;
  /** The object before the write; absent when it was added. */
  readonly previous?: KubernetesObject;
  readonly actor: Actor;
  /** `status` when only the status was written. */
  readonly subresource?: 'status';
  /** Further input of `metadata.managedFields`, if the request says more than the actor does. */
  readonly fields?: FieldsNote;
}

/** One reconcile of a controller: what it decided about the object `namespace/name`. */
export interface SyncRecord extends Entry {
  readonly type: 'SYNC';
  readonly controller: string;
  readonly key: string;
  readonly decisions: readonly Decision[];
}

/** State of a machine that the API server does not know. Each record replaces the previous one of its node. */
export interface NodeRecord extends Entry {
  readonly type: 'NODE';
  /** Name of the Node. */
  readonly node: string;
  /** False: cut off from the network; the kubelet neither reports nor hears anything, the containers run on. */
  readonly connected: boolean;
  /** Pods that the API server has forgotten (deleted by force, collected) and whose containers still run there. */
  readonly strays: readonly Pod[];
  readonly actor: Actor;
}

/** Someone has changed what is in a volume. Each record replaces the volume's one before. */
export interface DataRecord extends Entry {
  readonly type: 'DATA';
  /** Name of the PersistentVolume. */
  readonly volume: string;
  /** Its files by path within it. */
  readonly files: Readonly<Record<string, string>>;
  readonly actor: Actor;
}

export type HistoryRecord = WriteRecord | SyncRecord | NodeRecord | DataRecord;

export const isWrite = (record: HistoryRecord): record is WriteRecord => 'resource' in record;

/** A reconcile that wrote something or found something to say beyond "nothing to do". */
export const isDecision = (record: HistoryRecord): boolean =>
  record.type === 'SYNC' && record.decisions.some(({ verb }) => verb !== 'done' && verb !== 'keep');

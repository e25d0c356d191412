/** Everything that happened in a cluster, in order. */
import type { KubernetesObject } from '../api/types.ts';
import type { Decision } from './decision.ts';

/** Who makes a request, and why. Every write carries one. */
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
}

/** One reconcile of a controller: what it decided about the object `namespace/name`. */
export interface SyncRecord extends Entry {
  readonly type: 'SYNC';
  readonly controller: string;
  readonly key: string;
  readonly decisions: readonly Decision[];
}

export type HistoryRecord = WriteRecord | SyncRecord;

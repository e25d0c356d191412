import type { ApiServer } from './apiserver/api.ts';
import type { HistoryRecord } from './trace/history.ts';

export interface ClusterOptions {
  /** Everything that looks like chance (uids, image pull times) comes from it. Default 1. */
  readonly seed?: number;
  readonly featureGates?: { readonly MaxUnavailableStatefulSet?: boolean };
}

/**
 * A cluster with three nodes, the StorageClasses `standard` (default) and `shared-ssd-storage`, and the controllers.
 * Time stands still unless one of the methods below moves it.
 */
export interface Cluster {
  readonly api: ApiServer;
  /** Everything that happened, oldest first. Grows only. */
  readonly history: readonly HistoryRecord[];
  /** Virtual milliseconds since the cluster was made. */
  now(): number;
  /** When the next task is due, or `undefined` when nothing will ever happen by itself. */
  nextTaskAt(): number | undefined;
  /** True when only endless retries (image pull, crash back-off) are left to run. */
  atRest(): boolean;
  /** Runs the next task, moving time to it. False when there was none. */
  step(): boolean;
  /** Runs tasks until a controller has taken a decision that wrote something, or all is at rest. */
  stepDecision(): boolean;
  /** Runs every task due up to `time` (virtual ms) and sets the clock to it. */
  advanceTo(time: number): void;
  /** Runs until {@link atRest}. Throws after `maxTasks` (a controller that never comes to rest is a bug). */
  settle(maxTasks?: number): void;
  /** Called after every task and every request that wrote something, with the new records. Returns the unsubscriber. */
  subscribe(listener: (records: readonly HistoryRecord[]) => void): () => void;
  /** What no API request can do: the outside world acting on the cluster. */
  readonly faults: {
    /** The kubelet reports that all containers of the Pod have ended. */
    finishPod(name: string, namespace: string, phase: 'Failed' | 'Succeeded'): void;
    /** The kubelet reports a change of readiness without restarting anything. */
    setPodReady(name: string, namespace: string, ready: boolean): void;
  };
}

/** Makes a cluster. Same options and same requests at the same virtual times give the same history. */
export function createCluster(_options: ClusterOptions = {}): Cluster {
  throw new Error('under construction');
}

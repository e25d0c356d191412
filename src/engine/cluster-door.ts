/** Public interface of a cluster. */
import type { FeatureGates } from './api/feature-gates.ts';
import type { AdmissionPlugins } from './apiserver/admission/plugin.ts';
import type { ApiServer } from './apiserver/api.ts';
import type { DnsCache } from './dns/resolver.ts';
import type { Containers } from './kubelet/containers/containers.ts';
import type { KubeletOptions } from './kubelet/kubelet-options.ts';
import type { Restored } from './restored.ts';
import type { Actor, HistoryRecord } from './trace/history.ts';
import type { Input, Place, ReplayEnd, ReplayInput, Turn } from './trace/input.ts';
import type { Listener } from './trace/journal.ts';

export interface ClusterOptions {
  /** Seed of all random values (uids, image pull times). Default 1. */
  readonly seed?: number;
  readonly featureGates?: Partial<FeatureGates>;
  /** Admission plugins that are off. Default: none. */
  readonly admissionPlugins?: Partial<AdmissionPlugins>;
  /** Differences of the kubelets from real ones. */
  readonly kubelet?: Partial<KubeletOptions>;
  /** Seconds without a heartbeat after which a node counts as lost. Default 50, as in the controller manager. */
  readonly nodeMonitorGracePeriod?: number;
  /** An existing cluster to begin with; see `restore/index.ts`. Default: an empty cluster. */
  readonly restored?: Restored;
}

/**
 * A cluster with three nodes, the StorageClasses `standard` (default) and `shared-ssd-storage`, and the controllers.
 * Its time advances only through the methods below.
 */
export interface Cluster {
  readonly api: ApiServer;
  /** Everything that happened, oldest first. Only grows. */
  readonly history: readonly HistoryRecord[];
  /** Inputs from outside, oldest first, including refused requests. Only grows. */
  readonly inputs: readonly Input[];
  /** The moments after each task and input that left records, oldest first. Only grows. */
  readonly turns: readonly Turn[];
  /**
   * Replays recorded inputs, each at its own time, up to `end` if given. In a new cluster with the recorded options,
   * the same engine makes the same history; another engine makes the one of its own rules.
   * @throws Error if an input is not one that a cluster knows.
   */
  replay(inputs: readonly ReplayInput[], end?: ReplayEnd): void;
  /** Replays in small parts: yields after each task and each input. */
  replaying(inputs: readonly ReplayInput[], end?: ReplayEnd): Generator<void, void>;
  /**
   * How much work the cluster has made so far: tasks, records by the size of their objects, and objects handed out in
   * lists. The same on every machine.
   */
  work(): number;
  /** The current moment, between two tasks. */
  place(): Place;
  /** Virtual milliseconds since the cluster was made. */
  now(): number;
  /** The time of the next task; `undefined` if nothing more happens by itself. */
  nextTaskAt(): number | undefined;
  /** True if only endless retries (image pull, crash back-off) remain. */
  atRest(): boolean;
  /** Runs the next task, and advances time to it. Returns false if there is none. */
  step(): boolean;
  /**
   * Runs tasks until a controller has made a decision (to write, or to wait for something new), or the cluster is at
   * rest. Returns false if there was nothing to run.
   */
  stepDecision(): boolean;
  /** Runs every task due up to `time` (virtual ms) and sets the clock to it. */
  advanceTo(time: number): void;
  /**
   * Runs until {@link atRest}.
   * @throws Error after `maxTasks`: a controller that never comes to rest is a bug.
   */
  settle(maxTasks?: number): void;
  /**
   * Calls back with the new records after every task and every request that wrote something. Returns a function that
   * ends it.
   */
  subscribe(listener: Listener): () => void;
  /**
   * Disconnects the machine from the network: its kubelet neither sends nor receives anything, and its containers keep
   * running.
   * @throws StatusError if there is no such Node.
   */
  cutNode(name: string, actor: Actor): void;
  /** Reconnects the machine; if its Node was deleted, its kubelet registers it again. */
  restoreNode(name: string, actor: Actor): void;
  /** The cluster's DNS server. It caches answers; the history does not contain the cache. */
  readonly dns: DnsCache;
  readonly containers: Containers;
  /**
   * Events that no API request can cause.
   * @throws StatusError if there is no such Pod.
   */
  readonly faults: {
    /** Makes the kubelet report that all containers of the Pod have ended. */
    finishPod(name: string, namespace: string, phase: 'Failed' | 'Succeeded'): void;
    /** Makes the kubelet report another readiness without restarting anything. */
    setPodReady(name: string, namespace: string, ready: boolean): void;
  };
}

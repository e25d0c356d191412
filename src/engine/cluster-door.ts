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
  /** Everything that looks like chance (uids, image pull times) comes from it. Default 1. */
  readonly seed?: number;
  readonly featureGates?: Partial<FeatureGates>;
  /** Admission plugins that may be off. Default: all are on. */
  readonly admissionPlugins?: Partial<AdmissionPlugins>;
  /** In what the kubelets differ from real ones. */
  readonly kubelet?: Partial<KubeletOptions>;
  /** Seconds for which a node may be silent before it counts as lost. Default 50, as the controller manager's. */
  readonly nodeMonitorGracePeriod?: number;
  /** A cluster found elsewhere, with which this one begins; see `restore/index.ts`. Default: an empty cluster. */
  readonly restored?: Restored;
}

/**
 * A cluster with three nodes, the StorageClasses `standard` (default) and `shared-ssd-storage`, and the controllers.
 * Time stands still unless one of the methods below moves it.
 */
export interface Cluster {
  readonly api: ApiServer;
  /** Everything that happened, oldest first. Grows only. */
  readonly history: readonly HistoryRecord[];
  /** Inputs from outside, oldest first, with refused requests. Grows only. */
  readonly inputs: readonly Input[];
  /** The moments after each task and input that left records, oldest first. Grows only. */
  readonly turns: readonly Turn[];
  /**
   * Repeats recorded inputs, each at its own time, up to `end` if it is given. In a new cluster with the options of the
   * recorded one, the same engine makes the same history; another engine makes what it does at those times.
   * @throws Error when an input is none that a cluster knows.
   */
  replay(inputs: readonly ReplayInput[], end?: ReplayEnd): void;
  /** The same in small parts: it yields after each task and each input. */
  replaying(inputs: readonly ReplayInput[], end?: ReplayEnd): Generator<void, void>;
  /**
   * How much work the cluster has made so far: tasks, records by the size of their objects, and objects handed out in
   * lists. The same on every machine.
   */
  work(): number;
  /** The moment that it is now, between two tasks. */
  place(): Place;
  /** Virtual milliseconds since the cluster was made. */
  now(): number;
  /** When the next task is due, or `undefined` when nothing will ever happen by itself. */
  nextTaskAt(): number | undefined;
  /** True when only endless retries (image pull, crash back-off) are left to run. */
  atRest(): boolean;
  /** Runs the next task, moving time to it. False when there was none. */
  step(): boolean;
  /**
   * Runs tasks until a controller has decided something (to write, or to wait for something new), or all is at rest.
   * False when nothing was left to run.
   */
  stepDecision(): boolean;
  /** Runs every task due up to `time` (virtual ms) and sets the clock to it. */
  advanceTo(time: number): void;
  /** Runs until {@link atRest}. Throws after `maxTasks` (a controller that never comes to rest is a bug). */
  settle(maxTasks?: number): void;
  /** Called after every task and every request that wrote something, with the new records. Returns the unsubscriber. */
  subscribe(listener: Listener): () => void;
  /**
   * Cuts the machine off from the network: its kubelet neither reports nor hears anything, its containers run on.
   * Throws StatusError when there is no such Node.
   */
  cutNode(name: string, actor: Actor): void;
  /** The machine is back; if its Node was deleted meanwhile, its kubelet registers it again. */
  restoreNode(name: string, actor: Actor): void;
  /** The cluster's DNS server; it remembers what it was asked, and that is not written down. */
  readonly dns: DnsCache;
  readonly containers: Containers;
  /** Events of the outside world that no API request can cause. Throws StatusError when there is no such Pod. */
  readonly faults: {
    /** The kubelet reports that all containers of the Pod have ended. */
    finishPod(name: string, namespace: string, phase: 'Failed' | 'Succeeded'): void;
    /** The kubelet reports a change of readiness without restarting anything. */
    setPodReady(name: string, namespace: string, ready: boolean): void;
  };
}

/**
 * Holds the Pods that found no node. A Pod is tried again when an event occurs that a plugin which refused it has
 * registered, and after five minutes in any case.
 */
// Models kubernetes/pkg/scheduler/backend/queue/scheduling_queue.go
// Differs: no back-off. Since v1.33 the scheduler takes Pods out of the back-off queue whenever it has nothing else to
// do, and here it never is busy.
import type { KubernetesObject, Pod } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import { claimNames } from '../controllers/volume/pod-claims.ts';
import type { Clock } from '../sim/clock.ts';
import type { ChangedObject, ClusterEvent } from './cluster-event.ts';
import type { FilterPlugin } from './filters/filter.ts';

/** Time in virtual ms after which a waiting Pod is tried again in any case, and the period of this check. */
const maxWait = 300_000;
const flushPeriod = 30_000;

/** Key of the task that flushes the queue. Keys of Pods contain a slash. */
export const flushTask = 'flush';

export const keyOf = ({ metadata }: KubernetesObject): string => `${metadata.namespace}/${metadata.name}`;
export const claimKeys = (pod: Pod): readonly string[] =>
  claimNames(pod).map((name) => `${pod.metadata.namespace}/${name}`);

interface Waiting {
  readonly plugins: readonly FilterPlugin[];
  /** Keys. */
  readonly claims: readonly string[];
  /** Virtual ms. */
  readonly since: number;
}

export class SchedulingQueue {
  /** By the Pod's key. */
  readonly #unschedulable = new Map<string, Waiting>();
  /** Keys of the waiting Pods, by the key of a claim that they use. */
  readonly #claimants = new Map<string, Set<string>>();
  /** Keys of the waiting Pods, by a plugin that refused them. */
  readonly #refusedBy = new Map<FilterPlugin, Set<string>>();

  /**
   * @param handler Name of the scheduler's clock handler.
   * @param podOf Finds a waiting Pod by its key.
   */
  constructor(
    private readonly clock: Clock,
    private readonly handler: string,
    private readonly podOf: (key: string) => Pod | undefined,
  ) {}

  /** Marks the Pod to be tried soon. */
  add(key: string): void {
    this.delete(key);
    this.clock.schedule(this.handler, key, latency.scheduling);
  }

  /** Lets the Pod wait for an event that one of the plugins has registered. */
  addUnschedulable(pod: Pod, plugins: readonly FilterPlugin[]): void {
    const key = keyOf(pod);
    const claims = claimKeys(pod);
    this.#unschedulable.set(key, { plugins, claims, since: this.clock.now });
    for (const claim of claims) this.#claimants.set(claim, (this.#claimants.get(claim) ?? new Set()).add(key));
    for (const plugin of plugins) {
      this.#refusedBy.set(plugin, (this.#refusedBy.get(plugin) ?? new Set()).add(key));
    }
    this.#planFlush();
  }

  delete(key: string): void {
    const { plugins = [], claims = [] } = this.#unschedulable.get(key) ?? {};
    for (const plugin of plugins) this.#refusedBy.get(plugin)!.delete(key);
    for (const claim of claims) {
      const claimants = this.#claimants.get(claim);
      claimants?.delete(key);
      if (claimants?.size === 0) this.#claimants.delete(claim);
    }
    const waited = this.#unschedulable.delete(key);
    if (waited && this.#unschedulable.size === 0) this.clock.cancel(this.handler, flushTask);
  }

  /** Tries the Pods again that the event may help; an event of a claim helps the Pods that use it. */
  move(events: readonly ClusterEvent[], change: ChangedObject): void {
    for (const event of events) {
      const claimants =
        event === 'PersistentVolumeClaim' ? (this.#claimants.get(keyOf(change.object)) ?? []) : undefined;
      for (const [plugin, keys] of this.#refusedBy) {
        if (plugin.events[event] === undefined) continue;
        for (const key of claimants ?? keys) if (keys.has(key)) this.#moveIfHelped(key, plugin, event, change);
      }
    }
  }

  /** Handles a change of the waiting Pod itself. */
  update(key: string, events: readonly ClusterEvent[], change: ChangedObject): void {
    for (const event of events) {
      for (const plugin of this.#unschedulable.get(key)?.plugins ?? []) {
        this.#moveIfHelped(key, plugin, event, change);
      }
    }
  }

  #moveIfHelped(key: string, plugin: FilterPlugin, event: ClusterEvent, change: ChangedObject): void {
    const hint = plugin.events[event];
    const pod = this.podOf(key);
    if (hint !== undefined && pod !== undefined && hint(pod, change)) this.add(key);
  }

  /** Tries the Pods again that have waited for the longest allowed time. */
  flush(): void {
    for (const [key, { since }] of this.#unschedulable) if (since + maxWait <= this.clock.now) this.add(key);
    this.#planFlush();
  }

  #planFlush(): void {
    const [first] = this.#unschedulable.values();
    if (first === undefined) return;
    const at = Math.ceil((first.since + maxWait) / flushPeriod) * flushPeriod;
    this.clock.schedule(this.handler, flushTask, at - this.clock.now, { background: true });
  }
}

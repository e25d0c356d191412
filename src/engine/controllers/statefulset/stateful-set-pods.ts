/**
 * The Pods of one set by ordinal, with the aggregates that a reconcile needs, updated Pod by Pod: the counts, and the
 * ordinals that need attention. A reconcile of ten thousand Pods processes only those that have changed.
 */
import type { Pod, StatefulSet } from '../../api/types.ts';
import { SortedOrdinals } from './sorted-ordinals.ts';
import {
  availableAt,
  getEndOrdinal,
  getOrdinal,
  getParentNameAndOrdinal,
  getPodRevision,
  getStartOrdinal,
  isRunningAndReady,
  isTerminating,
  isUnavailable,
} from './stateful-set-utils.ts';

/** The counts that one Pod adds to the status. */
interface Share {
  readonly ready: boolean;
  readonly available: boolean;
  /** A terminating Pod does not count. */
  readonly revision: string | undefined;
}

export class StatefulSetPods {
  /** The first and the last desired ordinal. */
  readonly start: number;
  readonly end: number;
  /** Ordinals of Pods that are not available, or terminating. */
  readonly unavailable = new SortedOrdinals();
  /** Ordinals of Pods without the update revision. */
  readonly outdated = new SortedOrdinals();
  /** Ordinals whose Pods or claims have changed since a reconcile had nothing to do for them. */
  readonly unsettled = new SortedOrdinals();
  /** True if two Pods have the same ordinal (`web-1`, `web-01`); only one of them is stored here. */
  ambiguous = false;

  readonly #all = new SortedOrdinals();
  readonly #pods = new Map<number, Pod>();
  readonly #shares = new Map<number, Share>();
  readonly #replicasOf = new Map<string, number>();
  #ready = 0;
  #available = 0;
  /** The future times (virtual ms) at which Ready Pods become available. */
  readonly #maturing = new Map<number, number>();
  readonly #minReadySeconds: number;
  #updateRevision = '';
  #now = 0;

  constructor(set: StatefulSet) {
    this.start = getStartOrdinal(set);
    this.end = getEndOrdinal(set);
    this.#minReadySeconds = set.spec.minReadySeconds ?? 0;
  }

  get(ordinal: number): Pod | undefined {
    return this.#pods.get(ordinal);
  }

  put(pod: Pod): void {
    const ordinal = getOrdinal(pod);
    const before = this.#pods.get(ordinal);
    if (before !== undefined && before.metadata.name !== pod.metadata.name) this.ambiguous = true;
    this.#pods.set(ordinal, pod);
    this.#all.toggle(ordinal, true);
    this.#file(ordinal, pod);
  }

  remove(name: string): void {
    const { ordinal } = getParentNameAndOrdinal(name);
    if (this.#pods.get(ordinal)?.metadata.name !== name) return;
    this.#pods.delete(ordinal);
    this.#all.toggle(ordinal, false);
    this.#file(ordinal, undefined);
  }

  /** Updates the values that depend on the set. */
  prepare(updateRevision: string, now: number): void {
    this.#now = now;
    for (const [ordinal, at] of this.#maturing) if (at <= now) this.#file(ordinal, this.#pods.get(ordinal));
    if (updateRevision === this.#updateRevision) return;
    this.#updateRevision = updateRevision;
    for (const [ordinal, pod] of this.#pods) this.outdated.toggle(ordinal, this.#isOutdated(pod));
  }

  /** Returns the lowest desired ordinal in [from, to] without a Pod. */
  firstMissing(from = this.start, to = this.end): number | undefined {
    return this.#all.firstGap(Math.max(from, this.start), Math.min(to, this.end));
  }

  /** Returns the highest desired ordinal in [from, to] without a Pod. */
  lastMissing(from = this.start, to = this.end): number | undefined {
    return this.#all.lastGap(Math.max(from, this.start), Math.min(to, this.end));
  }

  /** Returns the number of desired ordinals without an available Pod. */
  countUnavailable(): number {
    const { start, end } = this;
    return this.unavailable.count(start, end) + (end - start + 1 - this.#all.count(start, end));
  }

  /** Returns the desired ordinals to process, ascending: those without a Pod, and the unsettled ones. */
  *replicasToProcess(): Generator<number> {
    for (let from = this.start; ;) {
      const next = lower(this.unsettled.first(from, this.end), this.firstMissing(from));
      if (next === undefined) return;
      yield next;
      from = next + 1;
    }
  }

  /** Returns the ordinals of surplus Pods, highest first; only those in `among`, if given. */
  condemned(among: SortedOrdinals = this.#all): number[] {
    return [...among.range(-Infinity, this.start - 1), ...among.range(this.end + 1)].reverse();
  }

  /** Returns the position of a surplus Pod among all of them, the highest ordinal first. */
  condemnedIndex(ordinal: number): number {
    const higher = this.#all.count(Math.max(ordinal, this.end) + 1, Infinity);
    return ordinal > this.end ? higher : higher + this.#all.count(ordinal + 1, this.start - 1);
  }

  /** Notes that a claim of this ordinal has changed. */
  unsettle(ordinal: number): void {
    if (this.#pods.has(ordinal)) this.unsettled.toggle(ordinal, true);
  }

  /** The time at which the next Ready Pod becomes available without a write; `Infinity` if there is none. */
  get nextAvailableAt(): number {
    let next = Infinity;
    for (const at of this.#maturing.values()) next = Math.min(next, at);
    return next;
  }

  /** Counts all Pods, desired and surplus ones. */
  get counts(): { readonly replicas: number; readonly readyReplicas: number; readonly availableReplicas: number } {
    return { replicas: this.#pods.size, readyReplicas: this.#ready, availableReplicas: this.#available };
  }

  /** Returns the number of Pods with this revision that are not terminating. */
  replicasOf(revision: string): number {
    return this.#replicasOf.get(revision) ?? 0;
  }

  /** The revisions of all Pods, including terminating ones. */
  revisions(): Set<string> {
    return new Set([...this.#pods.values()].map(getPodRevision));
  }

  #isOutdated(pod: Pod): boolean {
    return getPodRevision(pod) !== this.#updateRevision;
  }

  #file(ordinal: number, pod: Pod | undefined): void {
    const due = pod === undefined ? Infinity : availableAt(pod, this.#minReadySeconds);
    if (due > this.#now && due < Infinity) this.#maturing.set(ordinal, due);
    else this.#maturing.delete(ordinal);
    this.unsettled.toggle(ordinal, pod !== undefined);
    this.unavailable.toggle(ordinal, pod !== undefined && isUnavailable(pod, this.#minReadySeconds, this.#now));
    this.outdated.toggle(ordinal, pod !== undefined && this.#isOutdated(pod));
    this.#count(this.#shares.get(ordinal), -1);
    if (pod === undefined) {
      this.#shares.delete(ordinal);
      return;
    }
    const ready = isRunningAndReady(pod);
    const revision = isTerminating(pod) ? undefined : getPodRevision(pod);
    const share: Share = { ready, available: ready && due <= this.#now, revision };
    this.#shares.set(ordinal, share);
    this.#count(share, 1);
  }

  #count(share: Share | undefined, by: 1 | -1): void {
    if (share?.ready) this.#ready += by;
    if (share?.available) this.#available += by;
    if (share?.revision !== undefined) this.#replicasOf.set(share.revision, this.replicasOf(share.revision) + by);
  }
}

/** Returns the lower of two ordinals; each may be absent. */
export const lower = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);

/** Returns the higher of two ordinals; each may be absent. */
export const higher = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);

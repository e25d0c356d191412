/**
 * The Pods of one set by ordinal, with what a reconcile asks of all of them kept up to date Pod by Pod: the counts, and
 * the ordinals that stand out. A reconcile of ten thousand Pods looks only at those that have changed.
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

/** Counts that one Pod adds to the status. */
interface Share {
  readonly ready: boolean;
  readonly available: boolean;
  /** Not counted of a Pod that is going. */
  readonly revision: string | undefined;
}

export class StatefulSetPods {
  /** First and last ordinal that the set wants. */
  readonly start: number;
  readonly end: number;
  /** Of Pods that are not available, or going. */
  readonly unavailable = new SortedOrdinals();
  /** Of Pods that are not of the update revision. */
  readonly outdated = new SortedOrdinals();
  /** Of Pods that changed, or whose claims did, since a reconcile last had nothing to do about them. */
  readonly unsettled = new SortedOrdinals();
  /** Two Pods have the same ordinal (`web-1`, `web-01`); only one of them is here. */
  ambiguous = false;

  readonly #all = new SortedOrdinals();
  readonly #pods = new Map<number, Pod>();
  readonly #shares = new Map<number, Share>();
  readonly #replicasOf = new Map<string, number>();
  #ready = 0;
  #available = 0;
  /** Virtual ms from which a Ready Pod counts as available, as long as that lies ahead. */
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

  /** Brings up to date what does not depend on the Pods alone. */
  prepare(updateRevision: string, now: number): void {
    this.#now = now;
    for (const [ordinal, at] of this.#maturing) if (at <= now) this.#file(ordinal, this.#pods.get(ordinal));
    if (updateRevision === this.#updateRevision) return;
    this.#updateRevision = updateRevision;
    for (const [ordinal, pod] of this.#pods) this.outdated.toggle(ordinal, this.#isOutdated(pod));
  }

  /** The lowest wanted ordinal in [from, to] that has no Pod. */
  firstMissing(from = this.start, to = this.end): number | undefined {
    return this.#all.firstGap(Math.max(from, this.start), Math.min(to, this.end));
  }

  /** The highest wanted ordinal in [from, to] that has no Pod. */
  lastMissing(from = this.start, to = this.end): number | undefined {
    return this.#all.lastGap(Math.max(from, this.start), Math.min(to, this.end));
  }

  /** How many wanted ordinals have no available Pod. */
  countUnavailable(): number {
    const { start, end } = this;
    return this.unavailable.count(start, end) + (end - start + 1 - this.#all.count(start, end));
  }

  /** The wanted ordinals, ascending, that need a look: those without a Pod, and the unsettled ones. */
  *replicasToProcess(): Generator<number> {
    for (let from = this.start; ;) {
      const next = lower(this.unsettled.first(from, this.end), this.firstMissing(from));
      if (next === undefined) return;
      yield next;
      from = next + 1;
    }
  }

  /** The ordinals of Pods that are not wanted, highest first; of `among` if given. */
  condemned(among: SortedOrdinals = this.#all): number[] {
    return [...among.range(-Infinity, this.start - 1), ...among.range(this.end + 1)].reverse();
  }

  /** The place of an unwanted Pod among all of them, the highest ordinal being the first. */
  condemnedIndex(ordinal: number): number {
    const higher = this.#all.count(Math.max(ordinal, this.end) + 1, Infinity);
    return ordinal > this.end ? higher : higher + this.#all.count(ordinal + 1, this.start - 1);
  }

  /** A claim of this ordinal has changed. */
  unsettle(ordinal: number): void {
    if (this.#pods.has(ordinal)) this.unsettled.toggle(ordinal, true);
  }

  /** When the next Ready Pod becomes available without any write; `Infinity` when none does. */
  get nextAvailableAt(): number {
    let next = Infinity;
    for (const at of this.#maturing.values()) next = Math.min(next, at);
    return next;
  }

  /** Over all Pods, wanted or not. */
  get counts(): { readonly replicas: number; readonly readyReplicas: number; readonly availableReplicas: number } {
    return { replicas: this.#pods.size, readyReplicas: this.#ready, availableReplicas: this.#available };
  }

  /** How many Pods that are not going have this revision. */
  replicasOf(revision: string): number {
    return this.#replicasOf.get(revision) ?? 0;
  }

  /** The revisions of all Pods, also of those that are going. */
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

/** The lower of two ordinals; each may be absent. */
export const lower = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);

/** The higher of two ordinals; each may be absent. */
export const higher = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);

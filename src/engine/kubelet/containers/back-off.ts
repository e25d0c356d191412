/** The delays of the kubelet before it retries. */
// Models kubernetes/staging/src/k8s.io/client-go/util/flowcontrol/backoff.go

/** The first delay and the longest one, in virtual ms; it doubles in between. */
const [base, max] = [10_000, 300_000];

/** The range of ms after which the kubelet syncs a failing Pod again. */
const resync = [10_000, 15_000] as const;
/** Number of failures after which it reports no more events and syncs less often. */
const [heard, seldom] = [12, 300_000];

/** The delay after failures that are neither a crash nor a failed pull. */
export class Resync {
  #tries = 0;

  /** Virtual ms until the next sync. */
  next(between: (min: number, max: number, purpose: string) => number, purpose: string): number {
    const wait = ++this.#tries < heard ? between(...resync, `${purpose} ${this.#tries}`) : seldom;
    return Math.max(wait, resync[0]);
  }

  /** The time of its next sync, at the latest, after a change. */
  static soon(now: number): number {
    return now + resync[1];
  }
}

export class BackOff {
  #delay = 0;
  #updated = -Infinity;

  get delay(): number {
    return this.#delay;
  }

  /**
   * Returns true if a retry after a failure at `failed` still has to wait: until `failed` + `delay`. After a long time
   * without failures, the back-off starts again.
   */
  waits(failed: number, now: number): boolean {
    // A difference could be rounded to less than the delay at the very moment at which the retry is due.
    return !this.#isOver(failed) && now < failed + this.#delay;
  }

  /** Counts a retry at `now` after a failure at `failed`. */
  next(failed: number, now: number): void {
    this.#delay = this.#isOver(failed) ? base : Math.min(this.#delay * 2, max);
    this.#updated = now;
  }

  #isOver(failed: number): boolean {
    return this.#delay === 0 || failed - this.#updated > 2 * max;
  }
}

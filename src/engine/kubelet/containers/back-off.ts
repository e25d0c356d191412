/** How long the kubelet waits before it tries again what has failed. */
// Models kubernetes/staging/src/k8s.io/client-go/util/flowcontrol/backoff.go

/** First delay and its cap, in virtual ms; it doubles in between. */
const [base, max] = [10_000, 300_000];

/** From so many ms to so many later, the kubelet looks again at a Pod of which something has failed. */
const resync = [10_000, 15_000] as const;
/** From as many times on nobody hears of it any more, and it looks less often. */
const [heard, seldom] = [12, 300_000];

/** How long it waits with what is no crash and no failed pull. */
export class Resync {
  #tries = 0;

  /** Virtual ms until the next look. */
  next(between: (min: number, max: number, purpose: string) => number, purpose: string): number {
    const wait = ++this.#tries < heard ? between(...resync, `${purpose} ${this.#tries}`) : seldom;
    return Math.max(wait, resync[0]);
  }

  /** When it looks next, at the latest, once something has changed. */
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
   * Reports if a failure at `failed` still has to wait. After a long time without failure, the back-off starts over.
   */
  waits(failed: number, now: number): boolean {
    return !this.#isOver(failed) && now - failed < this.#delay;
  }

  /** Counts a try at `now` of what failed at `failed`. */
  next(failed: number, now: number): void {
    this.#delay = this.#isOver(failed) ? base : Math.min(this.#delay * 2, max);
    this.#updated = now;
  }

  #isOver(failed: number): boolean {
    return this.#delay === 0 || failed - this.#updated > 2 * max;
  }
}

/** How long the kubelet waits before it tries again what has failed. */
// Models kubernetes/staging/src/k8s.io/client-go/util/flowcontrol/backoff.go

/** First delay and its cap, in virtual ms; it doubles in between. */
const [base, max] = [10_000, 300_000];

export class BackOff {
  #delay = 0;
  #updated = -Infinity;

  get delay(): number {
    return this.#delay;
  }

  /** Whether what failed at `failed` has to wait still. Who has not failed for long enough begins anew. */
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

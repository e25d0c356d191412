/** Limits the rate of a host page's requests. */

/**
 * Allows `burst` requests at once, and then `perSecond`.
 * @param now Wall ms.
 */
export class Rate {
  #left: number;
  #last: number;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
    private readonly now: () => number,
  ) {
    this.#left = burst;
    this.#last = now();
  }

  /** Returns true if another request is allowed now. */
  take(): boolean {
    const now = this.now();
    this.#left = Math.min(this.burst, this.#left + ((now - this.#last) / 1000) * this.perSecond);
    this.#last = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}

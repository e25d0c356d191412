/** A client's own limit on its requests: a bucket of tokens, refilled at a steady rate. */
// Models k8s.io/client-go/util/flowcontrol
export class RateLimiter {
  #tokens: number;
  #at = 0;

  /**
   * @param qps tokens that come back each second.
   * @param burst tokens in a full bucket.
   */
  constructor(
    private readonly qps: number,
    private readonly burst: number,
  ) {
    this.#tokens = burst;
  }

  /**
   * Takes `requests` tokens at `now` (virtual ms), on credit if need be.
   * @returns virtual ms until the last of the requests may be made.
   */
  reserve(now: number, requests: number): number {
    const refilled = ((now - this.#at) * this.qps) / 1000;
    this.#tokens = Math.min(this.burst, this.#tokens + refilled) - requests;
    this.#at = now;
    return Math.max(0, Math.ceil((-this.#tokens * 1000) / this.qps));
  }
}

/** A client-side rate limiter: a token bucket with a steady refill. */
// Models k8s.io/client-go/util/flowcontrol
export class RateLimiter {
  #tokens: number;
  #at = 0;

  /**
   * @param qps Tokens per second.
   * @param burst Tokens in a full bucket.
   */
  constructor(
    private readonly qps: number,
    private readonly burst: number,
  ) {
    this.#tokens = burst;
  }

  /**
   * Takes `requests` tokens at `now` (virtual ms), in advance if necessary.
   * @returns virtual ms until the last of the requests is allowed.
   */
  reserve(now: number, requests: number): number {
    const refilled = ((now - this.#at) * this.qps) / 1000;
    this.#tokens = Math.min(this.burst, this.#tokens + refilled) - requests;
    this.#at = now;
    return Math.max(0, Math.ceil((-this.#tokens * 1000) / this.qps));
  }
}

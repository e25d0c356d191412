/** Schedules retries of failed work: the delay doubles with each failure in a row. */
// Models client-go/util/workqueue ItemExponentialFailureRateLimiter
import type { Clock } from '../sim/clock.ts';

const base = 5;
const most = 1_000_000;
/** Retries with this delay or a longer one no longer count as pending work. */
const endless = 10_000;

export class Retries {
  readonly #failures = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly handler: string,
  ) {}

  /** Notes the result of a key's work, and schedules a retry if it failed. */
  done(key: string, failed: boolean): void {
    if (!failed) {
      this.#failures.delete(key);
      return;
    }
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const delay = Math.min(base * 2 ** failures, most);
    this.clock.schedule(this.handler, key, delay, { background: delay >= endless });
  }
}

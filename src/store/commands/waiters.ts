/** Programs that wait for a change of the cluster, or for a time. */
interface Waiter {
  readonly until: number;
  readonly wake: () => void;
}

/** The programs that wait for the cluster. */
export class Waiters {
  readonly #waiters = new Set<Waiter>();

  /** Resolves at the next change, at time `until`, or when `signal` is aborted. */
  add(until: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiters.delete(waiter);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const waiter: Waiter = { until, wake };
      if (signal.aborted) return resolve();
      this.#waiters.add(waiter);
      signal.addEventListener('abort', wake);
    });
  }

  /** Wakes all of them after a write. */
  changed(): void {
    for (const { wake } of [...this.#waiters]) wake();
  }

  /** Wakes those that wait for a time up to `now`. */
  passed(now: number): void {
    for (const { until, wake } of [...this.#waiters]) if (until <= now) wake();
  }

  /** Returns the first time that one of them waits for. */
  next(): number | undefined {
    const next = Math.min(...[...this.#waiters].map(({ until }) => until));
    return Number.isFinite(next) ? next : undefined;
  }
}

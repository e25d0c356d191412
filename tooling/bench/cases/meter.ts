// Measurements of a case, and the workload that both simulators run.
import type { Measurement } from '../report.mjs';

/**
 * Measures the CPU time since its creation, including garbage collection, and the heap that is left after a collection.
 */
export class Meter {
  readonly #cpu = process.cpuUsage();
  readonly #from: number;

  /** @param events Number of events so far. */
  constructor(private readonly events: () => number = () => 0) {
    this.#from = events();
  }

  read(): Measurement {
    const { user, system } = process.cpuUsage(this.#cpu);
    const events = this.events() - this.#from;
    globalThis.gc?.();
    return { cpu: (user + system) / 1000, events, heap: process.memoryUsage().heapUsed };
  }
}

/**
 * Runs a script and returns what it took at the most (ms): the time that went by, which includes that of other processes,
 * or the CPU time of this process, which includes that of V8's other threads, whichever is less.
 */
export function timed<T>(script: () => T): { readonly result: T; readonly time: number } {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = script();
  const elapsed = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { result, time: Math.min(elapsed, (user + system) / 1000) };
}

/** The Deployment `web` with one container and no other settings. */
export const webDeployment = (replicas: number) => ({
  apiVersion: 'apps/v1' as const,
  kind: 'Deployment' as const,
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'app', image: 'app:1' }] },
    },
  },
});

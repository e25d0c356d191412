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

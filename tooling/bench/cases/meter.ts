// Measurements of a case, and the workload that both simulators run.
import { readFileSync } from 'node:fs';
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
 * Returns the CPU time of the thread that runs the script (ms), including the garbage collection on it. V8 compiles and
 * collects on other threads, too: where the system does not tell threads apart, this is the CPU time of all of them.
 */
export function scriptTime(): number {
  try {
    const [ran] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ');
    return Number(ran) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
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

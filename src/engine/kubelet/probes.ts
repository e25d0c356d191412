/** The probes of a container that runs. The others wait until the startup probe has passed. */
// Models kubernetes/pkg/kubelet/prober/prober_manager.go
import type { Container } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import { Probe, type ProbeType } from './probe.ts';
import type { Process } from './process.ts';

/** What a probe has found out that something follows from. */
export interface Finding {
  /** The event's text. */
  readonly failure?: string;
  /** The container is not to live on, for this probe has failed. */
  readonly fatal?: Probe;
}

export class Probes {
  readonly #probes: readonly Probe[];

  /** @param process the process to ask, which runs since `startedAt`. */
  constructor(
    container: Container,
    process: Process,
    private readonly startedAt: number,
  ) {
    const { startupProbe, livenessProbe, readinessProbe } = container;
    const specs = { Startup: startupProbe, Liveness: livenessProbe, Readiness: readinessProbe };
    this.#probes = Object.entries(specs).flatMap(([type, spec]) =>
      spec === undefined ? [] : new Probe(type as ProbeType, spec, container, process),
    );
    const startup = this.#of('Startup');
    for (const probe of startup === undefined ? this.#probes : [startup]) {
      probe.begin(startedAt, startedAt + latency.becomeReady);
    }
  }

  get started(): boolean {
    const startup = this.#of('Startup');
    return startup === undefined || startup.result === true;
  }

  /** `undefined`: no probe asks for it. */
  get ready(): boolean | undefined {
    return this.#of('Readiness')?.result;
  }

  /** Virtual ms of the next answer, and whether nothing new is to be expected of it. */
  get due(): { readonly at: number; readonly retry: boolean } {
    const asking = this.#probes.filter((p) => p.due < Infinity);
    return { at: Math.min(...asking.map((p) => p.due)), retry: asking.every((p) => p.settled) };
  }

  /** Takes the first answer that is due. */
  ask(now: number, address: string): Finding {
    const probe = this.#probes.find((p) => p.due <= now);
    const failure = probe?.answer(address);
    if (probe?.type === 'Startup' && probe.result === true) {
      probe.stop();
      for (const other of this.#probes) if (other !== probe) other.begin(this.startedAt, now);
    }
    return {
      ...(failure !== undefined && { failure }),
      ...(probe?.result === false && probe.type !== 'Readiness' && { fatal: probe }),
    };
  }

  #of(type: ProbeType): Probe | undefined {
    return this.#probes.find((p) => p.type === type);
  }
}

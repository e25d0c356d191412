/** The probes of a running container. The others wait until the startup probe has succeeded. */
// Models kubernetes/pkg/kubelet/prober/prober_manager.go
import { latency } from '../../controllers/latencies.ts';
import { expand } from '../environment/expansion.ts';
import { Probe, type ProbeType } from './probe.ts';
import type { Listener, ProbedPod } from './probed-pod.ts';

/** A probe result that has consequences. */
export interface Finding {
  /** The text of the event. */
  readonly failure?: string;
  /** True if the container must be stopped because this probe has failed. */
  readonly fatal?: Probe;
}

export class Probes {
  readonly #probes: readonly Probe[];

  /** @param valueOf Returns the environment variables of the probed container. */
  constructor(own: Listener, pod: ProbedPod, valueOf: (name: string) => string | undefined) {
    const { startupProbe, livenessProbe, readinessProbe } = own.container;
    const specs = { Startup: startupProbe, Liveness: livenessProbe, Readiness: readinessProbe };
    this.#probes = Object.entries(specs).flatMap(([type, spec]) => {
      if (spec === undefined) return [];
      const command = spec.exec?.command?.map((word) => expand(word, valueOf));
      return new Probe(type as ProbeType, spec, own, pod, command);
    });
    const startup = this.#of('Startup');
    for (const probe of startup === undefined ? this.#probes : [startup]) {
      probe.begin(own.startedAt + latency.becomeReady);
    }
  }

  get started(): boolean {
    const startup = this.#of('Startup');
    return startup === undefined || startup.result === true;
  }

  /** `undefined` if there is no such probe. */
  get ready(): boolean | undefined {
    return this.#of('Readiness')?.result;
  }

  /** Virtual ms of the next result, and whether it changes nothing. */
  get due(): { readonly at: number; readonly retry: boolean } {
    const asking = this.#probes.map((p) => p.due).filter(({ at }) => at < Infinity);
    return { at: Math.min(...asking.map(({ at }) => at)), retry: asking.every(({ settled }) => settled) };
  }

  /** Takes the first result that is due. */
  ask(now: number): Finding {
    const probe = this.#probes.find((p) => p.due.at <= now);
    const failure = probe?.answer();
    if (probe?.type === 'Startup' && probe.result === true) {
      probe.stop();
      for (const other of this.#probes) if (other !== probe) other.begin(now);
    }
    return {
      ...(failure !== undefined && { failure }),
      ...(probe?.result === false && probe.type !== 'Readiness' && { fatal: probe }),
    };
  }

  /** Notes that files or other containers of the Pod have changed. */
  rouse(now: number): void {
    for (const probe of this.#probes) probe.rouse(now);
  }

  #of(type: ProbeType): Probe | undefined {
    return this.#probes.find((p) => p.type === type);
  }
}

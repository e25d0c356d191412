/** One run of a container: its process, what that does, and the probes that ask it. */
import type { Container } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import type { ContainerHost, ContainerOptions } from './container-host.ts';
import type { Environment } from './environment/environment.ts';
import { expand } from './environment/expansion.ts';
import type { Listener } from './probed-pod.ts';
import { type Finding, Probes } from './probes.ts';
import { type Process, processOf } from './process.ts';

/** Nobody waits for the end of a process that takes longer. */
const longRun = 60_000;

export class ContainerRun implements Listener {
  readonly process: Process;
  readonly startedAt: number;
  readonly #probes: Probes | undefined;
  /** Without a readiness probe: when it counts as ready. */
  readonly #readyAt: number;
  /** Virtual ms at which that is noticed. */
  #noticedAt: number;
  /** How many of the process's changes to files are done. */
  #changed = 0;

  constructor(
    readonly container: Container,
    environment: Environment,
    private readonly options: ContainerOptions,
    { now, pod }: ContainerHost,
  ) {
    this.startedAt = now;
    const valueOf = (name: string): string | undefined => environment.get(name);
    this.process = processOf(expanded(container, valueOf), options.init, valueOf);
    if (!options.standIn && !options.init) this.#probes = new Probes(this, pod, valueOf);
    // Without a probe, all that the kubelet can tell is that the process runs.
    const stays = !this.process.unavailable && this.process.endsAt > 2 * latency.becomeReady;
    this.#readyAt = stays ? now + latency.becomeReady : Infinity;
    this.#noticedAt = this.#probes?.ready === undefined ? this.#readyAt : Infinity;
  }

  get started(): boolean {
    return this.#probes?.started ?? true;
  }

  ready(now: number): boolean {
    return this.#probes?.ready ?? (this.started && !this.options.init && this.#readyAt <= now);
  }

  ignoresSigterm(now: number): boolean {
    return this.process.ignoresSigterm || now - this.startedAt >= this.process.hangsAt;
  }

  /** Virtual ms of what happens next, and whether nothing new is to be expected of it. */
  get due(): { readonly at: number; readonly retry: boolean } {
    const { endsAt, changes } = this.process;
    const ends = this.startedAt + endsAt;
    const changesAt = this.startedAt + (changes[this.#changed]?.at ?? Infinity);
    const own = Math.min(ends, changesAt, this.#noticedAt);
    const asked = this.#probes?.due;
    if (asked !== undefined && asked.at < own) return asked;
    // Ends after a long time, or ends and is started again, for ever.
    const repeats = this.options.restart === 'Always' && !this.options.init && endsAt > latency.crash;
    return { at: own, retry: own === ends && (repeats || endsAt > longRun) };
  }

  /** Carries out what is due first; `ended` once the process is at its end. */
  next(host: ContainerHost): Finding | 'ended' {
    const { now } = host;
    const change = this.process.changes[this.#changed];
    if (this.#noticedAt <= now) this.#noticedAt = Infinity;
    else if (change !== undefined && this.startedAt + change.at <= now) {
      this.#changed++;
      host.changeFile(change.change, change.append);
    } else if (now >= this.startedAt + this.process.endsAt) return 'ended';
    else return this.#probes!.ask(now);
    return {};
  }

  /** Files, or other containers of the Pod, have changed: its probes may be answered otherwise. */
  rouse(now: number): void {
    this.#probes?.rouse(now);
  }
}

/** References to variables in the command and its arguments are replaced by the kubelet, not by a shell. */
function expanded(container: Container, valueOf: (name: string) => string | undefined): Container {
  const { command, args } = container;
  const words = (given: readonly string[]): string[] => given.map((word) => expand(word, valueOf));
  return { ...container, ...(command && { command: words(command) }), ...(args && { args: words(args) }) };
}

/** One run of a container: its process and its probes. */
import type { Container } from '../../api/types.ts';
import { latency } from '../../controllers/latencies.ts';
import type { ContainerHost, ContainerOptions } from './container-host.ts';
import type { Environment } from '../environment/environment.ts';
import { bounded, expand } from '../environment/expansion.ts';
import type { Listener } from '../probes/probed-pod.ts';
import { type Finding, Probes } from '../probes/probes.ts';
import { Process } from './process.ts';

/** A process that ends later than this counts as never ending. */
const longRun = 60_000;

export class ContainerRun implements Listener {
  readonly process: Process;
  readonly startedAt: number;
  readonly #probes: Probes | undefined;
  /** The time at which it counts as ready, without a readiness probe. */
  readonly #readyAt: number;
  /** Virtual ms at which the kubelet notices it. */
  #noticedAt: number;
  /** True if the results of the process's last requests may have changed. */
  #expects = false;

  constructor(
    readonly container: Container,
    readonly environment: Environment,
    private readonly options: ContainerOptions,
    host: ContainerHost & { readonly print: (text: string) => void },
    /** True if an earlier run ended, so that this one behaves the same. */
    private readonly again: boolean,
  ) {
    const { now, pod } = host;
    this.startedAt = now;
    const valueOf = bounded((name) => environment.get(name));
    this.process = new Process(expanded(container, valueOf), options, {
      ...host.process(),
      startedAt: now,
      print: host.print,
    });
    if (!options.standIn && !options.init) this.#probes = new Probes(this, pod, valueOf);
    // Without a probe, the kubelet knows only that the process runs.
    const stays = !this.process.unavailable && !this.process.crashes;
    this.#readyAt = stays ? now + host.readyAfter(container.image!) : Infinity;
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

  /** Virtual ms of its next change, and whether that is only a repetition. */
  get due(): { readonly at: number; readonly retry: boolean } {
    const { due } = this.process;
    const own = Math.min(due, this.#noticedAt);
    const asked = this.#probes?.due;
    if (asked !== undefined && asked.at < own) return asked;
    // True if it does not change for a long time, or ends and restarts endlessly.
    const age = due - this.startedAt;
    const repeats = this.again && this.options.restart === 'Always' && !this.options.init && age > latency.crash;
    return { at: own, retry: own === due && (repeats || age > longRun) && !this.#expects };
  }

  /** Performs what is due first; returns `ended` when the process ends. */
  next(host: ContainerHost): Finding | 'ended' {
    const { now } = host;
    if (this.#noticedAt <= now) this.#noticedAt = Infinity;
    else if (this.process.due <= now) {
      this.#expects = false;
      this.process.advance();
      if (this.process.exitCode !== undefined) return 'ended';
    } else return this.#probes!.ask(now);
    return {};
  }

  /**
   * Notes that Services or their endpoints have changed.
   * @returns true if the process has made requests to them since it last waited.
   */
  networkChanged(): boolean {
    return (this.#expects = this.process.due < Infinity && this.process.asksNetwork);
  }

  /** Notes that files, or other containers of the Pod, have changed: the results of its probes may change. */
  rouse(now: number): void {
    this.#probes?.rouse(now);
  }
}

/** The kubelet, not a shell, expands references to variables in the command and its arguments. */
function expanded(container: Container, valueOf: (name: string) => string | undefined): Container {
  const { command, args } = container;
  const words = (given: readonly string[]): string[] => given.map((word) => expand(word, valueOf));
  return { ...container, ...(command && { command: words(command) }), ...(args && { args: words(args) }) };
}

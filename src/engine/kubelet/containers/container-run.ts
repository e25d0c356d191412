/** One run of a container: its process, what that does, and the probes that ask it. */
import type { Container } from '../../api/types.ts';
import { latency } from '../../controllers/latencies.ts';
import type { ContainerHost, ContainerOptions } from './container-host.ts';
import type { Environment } from '../environment/environment.ts';
import { expand } from '../environment/expansion.ts';
import type { Listener } from '../probes/probed-pod.ts';
import { type Finding, Probes } from '../probes/probes.ts';
import { Process } from './process.ts';

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
  /** The answers to the last requests of the process may be others by now. */
  #expects = false;

  constructor(
    readonly container: Container,
    readonly environment: Environment,
    private readonly options: ContainerOptions,
    host: ContainerHost & { readonly print: (text: string) => void },
    /** Runs before it ended, and it does what they did. */
    private readonly again: boolean,
  ) {
    const { now, pod } = host;
    this.startedAt = now;
    const valueOf = (name: string): string | undefined => environment.get(name);
    this.process = new Process(expanded(container, valueOf), options, {
      ...host.process(),
      startedAt: now,
      print: host.print,
    });
    if (!options.standIn && !options.init) this.#probes = new Probes(this, pod, valueOf);
    // Without a probe, all that the kubelet can tell is that the process runs.
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

  /** Virtual ms of what happens next, and whether nothing new is to be expected of it. */
  get due(): { readonly at: number; readonly retry: boolean } {
    const { due } = this.process;
    const own = Math.min(due, this.#noticedAt);
    const asked = this.#probes?.due;
    if (asked !== undefined && asked.at < own) return asked;
    // Goes on as before for a long time, or ends and is started again, for ever.
    const age = due - this.startedAt;
    const repeats = this.again && this.options.restart === 'Always' && !this.options.init && age > latency.crash;
    return { at: own, retry: own === due && (repeats || age > longRun) && !this.#expects };
  }

  /** Carries out what is due first; `ended` once the process is at its end. */
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

  /** Services or their endpoints have changed. @returns true if the process has asked for such since it last waited. */
  networkChanged(): boolean {
    return (this.#expects = this.process.due < Infinity && this.process.asksNetwork);
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

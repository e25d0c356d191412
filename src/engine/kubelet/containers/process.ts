/** The main process of a container: its actions and output, its answers, and its end. */
import type { Container } from '../../api/types.ts';
import { latency } from '../../controllers/latencies.ts';
import { installedPrograms } from '../../programs/installed.ts';
import type { Pause } from '../../programs/sh/pause.ts';
import type { ProgramHost } from '../../programs/program-host.ts';
import type { ImageBehaviour } from './images.ts';
import { portsOf } from '../probes/listening.ts';

/** The ways in which a process fails a probe. */
export type Silence =
  /** It does not listen yet. */
  'refused' | 'unavailable' | 'hangs';

const slowStart = 30_000;
const hangsAfter = 20_000;

export interface Surroundings {
  /** Virtual ms at which the process starts. */
  readonly startedAt: number;
  /** Present if programs are installed. */
  host(): ProgramHost;
  now(): number;
  behaviour(image: string): ImageBehaviour;
  print(text: string): void;
}

/** Times are virtual ms since the start of the process, unless described as moments. */
export class Process {
  /** The time from which on it hangs: it does nothing, and ignores SIGTERM. */
  readonly hangsAt: number;
  /** True if it reports that it is not ready. */
  readonly unavailable: boolean;
  readonly ignoresSigterm: boolean;
  readonly crashes: boolean;
  /** True while it waits for typed input. */
  waitsForInput = false;
  /** The moment at which it continues or ends. */
  due = Infinity;
  /** Present once it has ended. */
  exitCode: number | undefined;
  /** The time from which on it is a server; absent while it runs a script. */
  #servesFrom: number | undefined;
  #program: Generator<Pause, number> | undefined;
  /** How it has ended, until the kubelet notices. */
  #ended: number | undefined;
  readonly #slow: boolean;
  /** True if it has made requests to other Pods since it last waited. */
  asksNetwork = false;

  /** @param container With the variables in its command and arguments expanded. */
  constructor(
    private readonly container: Container,
    private readonly options: { readonly init: boolean; readonly standIn: boolean },
    private readonly surroundings: Surroundings,
  ) {
    const behaviour = surroundings.behaviour(container.image!);
    this.crashes = behaviour === 'crash';
    this.hangsAt = behaviour === 'unhealthy' ? hangsAfter : Infinity;
    this.unavailable = behaviour === 'never-ready';
    this.ignoresSigterm = behaviour === 'stubborn';
    this.#slow = behaviour === 'slow';
    const { startedAt, now, print } = surroundings;
    const given = container.command ?? container.args;
    const programs = options.standIn && given === undefined ? undefined : installedPrograms();
    const words = programs?.commandOf(container) ?? [];
    if (this.crashes || words.length === 0 || programs === undefined) {
      this.#serve(0);
      if (this.crashes) this.#endAt(startedAt + latency.crash, 1);
      else if (options.init) this.#endAt(startedAt + latency.becomeReady, 0);
    } else {
      this.#program = programs.run(
        words,
        { host: this.#heard(surroundings.host()), now },
        print,
        container.stdin === true,
      );
      this.due = startedAt;
    }
  }

  /** True if it is a server, not a script. */
  get serves(): boolean {
    return this.#servesFrom !== undefined;
  }

  /** The time from which on it works. */
  get worksAt(): number {
    return (this.#servesFrom ?? 0) + (this.#slow ? slowStart : latency.becomeReady);
  }

  /** The ports on which it answers; `undefined` if it answers on every port. */
  get ports(): ReadonlySet<number> | undefined {
    return this.#servesFrom === undefined ? none : portsOf(this.container);
  }

  /** Performs what is due. */
  advance(): void {
    const now = this.surroundings.now();
    if (this.#ended !== undefined) {
      this.exitCode = this.#ended;
      this.due = Infinity;
      return;
    }
    if (now - this.surroundings.startedAt >= this.hangsAt) {
      this.due = Infinity;
      return;
    }
    this.asksNetwork = false;
    const { value: pause, done } = this.#program!.next();
    if (done === true) {
      // The kubelet's next relist finds that it has run.
      this.#endAt(Math.max(now, this.surroundings.startedAt + latency.becomeReady), pause as number);
    } else if (pause === 'input') {
      this.waitsForInput = true;
      this.due = Infinity;
    } else if (pause === 'serves') {
      this.#serve(now - this.surroundings.startedAt);
      // An init container ends soon.
      this.due = this.options.init ? now + latency.becomeReady : Infinity;
    } else this.due = now + (pause as { readonly sleep: number }).sleep;
  }

  /** The same host, which notes requests to other Pods. */
  #heard(host: ProgramHost): ProgramHost {
    const heard =
      <Args extends unknown[], Answer>(ask: (...args: Args) => Answer) =>
      (...args: Args): Answer => {
        this.asksNetwork = true;
        return ask(...args);
      };
    const { lookup, query, request, listens } = host;
    return { ...host, lookup: heard(lookup), query: heard(query), request: heard(request), listens: heard(listens) };
  }

  #endAt(moment: number, exitCode: number): void {
    this.due = moment;
    this.#ended = exitCode;
  }

  #serve(from: number): void {
    this.#servesFrom = from;
    this.surroundings.print(`simulated process of image ${this.container.image} started\n`);
  }
}

const none: ReadonlySet<number> = new Set();

/** Returns the reason why the process, `elapsed` ms old, does not answer; `undefined` if it does. */
export function silence(process: Process, elapsed: number, asksForReadiness: boolean): Silence | undefined {
  if (elapsed < process.worksAt) return 'refused';
  if (elapsed >= process.hangsAt) return 'hangs';
  return asksForReadiness && process.unavailable ? 'unavailable' : undefined;
}

/** The time at which the answer of a process that is `elapsed` ms old changes next. */
export const nextChange = ({ worksAt, hangsAt }: Process, elapsed: number): number =>
  elapsed < worksAt ? worksAt : elapsed < hangsAt ? hangsAt : Infinity;

/** The interface of a shell for its commands. */
import type { ProgramHost } from '../program-host.ts';
import type { Scope } from './expansion.ts';
import type { Command, Script } from './parser.ts';
import type { Pause } from './pause.ts';
import type { Streams } from './streams.ts';

/** State shared by all shells of a process. */
export interface World {
  readonly host: ProgramHost;
  /** Virtual ms. */
  now(): number;
  /** Number of commands since it last waited. */
  steps: number;
}

export interface RunningShell extends Scope {
  readonly world: World;
  /** Its name: `sh`. */
  readonly name: string;
  /** `$0`, if it is the name of a script. */
  called: string | undefined;
  readonly variables: Map<string, string>;
  /** Exported variables. */
  readonly exported: Set<string>;
  readonly functions: Map<string, Command>;
  parameters: readonly string[];
  options: ReadonlySet<string>;
  cwd: string;
  /** `$?` */
  exit: number;
  /** True while a command in the background runs. */
  leftBehind: boolean;
  /** Returns a subshell with a copy of this shell's state. */
  copy(): RunningShell;
  /** Returns a shell with only the given variables. */
  fresh(name: string, env: ReadonlyMap<string, string>): RunningShell;
  /** Runs a script to its end. */
  run(script: Script, streams: Streams): Generator<Pause, number>;
  /** Runs a script as part of the current one. */
  list(script: Script, streams: Streams): Generator<Pause, number>;
  sleep(ms: number): Generator<Pause, void>;
  /** Counts commands; after many of them, the script pauses. */
  step(): Generator<Pause, void>;
  /** Counts a text that a command handles: a long one takes as much time as many commands. */
  handles(length: number): Generator<Pause, void>;
  path(word: string): string;
  complain(streams: Streams, text: string): void;
}

/** Leaves a script, or one of its parts. */
export class Leave extends Error {
  constructor(
    readonly what: 'exit' | 'return' | 'break' | 'continue',
    readonly code: number,
  ) {
    super(what);
  }
}

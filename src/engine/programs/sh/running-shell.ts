/** A shell as its commands see it. */
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
  /** Commands since it has last waited. */
  steps: number;
}

export interface RunningShell extends Scope {
  readonly world: World;
  /** Its name: `sh`. */
  readonly name: string;
  /** `$0`, if it is the name of a script. */
  called: string | undefined;
  readonly variables: Map<string, string>;
  /** Variables that programs are given. */
  readonly exported: Set<string>;
  readonly functions: Map<string, Command>;
  parameters: readonly string[];
  options: ReadonlySet<string>;
  cwd: string;
  /** `$?` */
  exit: number;
  /** Something that it has started in the background is not over. */
  leftBehind: boolean;
  /** A shell that begins as this one is, and changes nothing of it. */
  copy(): RunningShell;
  /** A shell that knows no more than the variables that it is given. */
  fresh(name: string, env: ReadonlyMap<string, string>): RunningShell;
  /** Runs a script to its end. */
  run(script: Script, streams: Streams): Generator<Pause, number>;
  /** Runs a script as a part of the one that runs. */
  list(script: Script, streams: Streams): Generator<Pause, number>;
  sleep(ms: number): Generator<Pause, void>;
  path(word: string): string;
  complain(streams: Streams, text: string): void;
}

/** A script is left, or one of its parts. */
export class Leave extends Error {
  constructor(
    readonly what: 'exit' | 'return' | 'break' | 'continue',
    readonly code: number,
  ) {
    super(what);
  }
}

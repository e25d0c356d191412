/** Options of a shell, and the result of a line. */
import type { Command, IFileSystem } from 'just-bash/browser';
import type { Host } from '../commands/host.ts';
import type { CommandContext, Print } from '../commands/terminal-output.ts';
import type { Pipe } from '../pipelines/pipe.ts';
import type { Processes } from './processes.ts';
import type { Typist } from './typed-input.ts';

export interface SessionOptions extends Typist {
  readonly files: IFileSystem;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly commands: (host: Host) => readonly Command[];
  /** Names of the commands that print to the terminal by themselves. */
  readonly streaming: ReadonlySet<string>;
  readonly print: Print;
  /** Waits for the given virtual time (ms). */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** True for an interactive shell: it reports its jobs, and each line has its own limits. */
  readonly interactive?: boolean;
  /** True if its programs are BusyBox's. */
  readonly busybox?: boolean;
  /** The pipe from which it reads: a concurrent program writes to it. */
  readonly pipe?: Pipe;
  /** Resolves when there is room for more output. */
  readonly drained?: () => Promise<void>;
  /** The environment variables of a command; by default those that just-bash reports. */
  readonly exported?: (context: CommandContext) => ReadonlyMap<string, string>;
  /** Virtual time in ms. */
  readonly now: () => number;
  /** `$0`; by default `bash`. */
  readonly name?: string;
  /** Runs a function that receives Ctrl-C: the signal that it is given is aborted. */
  readonly interruptible?: <T>(run: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** The same for background commands, which have no keyboard. */
  readonly inBackground: () => SessionOptions;
  /** Limits that it shares with everything that it starts. */
  readonly processes: Processes;
}

export interface LineOutcome {
  readonly exit: number;
  /** True if the shell stopped the line because it exceeded its time or memory. */
  readonly bounded: boolean;
  /** True if the line has called `exit`. */
  readonly left?: boolean;
}

/** Options of a shell, and the outcome of a line. */
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
  /** Names of those commands that print to the terminal by themselves. */
  readonly streaming: ReadonlySet<string>;
  readonly print: Print;
  /** Waits for so much virtual time. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** True for a shell that asks for commands: it reports its jobs, and each line has bounds of its own. */
  readonly interactive?: boolean;
  /** Its programs are BusyBox's. */
  readonly busybox?: boolean;
  /** The pipe that it reads from: a program beside it writes to it. */
  readonly pipe?: Pipe;
  /** Resolves when there is room for what it prints. */
  readonly drained?: () => Promise<void>;
  /** The variables that a command is given; by default what just-bash says of them. */
  readonly exported?: (context: CommandContext) => ReadonlyMap<string, string>;
  /** Virtual ms. */
  readonly now: () => number;
  /** `$0`; by default `bash`. */
  readonly name?: string;
  /** Runs with Ctrl-C for itself: what it is given is aborted then. */
  readonly interruptible?: <T>(run: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** The same for what runs in the background, where nobody types. */
  readonly inBackground: () => SessionOptions;
  /** Bounds that it shares with all that it starts. */
  readonly processes: Processes;
}

export interface LineOutcome {
  readonly exit: number;
  /** The shell stopped it: it ran too long, or wanted too much. */
  readonly bounded: boolean;
}

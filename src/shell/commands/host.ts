/** Interface of a program to the shell that runs it. */
import type { CommandContext, CommandOutput } from './terminal-output.ts';

/** A shell for one program and what the program starts. */
export interface Process {
  /** Runs a script. Its output goes where the program's output goes. */
  run(script: string, stdin: string, signal: AbortSignal): Promise<number>;
  /** Reports if there is a program of that name or a file at that path. */
  has(program: string): Promise<boolean>;
}

/** Services of the shell that a program can use. */
export interface Host {
  /** The environment variables of the command. */
  exported(context: CommandContext): ReadonlyMap<string, string>;
  /** Starts a shell with the exported variables; returns `undefined` if too many shells run. */
  spawn(
    context: CommandContext,
    output: CommandOutput,
    env?: Readonly<Record<string, string>>,
    /** `$0` of the script. */
    name?: string,
  ): Process | undefined;
  /** Waits for the given virtual time (ms). */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const signalOf = ({ signal }: Pick<CommandContext, 'signal'>): AbortSignal =>
  signal ?? new AbortController().signal;

/** Exit code of bash if it cannot fork. */
export const noFork = 254;

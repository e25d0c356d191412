/** Interface of a program to the shell that runs it. */
import type { CommandContext, CommandOutput } from './terminal-output.ts';

/** A shell for one program and what it starts. */
export interface Process {
  /** Runs a script; its output goes where that of the program goes. */
  run(script: string, stdin: string, signal: AbortSignal): Promise<number>;
  /** True if there is a program of that name, or a file at that path. */
  has(program: string): Promise<boolean>;
}

/** Services of the shell that a program uses. */
export interface Host {
  /** The variables that a command is given. */
  exported(context: CommandContext): ReadonlyMap<string, string>;
  /** Starts a shell with the variables that are exported; `undefined` where too many run. */
  spawn(
    context: CommandContext,
    output: CommandOutput,
    env?: Readonly<Record<string, string>>,
    /** `$0` of what it runs. */
    name?: string,
  ): Process | undefined;
  /** Waits for so much virtual time. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const signalOf = ({ signal }: Pick<CommandContext, 'signal'>): AbortSignal =>
  signal ?? new AbortController().signal;

/** The exit code of bash when it cannot fork. */
export const noFork = 254;

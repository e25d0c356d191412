/** Directs a command's output: to the terminal at once, or into the pipe, file or variable that collects it. */
import type { Command } from 'just-bash/browser';

type BashContext = Parameters<Command['execute']>[1];
export type CommandResult = Awaited<ReturnType<Command['execute']>>;
export type Print = (stream: 'stdout' | 'stderr', text: string) => void;

/** Terminal streams that the shell gives to a program. */
export interface TerminalStreams {
  readonly out: boolean;
  readonly err: boolean;
  /** True if the standard output is a file that fills while the program runs. */
  readonly file?: boolean;
  readonly print: Print;
}

export type CommandContext = BashContext & {
  readonly terminal?: TerminalStreams;
  /** Reads typed lines until Ctrl-D; undefined if there is no keyboard. */
  readonly readTyped?: () => Promise<string>;
};

const maxSaid = 10_000;

export class CommandOutput {
  #stdout = '';
  #stderr = '';
  #said = '';
  readonly #terminal: TerminalStreams | undefined;

  constructor({ terminal }: Pick<CommandContext, 'terminal'>) {
    this.#terminal = terminal;
  }

  /** True if its standard output is the terminal. */
  get onTerminal(): boolean {
    return this.#terminal?.out === true && this.#terminal.file !== true;
  }

  /** All output so far, up to a maximum length. */
  get lines(): readonly string[] {
    return this.#said === '' ? [] : this.#said.replace(/\n$/, '').split('\n');
  }

  readonly print: Print = (stream, text) => (stream === 'stdout' ? this.out(text) : this.err(text));

  out(text: string): void {
    this.#say(text);
    if (this.#terminal?.out) this.#terminal.print('stdout', text);
    else this.#stdout += text;
  }

  err(text: string): void {
    this.#say(text);
    if (this.#terminal?.err) this.#terminal.print('stderr', text);
    else this.#stderr += text;
  }

  #say(text: string): void {
    if (this.#said.length < maxSaid) this.#said += text;
  }

  /** Returns the command's result with the output that has not been printed yet. */
  result(exitCode: number): CommandResult {
    return { stdout: this.#stdout, stderr: this.#stderr, exitCode };
  }
}

/** Where a command's output goes: to the terminal at once, or into the pipe, file or variable that collects it. */
import type { Command } from 'just-bash/browser';

type BashContext = Parameters<Command['execute']>[1];
export type CommandResult = Awaited<ReturnType<Command['execute']>>;
export type Print = (stream: 'stdout' | 'stderr', text: string) => void;

/** Terminal streams that the shell offers a program. */
export interface TerminalStreams {
  readonly out: boolean;
  readonly err: boolean;
  readonly print: Print;
}

export type CommandContext = BashContext & {
  readonly terminal?: TerminalStreams;
  /** Asks for lines until Ctrl-D; absent where nobody types. */
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

  /** Its standard output is the terminal. */
  get onTerminal(): boolean {
    return this.#terminal?.out === true;
  }

  /** All that it has said so far, up to a reasonable length. */
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

  /** Returns the command's result, with output that was not printed yet. */
  result(exitCode: number): CommandResult {
    return { stdout: this.#stdout, stderr: this.#stderr, exitCode };
  }
}

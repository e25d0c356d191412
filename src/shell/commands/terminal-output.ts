/** Where a command's output goes: to the terminal at once, or into the pipe, file or variable that collects it. */
import type { Command } from 'just-bash/browser';
import { terminalVariable } from '../script.ts';

export type CommandContext = Parameters<Command['execute']>[1];
export type CommandResult = Awaited<ReturnType<Command['execute']>>;
export type Print = (stream: 'stdout' | 'stderr', text: string) => void;

const maxSaid = 10_000;

export class CommandOutput {
  #stdout = '';
  #stderr = '';
  #said = '';
  readonly #direct: ReadonlySet<string>;

  constructor(
    context: CommandContext,
    private readonly print: Print,
  ) {
    const streams = context.env.get(terminalVariable)?.split(' ') ?? [];
    this.#direct = new Set(streams);
  }

  /** Its standard output is the terminal. */
  get onTerminal(): boolean {
    return this.#direct.has('out');
  }

  /** All that it has said so far, up to a reasonable length. */
  get lines(): readonly string[] {
    return this.#said === '' ? [] : this.#said.replace(/\n$/, '').split('\n');
  }

  out(text: string): void {
    this.#say(text);
    if (this.onTerminal) this.print('stdout', text);
    else this.#stdout += text;
  }

  err(text: string): void {
    this.#say(text);
    if (this.#direct.has('err')) this.print('stderr', text);
    else this.#stderr += text;
  }

  #say(text: string): void {
    if (this.#said.length < maxSaid) this.#said += text;
  }

  /** What the command ends with: what was not printed yet. */
  result(exitCode: number): CommandResult {
    return { stdout: this.#stdout, stderr: this.#stderr, exitCode };
  }
}

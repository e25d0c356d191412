/** Typed input of a shell's commands: `read` takes a line, others take all lines until Ctrl-D. */
import { type Command, defineCommand } from 'just-bash/browser';
import { breathe } from '../turns.ts';
import { hidden } from '../language/hidden.ts';
import { readArguments, readVariables } from '../language/reading.ts';

/** A line; `closed`: Ctrl-D, or the signal; `interrupted`: Ctrl-C. */
export type Read = { readonly line: string } | 'closed' | 'interrupted';

/** Returns the next typed line. `verbatim`: the line is not a command, so that nothing in it is left out. */
export type ReadLine = (prompt: string, signal: AbortSignal, verbatim?: boolean) => Promise<Read>;

export interface Typist {
  /** Undefined if there is no keyboard. */
  readonly readLine?: ReadLine;
  /** Ctrl-C while a line was requested: ends the command that requested it. */
  readonly interrupt?: () => void;
  /** The pipe behind {@link readLine}, to which a program writes the lines. */
  readonly pipe?: { read(signal: AbortSignal): Promise<string | undefined> };
}

export class TypedInput {
  constructor(
    private readonly typist: Typist,
    private readonly signal: () => AbortSignal,
  ) {}

  /** Returns the lines until Ctrl-D. */
  readonly all = async (): Promise<string> => {
    let text = '';
    const { pipe } = this.typist;
    if (pipe !== undefined) {
      // Returns several lines at a time: single lines would block the page while there are any.
      const signal = this.signal();
      for (let piece = await pipe.read(signal); piece !== undefined; piece = await pipe.read(signal)) {
        text += piece;
        await breathe();
      }
      return text;
    }
    for (let read = await this.#read(''); typeof read === 'object'; read = await this.#read('')) {
      text += `${read.line}\n`;
    }
    return text;
  };

  /** Returns one line for `read -a`, which only the shell itself can run. */
  readonly one = async (): Promise<string> => {
    const read = await this.#read('');
    return typeof read === 'object' ? `${read.line}\n` : '';
  };

  /** `read` from typed lines. */
  command(): Command {
    return defineCommand(hidden.read, async (args, { env }) => {
      const wanted = readArguments(args);
      const read = await this.#read(wanted.prompt);
      const line = typeof read === 'object' ? read.line : '';
      for (const [name, value] of readVariables(line, wanted, env.get('IFS') ?? ' \t\n')) env.set(name, value);
      return { stdout: '', stderr: '', exitCode: typeof read === 'object' ? 0 : 1 };
    });
  }

  async #read(prompt: string): Promise<Read> {
    const { readLine, interrupt } = this.typist;
    const signal = this.signal();
    if (readLine === undefined || signal.aborted) return 'closed';
    const read = await readLine(prompt, signal, true);
    if (read === 'interrupted') interrupt?.();
    return read;
  }
}

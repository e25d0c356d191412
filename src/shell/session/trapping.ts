/** Runs the scripts of `trap`: after a failure, after a signal, at the end of a shell. */
import { type Command, defineCommand } from 'just-bash/browser';
import { commandLine } from '../language/quoting.ts';
import { hidden, type Streams, streamsOf } from '../language/hidden.ts';
import { exitBySignal, signalNamed, Traps } from './signals.ts';

interface TrappingOptions {
  /** Returns a script as the session runs it, with its output going to these streams. */
  readonly rewritten: (text: string, to: Streams) => string;
}

/** Messages of errors that end a script but are not a command's failure. */
const expansionError = /: (unbound variable|parameter (null or )?not set)$/m;

export class Trapping {
  readonly traps = new Traps();
  /** The running statement. */
  #at = { line: '1', text: '' };
  #exits = false;
  #handles = false;

  constructor(private readonly options: TrappingOptions) {}

  /** True if a check of the result follows each statement. */
  get watched(): boolean {
    return !this.#handles && !this.traps.empty;
  }

  /** True while a handler runs. */
  get handles(): boolean {
    return this.#handles;
  }

  /** True if the line has called `exit`, maybe in a subshell. */
  get exits(): boolean {
    return this.#exits;
  }

  /** Begins a line. */
  begin(): void {
    this.#exits = false;
  }

  /** Returns the script to run if a line has ended early with this exit code; `undefined` for none. */
  afterFailure(exit: number, stderr: string): string | undefined {
    const script = this.traps.get('ERR');
    if (exit === 0 || this.#exits || this.#handles || expansionError.test(stderr)) return undefined;
    return script === undefined ? undefined : this.#placed(script);
  }

  /** Runs a handler, in which a failure is not handled again. */
  async handle<T>(run: () => Promise<T>): Promise<T> {
    this.#handles = true;
    try {
      return await run();
    } finally {
      this.#handles = false;
    }
  }

  commands(): Command[] {
    const silent = (exit = '0') => ({ stdout: '', stderr: '', exitCode: Number(exit) });
    return [
      this.traps.command(),
      defineCommand(hidden.begin, async ([exit, line = '1', text = '']) => {
        this.#at = { line, text };
        return silent(exit);
      }),
      defineCommand(hidden.exits, async ([exit]) => {
        this.#exits = true;
        return silent(exit);
      }),
      defineCommand(hidden.check, async ([exit = '0', streams = '']) => {
        const asked = [...this.traps.received()];
        const onError = exit === '0' ? undefined : this.traps.get('ERR');
        if (onError !== undefined) asked.push(this.#placed(onError));
        const leaves = `${hidden.breathe} ${exit}`;
        const texts = asked.filter((text) => text !== '').map((text) => `${leaves}\n${text}`);
        this.#handles = true;
        const scripts = texts.map((text) => this.options.rewritten(text, streamsOf(streams)));
        this.#handles = false;
        return { ...silent(), stdout: [...scripts, leaves].join('\n') };
      }),
    ];
  }

  /** `$LINENO` and `$BASH_COMMAND` are those of the failed statement. */
  #placed(script: string): string {
    const { line, text } = this.#at;
    const numbered = script.replace(/\$(?:LINENO\b|\{LINENO\})/g, line);
    return numbered.includes('BASH_COMMAND') ? `BASH_COMMAND=${commandLine([text])}\n${numbered}` : numbered;
  }
}

/** Returns the name of the signal that ended a command: SIGINT of Ctrl-C, unless the reason names another one. */
export const signalOfAbort = ({ reason }: AbortSignal): string =>
  (typeof reason === 'string' ? signalNamed(reason) : undefined) ?? 'INT';

export const exitOfAbort = (signal: AbortSignal): number => exitBySignal(signalOfAbort(signal));

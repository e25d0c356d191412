/** just-bash as a parser: texts to scripts and back. What it is about to run passes here too, and may be rewritten. */
import type { Bash } from 'just-bash/browser';
import { goesOn, type MayEnd, waitingFor } from './command-reader.ts';
import type { Script } from './script.ts';

export interface Rewriting {
  /** Rewrites a script that was entered into this shell. */
  readonly entered: (script: Script) => Script;
  /** Rewrites one that another script runs. */
  readonly inner: (script: Script) => Script;
}

/** Treatment of the next script that just-bash parses: none, a rewriting, or a replacement. */
type Parsing = 'plain' | 'entered' | 'inner' | { readonly as: Script };

export class Parser {
  #parsing: Parsing = 'inner';

  constructor(
    private readonly bash: Bash,
    private readonly rewriting: Rewriting,
  ) {
    bash.registerTransformPlugin({ name: 'terminal', transform: ({ ast }) => ({ ast: this.#transform(ast) }) });
  }

  parse(text: string): Script {
    return this.#while('plain', () => this.bash.transform(text).ast);
  }

  /** Returns the script as text: just-bash writes down what it has parsed, which is made to be this script. */
  serialize(script: Script): string {
    return this.#while({ as: script }, () => this.bash.transform(':').script);
  }

  /** Runs `run`, in which the first script that just-bash parses is one that was entered. */
  async enter<T>(run: () => Promise<T>): Promise<T> {
    this.#parsing = 'entered';
    try {
      return await run();
    } finally {
      this.#parsing = 'inner';
    }
  }

  /** Returns what the text waits for when it is the beginning of a command that goes on in the next line. */
  readonly unfinished = (text: string): MayEnd | undefined => {
    const written = text.trimEnd();
    const last = written.slice(written.lastIndexOf('\n') + 1);
    if (goesOn(last) && (written === text || !last.endsWith('\\'))) return () => true;
    const opens = /(^|[\s;])(do|then|else|in|\{)\s*$/.test(last);
    const mayEnd = this.#waitsFor(opens ? `${text}\n:` : text);
    return mayEnd ?? (opens && /\{\s*$/.test(last) ? () => true : undefined);
  };

  /** Errors that are not about the end of the text are for the shell to report. */
  #waitsFor(text: string): MayEnd | undefined {
    try {
      this.parse(text);
      return undefined;
    } catch (error) {
      return waitingFor(text, String(error));
    }
  }

  #while<T>(parsing: Parsing, act: () => T): T {
    const before = this.#parsing;
    this.#parsing = parsing;
    try {
      return act();
    } finally {
      this.#parsing = before;
    }
  }

  #transform(script: Script): Script {
    const parsing = this.#parsing;
    if (parsing === 'plain') return script;
    if (typeof parsing === 'object') return parsing.as;
    this.#parsing = 'inner';
    return this.rewriting[parsing](script);
  }
}

/** just-bash as a parser: texts to scripts and back. What it is about to run passes here too, and may be rewritten. */
import type { Bash } from 'just-bash/browser';
import type { Script } from './script.ts';

export interface Rewriting {
  /** Rewrites a script that was entered into this shell. */
  readonly entered: (script: Script) => Script;
  /** Rewrites one that another script runs. */
  readonly inner: (script: Script) => Script;
}

/** What becomes of the next script that just-bash parses: nothing, one of the rewritings, or it is replaced. */
type Parsing = 'plain' | 'entered' | 'inner' | { readonly as: Script };

/** Messages of a parser that has come to the end of the text too early. */
const endsEarly = /got EOF|unexpected EOF|unterminated here-document/;

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

  /** Returns true if the text is the beginning of a command that goes on in the next line. */
  incomplete(text: string): boolean {
    if (/(^|[^\\])(\\\\)*\\$/.test(text) || /(\||&&)\s*$/.test(text)) return true;
    if (/(^|[\s;])(do|then|else|in|\{)\s*$/.test(text)) return !this.#parses(`${text}\n:`) || /\{\s*$/.test(text);
    return !this.#parses(text);
  }

  /** False when the end of the text comes too early. Other errors are for the shell to report. */
  #parses(text: string): boolean {
    try {
      this.parse(text);
      return true;
    } catch (error) {
      return !endsEarly.test(String(error));
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

/**
 * Uses just-bash as a parser that converts texts to scripts and back. Scripts that are about to run can be rewritten
 * here.
 */
import type { Bash } from 'just-bash/browser';
import { goesOn, type MayEnd, waitingFor } from './command-reader.ts';
import { withSelects } from './forms.ts';
import { hereDocuments, isTooIntricate } from './intricate.ts';
import { withPlainDollars, withQuotedText } from './quoted-text.ts';
import { mapTree, type Script } from './script.ts';

export interface Rewriting {
  /** Rewrites a script that was entered into this shell. */
  readonly entered: (script: Script) => Script;
  /** Rewrites a script that another script runs. */
  readonly inner: (script: Script) => Script;
}

/** Treatment of the next script that just-bash parses: none, a rewriting, or a replacement. */
type Parsing = 'plain' | 'entered' | 'inner' | { readonly as: Script };

/** Number of characters that just-bash can parse at once, minus some for added text. */
const maxLength = 900_000;

/** Returns the text with forms that just-bash can parse. */
const prepared = (text: string): string => withPlainDollars(withSelects(text));

export class Parser {
  #parsing: Parsing = 'inner';
  /** Here-documents that were removed from a long text, by their placeholders. */
  readonly #bodies = new Map<string, string>();

  constructor(
    private readonly bash: Bash,
    private readonly rewriting: Rewriting,
  ) {
    bash.registerTransformPlugin({ name: 'terminal', transform: ({ ast }) => ({ ast: this.#transform(ast) }) });
  }

  parse(text: string): Script {
    return this.#while('plain', () => this.bash.transform(this.#shortened(prepared(text))).ast);
  }

  /** Returns the script as text: just-bash serializes what it has parsed, which is replaced by this script. */
  serialize(script: Script): string {
    return this.#while({ as: script }, () => this.bash.transform(':').script);
  }

  /**
   * Calls `run` with the text for just-bash. The first script that just-bash then parses is treated as an entered one.
   */
  async enter<T>(text: string, run: (text: string) => Promise<T>): Promise<T> {
    this.#parsing = 'entered';
    this.#bodies.clear();
    try {
      return await run(this.#shortened(prepared(text)));
    } finally {
      this.#parsing = 'inner';
    }
  }

  /** Returns the token that the text waits for if it is the beginning of a command that continues in the next line. */
  readonly unfinished = (text: string): MayEnd | undefined => {
    // The text is refused when it is run.
    if (isTooIntricate(text)) return undefined;
    const written = text.trimEnd();
    const last = written.slice(written.lastIndexOf('\n') + 1);
    if (goesOn(last) && (written === text || !last.endsWith('\\'))) return () => true;
    const opens = /(^|[\s;])(do|then|else|in|\{)\s*$/.test(last);
    const mayEnd = this.#waitsFor(opens ? `${text}\n:` : text);
    return mayEnd ?? (opens && /\{\s*$/.test(last) ? () => true : undefined);
  };

  /** The shell reports errors that are not about the end of the text. */
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

  /** Removes here-documents in which nothing is expanded from a text that is too long for just-bash. */
  #shortened(text: string): string {
    if (text.length <= maxLength) return text;
    let [short, at] = ['', 0];
    for (const { start, end, quoted, indented } of hereDocuments(text)) {
      const body = text.slice(start, end);
      if (!quoted && /[$`\\]/.test(body)) continue;
      const name = `lab-here-document-${this.#bodies.size}\n`;
      this.#bodies.set(name, indented ? body.replace(/^\t+/gm, '') : body);
      short += text.slice(at, start) + name;
      at = end;
    }
    return short + text.slice(at);
  }

  #transform(parsed: Script): Script {
    const parsing = this.#parsing;
    if (typeof parsing === 'object') return parsing.as;
    const script = withQuotedText(this.#bodies.size === 0 ? parsed : this.#whole(parsed));
    if (parsing === 'plain') return script;
    this.#parsing = 'inner';
    return this.rewriting[parsing](script);
  }

  /** Puts the removed here-documents back. */
  #whole(script: Script): Script {
    return mapTree(script, (node) => {
      const body = node.type === 'Literal' ? this.#bodies.get(node.value as string) : undefined;
      return body === undefined ? undefined : { ...node, value: body };
    });
  }
}

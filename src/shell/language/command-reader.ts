/** Puts lines together until they are a command, as a shell does that asks for more with `> `. */

/** True for a line that may end the command; until then there is no need to look at the whole of it. */
export type MayEnd = (line: string) => boolean;

/** Returns what an unfinished command waits for; `undefined` when the text is a command, or wrong. */
export type Unfinished = (text: string) => MayEnd | undefined;

export class CommandReader {
  #lines: string[] = [];
  #mayEnd: MayEnd = () => true;

  constructor(private readonly unfinished: Unfinished) {}

  /** Lines of a command are there that is not complete yet. */
  get begun(): boolean {
    return this.#lines.length > 0;
  }

  /** Takes the next line. Returns the command when it is complete. */
  take(line: string): string | undefined {
    this.#lines.push(line);
    if (this.#lines.length > 1 && !this.#mayEnd(line)) return undefined;
    const text = this.#lines.join('\n');
    const mayEnd = this.unfinished(text);
    if (mayEnd === undefined) {
      this.#lines = [];
      return text;
    }
    this.#mayEnd = mayEnd;
    return undefined;
  }

  forget(): void {
    this.#lines = [];
  }
}

const always: MayEnd = () => true;
/** Tokens that close a command, by the parser's names. */
const closers: Readonly<Record<string, string>> = { DONE: 'done', FI: 'fi', ESAC: 'esac', RBRACE: '}', RPAREN: ')' };

/** Reads from the parser's message what is missing; `undefined` when that is not its complaint. */
export function waitingFor(text: string, message: string): MayEnd | undefined {
  if (/unterminated here-document/.test(message)) {
    const delimiters = new Set([...text.matchAll(/<<-?\s*\\?(['"]?)([^\s'";|&<>()]+)\1/g)].map(([, , word]) => word!));
    return (line) => delimiters.has(line.trim());
  }
  const [, quote] = /unexpected EOF while looking for matching [`'](.)'/.exec(message) ?? [];
  if (quote !== undefined) return (line) => line.includes(quote);
  const [, expected] = /Expected (\w+), got EOF/.exec(message) ?? [];
  const closer = closers[expected ?? ''];
  if (closer !== undefined) return (line) => line.includes(closer);
  return /got EOF|unexpected EOF/.test(message) ? always : undefined;
}

/** True if the line alone says that another one follows. */
export const goesOn = (line: string): boolean => /(^|[^\\])(\\\\)*\\$/.test(line) || /(\||&&)\s*$/.test(line);

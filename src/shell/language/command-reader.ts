/** Joins lines until they are a complete command, as a shell does that prompts with `> `. */
import { hereDocuments } from './intricate.ts';

/** Reports if the line may end the command; until then the whole command is not parsed. */
export type MayEnd = (line: string) => boolean;

/** Returns the token that an incomplete command waits for; `undefined` if the command is complete or invalid. */
export type Unfinished = (text: string) => MayEnd | undefined;

export class CommandReader {
  #lines: string[] = [];
  #mayEnd: MayEnd = () => true;

  constructor(private readonly unfinished: Unfinished) {}

  /** True if the lines so far are not a complete command. */
  get begun(): boolean {
    return this.#lines.length > 0;
  }

  /** Adds the next line. Returns the command if it is complete. */
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

/** Returns the missing token that the parser's message names; `undefined` for another message. */
export function waitingFor(text: string, message: string): MayEnd | undefined {
  // The second and third: a compound command begins in the line of a here-document.
  if (/unterminated here-document|got HEREDOC_CONTENT|unexpected token `(done|fi|then|\})'/.test(message)) {
    const delimiters = new Set([...text.matchAll(/<<-?\s*\\?(['"]?)([^\s'";|&<>()]+)\1/g)].map(([, , word]) => word!));
    if (delimiters.size === 0) return undefined;
    // The document is complete, and the body of the compound command is still empty.
    if (/unexpected token/.test(message) && hereDocuments(text).length > 0) return always;
    return (line) => delimiters.has(line.trim());
  }
  const [, quote] = /unexpected EOF while looking for matching [`'](.)'/.exec(message) ?? [];
  if (quote !== undefined) return (line) => line.includes(quote);
  const [, expected] = /Expected (\w+), got EOF/.exec(message) ?? [];
  const closer = closers[expected ?? ''];
  if (closer !== undefined) return (line) => line.includes(closer);
  return /got EOF|unexpected EOF/.test(message) ? always : undefined;
}

/** Reports if the line shows by itself that another one follows. */
export const goesOn = (line: string): boolean => /(^|[^\\])(\\\\)*\\$/.test(line) || /(\||&&)\s*(\s#.*)?$/.test(line);

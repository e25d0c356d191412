/**
 * Detects texts that would keep the parser, and with it the page, busy for seconds, such as thousands of nested
 * brackets. Nobody types them, and bash itself would run out of memory or time.
 */

/** Largest nesting of quotes, substitutions and parentheses. */
const maxDepth = 500;
/** Largest number of brackets, braces and backquotes in one word. */
const maxBrackets = 2000;
/** Largest number of here-documents that begin in one line. */
const maxHereDocuments = 50;
/** Largest number of characters that the parser examines to find closing brackets. */
const maxLookahead = 10_000_000;
/** Largest sum of the costs of words, commands and expansions: so much can be parsed in a quarter of a second. */
const maxCost = 50_000;
/** Costs of what is parsed, in words. */
const costs = { command: 5, expansion: 1, substitution: 40 };
/** Functions are rewritten in several forms. */
const definesFunction = /\(\)\s*[({]|\bfunction\s/;
const functionFactor = 3;

const hereDocument = /<<(-?)[ \t]*(?:\\?([^\s'";|&<>()`]+)|'([^'\n]*)'|"([^"\n]*)")/y;

/** The lines of a here-document in a text, without its delimiter line. */
export interface Body {
  readonly start: number;
  readonly end: number;
  /** True if nothing in it is expanded. */
  readonly quoted: boolean;
  /** True if leading tabs are ignored. */
  readonly indented: boolean;
}

interface Delimiter extends Pick<Body, 'quoted' | 'indented'> {
  readonly word: string;
}

/** Reports if the text is too intricate to be parsed. Examines each character once. */
export const isTooIntricate = (text: string): boolean => scan(text, () => undefined);

/** Returns the here-documents of the text. */
export function hereDocuments(text: string): readonly Body[] {
  const bodies: Body[] = [];
  scan(text, (body) => bodies.push(body));
  return bodies;
}

function scan(text: string, found: (body: Body) => void): boolean {
  /** Open double quotes and parentheses. */
  const open: ('"' | '(')[] = [];
  let brackets = 0;
  const lookahead = new Lookahead();
  let cost = 0;
  const affordable = definesFunction.test(text) ? maxCost / functionFactor : maxCost;
  /** Open `${`, in which a word can contain blanks. */
  let expansions = 0;
  let waiting: Delimiter[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    const quoted = open.at(-1) === '"';
    if (!quoted) lookahead.take(char, text[at + 1]);
    cost += costOf(char, text[at + 1], quoted);
    if (char === '\\') at++;
    else if (char === '"') {
      if (quoted) open.pop();
      else open.push('"');
    } else if (char === '`') brackets++;
    else if (char === '(' && (!quoted || text[at - 1] === '$')) {
      open.push('(');
      brackets++;
    } else if (quoted) continue;
    else if (char === ')') {
      if (open.at(-1) === '(') open.pop();
    } else if (char === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return false;
      at = end;
    } else if (char === '{' || char === '[') {
      brackets++;
      if (text[at - 1] === '$') expansions++;
    } else if (char === '}') expansions = Math.max(0, expansions - 1);
    else if (char === '<' && text[at + 1] === '<') {
      hereDocument.lastIndex = at;
      const [whole, dash, ...words] = text[at + 2] === '<' ? [] : (hereDocument.exec(text) ?? []);
      at += whole === undefined ? (text[at + 2] === '<' ? 2 : 1) : whole.length - 1;
      const word = words.find((each) => each !== undefined);
      const quoted = words[0] === undefined || whole!.includes('\\');
      if (word !== undefined) waiting.push({ word, quoted, indented: dash === '-' });
    } else if (char === '\n') {
      brackets = 0;
      if (expansions === 0) lookahead.stop();
      at = behindHereDocuments(text, at, waiting, (body) => {
        if (!body.quoted) {
          lookahead.takeAll(text.slice(body.start, body.end));
          for (let i = body.start; i < body.end; i++) cost += costOf(text[i]!, text[i + 1], true);
        }
        found(body);
      });
      waiting = [];
    } else if (char === ' ' || char === '\t') {
      brackets = 0;
      if (expansions === 0) lookahead.stop();
    }
    if (open.length > maxDepth || brackets > maxBrackets || waiting.length > maxHereDocuments) return true;
    if (lookahead.sum > maxLookahead || cost > affordable) return true;
  }
  return false;
}

/** Returns what parsing the character costs. Between quotes only expansions and escapes cost anything. */
function costOf(char: string, next: string | undefined, quoted: boolean): number {
  switch (char) {
    case '$':
      return next === '(' ? costs.substitution : costs.expansion;
    case '`':
      return costs.substitution / 2;
    case '\\':
      return costs.expansion;
    case ' ':
    case '\t':
      return !quoted && next !== ' ' && next !== '\t' ? 1 : 0;
    case ';':
    case '&':
    case '|':
    case '\n':
      return quoted || next === char ? 0 : costs.command;
    default:
      return 0;
  }
}

/**
 * Counts the characters that just-bash examines: from each `[` on it searches for `]`, up to the next quote or
 * expansion, and within this text for the end of each class `[:`.
 */
class Lookahead {
  sum = 0;
  #searches = 0;

  take(char: string, next: string | undefined): void {
    this.sum += this.#searches;
    if (char === '[') this.#searches += next === ':' || next === '.' || next === '=' ? 100 : 1;
    else if (char === ']' || char === '"' || char === '$' || char === '`') this.stop();
  }

  takeAll(text: string): void {
    for (let at = 0; at < text.length; at++) this.take(text[at]!, text[at + 1]);
    this.stop();
  }

  /** The word ends here. */
  stop(): void {
    this.#searches = 0;
  }
}

/** Returns the end of the last line of the here-documents that begin after the line that ends at `at`. */
function behindHereDocuments(
  text: string,
  at: number,
  delimiters: readonly Delimiter[],
  found: (body: Body) => void,
): number {
  let end = at;
  for (const { word, quoted, indented } of delimiters) {
    const first = end + 1;
    for (let [line, start] = ['', first]; ;) {
      start = end + 1;
      if (start > text.length) return text.length;
      const next = text.indexOf('\n', start);
      end = next < 0 ? text.length : next;
      line = text.slice(start, end);
      if (indented) line = line.replace(/^\t+/, '');
      if (line !== word) continue;
      found({ start: first, end: start, quoted, indented });
      break;
    }
  }
  return end;
}

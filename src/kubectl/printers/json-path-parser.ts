/** Parses templates of `-o jsonpath`. */
// Models client-go/util/jsonpath/parser.go

export type PathNode =
  | { readonly type: 'text'; readonly text: string }
  /** Steps between braces. */
  | { readonly type: 'action'; readonly steps: readonly PathNode[] }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'slice'; readonly from: number | undefined; readonly to: SliceEnd; readonly step: SliceEnd }
  | { readonly type: 'wildcard' | 'recursive' }
  | { readonly type: 'filter'; readonly left: PathNode; readonly right?: PathNode; readonly operator: string }
  | { readonly type: 'union'; readonly nodes: readonly PathNode[] }
  | { readonly type: 'literal'; readonly value: string | number | boolean }
  /** `range`, `end`, or a word without a meaning. */
  | { readonly type: 'identifier'; readonly name: string };

/** `undefined` if the value is absent but has a colon; `derived` without a colon. */
type SliceEnd = number | undefined | 'derived';

/** An error in a template or in the object for it, in kubectl's words. */
export class JsonPathError extends Error {}

export const fail = (message: string): never => {
  throw new JsonPathError(message);
};

/** Ends a name: another step follows. */
const terminator = /[ \t\r\n.,[\]$@{}]/;

/** Returns texts and actions in order; ranges are not matched with their ends yet. */
export const parseJsonPath = (template: string): readonly PathNode[] => new Parser(template).parse();

class Parser {
  #at = 0;
  constructor(private readonly source: string) {}

  parse(): readonly PathNode[] {
    const nodes: PathNode[] = [];
    while (this.#at < this.source.length) {
      const open = this.source.indexOf('{', this.#at);
      const text = this.source.slice(this.#at, open < 0 ? undefined : open);
      if (text !== '') nodes.push({ type: 'text', text });
      if (open < 0) break;
      this.#at = open + 1;
      nodes.push({ type: 'action', steps: this.#action() });
    }
    return nodes;
  }

  /** Parses an action, to its closing brace. */
  #action(): readonly PathNode[] {
    const steps: PathNode[] = [];
    for (;;) {
      const rest = this.source.slice(this.#at);
      const c = rest[0];
      if (c === undefined || /[\r\n]/.test(c)) return fail('unclosed action');
      if (c === '}') {
        this.#at++;
        return steps;
      }
      if (/[ @$]/.test(c)) this.#at++;
      else if (rest.startsWith('[?(')) steps.push(this.#filter());
      else if (c === '[') steps.push(...this.#brackets());
      else if (rest.startsWith('..')) steps.push(...this.#descent(steps));
      else if (c === '.') {
        this.#at++;
        steps.push(this.#field());
      } else if (c === '"' || c === "'") steps.push({ type: 'literal', value: this.#quoted(c) });
      else if (/[-+\d]/.test(c)) steps.push(this.#number());
      else if (/[\p{L}\p{N}_]/u.test(c)) steps.push(this.#identifier());
      else return fail(`unrecognized character in action: U+${codePoint(c)} '${c}'`);
    }
  }

  #descent(before: readonly PathNode[]): readonly PathNode[] {
    if (before.at(-1)?.type === 'recursive') fail('invalid multiple recursive descent');
    this.#at += 2;
    const named = /[\p{L}\p{N}_]/u.test(this.source[this.#at] ?? '');
    return [{ type: 'recursive' }, ...(named ? [this.#field()] : [])];
  }

  /** Parses a name up to the next unescaped {@link terminator}. */
  #name(): string {
    const from = this.#at;
    for (; this.#at < this.source.length && !terminator.test(this.source[this.#at]!); this.#at++) {
      if (this.source[this.#at] === '\\') this.#at++;
    }
    return this.source.slice(from, this.#at);
  }

  #field(): PathNode {
    const name = this.#name();
    return name === '*' ? { type: 'wildcard' } : { type: 'field', name: name.replaceAll('\\', '') };
  }

  #identifier(): PathNode {
    const name = this.#name();
    return name === 'true' || name === 'false'
      ? { type: 'literal', value: name === 'true' }
      : { type: 'identifier', name };
  }

  #number(): PathNode {
    const [number] = /^[-+]?[\d.]*/.exec(this.source.slice(this.#at))!;
    this.#at += number.length;
    if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(number)) fail(`cannot parse number ${number}`);
    return { type: 'literal', value: Number(number) };
  }

  #quoted(quote: string): string {
    const from = this.#at++;
    for (; this.source[this.#at] !== quote || this.source[this.#at - 1] === '\\'; this.#at++) {
      if (this.#at >= this.source.length || this.source[this.#at] === '\n') fail('unterminated quoted string');
    }
    const inside = this.source.slice(from + 1, this.#at++);
    return unquote(inside) ?? fail(`unquote string ${this.source.slice(from, this.#at)} error invalid syntax`);
  }

  #brackets(): readonly PathNode[] {
    const from = this.#at + 1;
    const end = this.source.slice(from).search(/[\]\n]/);
    if (end < 0 || this.source[from + end] === '\n') return fail('unterminated array');
    this.#at = from + end + 1;
    const inside = this.source.slice(from, from + end);
    if (!inside.includes(',')) return index(inside === '*' ? ':' : inside);
    const parts = inside.split(',').map((part) => part.replace(/^ +| +$/g, ''));
    return [{ type: 'union', nodes: parts.map((part) => inner(`[${part}]`)) }];
  }

  /** `[?(@.a=="b")]` */
  #filter(): PathNode {
    const from = (this.#at += 3);
    let [quote, closed] = ['', false];
    for (; this.source[this.#at] !== ')' || (quote !== '' && !closed); this.#at++) {
      const c = this.source[this.#at];
      if (c === undefined || c === '\n') return fail('unterminated filter');
      if (c !== '"' && c !== "'") continue;
      if (quote === '') quote = c;
      else if (c === quote && this.source[this.#at - 1] !== '\\') closed = true;
    }
    const inside = this.source.slice(from, this.#at);
    if (this.source[this.#at + 1] !== ']') return fail('unclosed array expect ]');
    this.#at += 2;
    const [, left, operator, right] = /^([^!<>=]+)([!<>=]+)(.+)$/s.exec(inside) ?? [];
    if (left === undefined) return { type: 'filter', left: inner(inside), operator: 'exists' };
    return { type: 'filter', left: inner(left), operator: operator!, right: inner(right!) };
  }
}

/** Parses steps without braces. */
const inner = (text: string): PathNode => parseJsonPath(`{${text}}`)[0]!;

/** `'name'`, `2` or `0:2:1`, without the brackets. A quoted name may be a path. */
function index(inside: string): readonly PathNode[] {
  const quoted = /^'([^']*)'$/.exec(inside);
  if (quoted !== null) return (inner(`.${quoted[1]}`) as PathNode & { readonly type: 'action' }).steps;
  const slice = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(inside);
  if (slice === null) return fail(`invalid array index ${inside}`);
  const number = (text: string): number | undefined => {
    if (text === '-') fail('array index - is not a number');
    return text === '' ? undefined : Number(text);
  };
  const end = (text: string | undefined): SliceEnd => (text === undefined ? 'derived' : number(text.slice(1)));
  return [{ type: 'slice', from: number(slice[1]!), to: end(slice[2]), step: end(slice[3]) }];
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** Replaces Go's escapes; `undefined` if one is invalid. */
function unquote(text: string): string | undefined {
  let wrong = false;
  const read = text.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|([0-7]{3})|(.|$))/gis,
    (_, x?: string, u?: string, long?: string, octal?: string, c?: string) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      wrong ||= !(c! in escapes);
      return escapes[c!] ?? '';
    },
  );
  return wrong ? undefined : read;
}

const codePoint = (c: string): string => (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

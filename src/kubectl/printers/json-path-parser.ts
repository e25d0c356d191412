/** Reads templates of `-o jsonpath`. */
// Models client-go/util/jsonpath/parser.go

export type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'slice'; readonly parts: readonly (number | undefined)[] }
  | { readonly type: 'wildcard' | 'recursive' }
  | { readonly type: 'filter'; readonly left: Node; readonly right?: Node; readonly operator: string }
  | { readonly type: 'union'; readonly nodes: readonly Node[] }
  | { readonly type: 'literal'; readonly value: unknown }
  | { readonly type: 'range'; readonly over: Node; readonly body: readonly Node[] }
  | { readonly type: 'path'; readonly fromRoot: boolean; readonly steps: readonly Node[] };

/** What is wrong with a template, or with the object for it; in kubectl's words. */
export class JsonPathError extends Error {}

export const fail = (message: string): never => {
  throw new JsonPathError(message);
};

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };
const unescape = (text: string): string => text.replace(/\\(.)/gs, (_, c: string) => escapes[c] ?? c);

export const parseJsonPath = (template: string): readonly Node[] => new Parser(template).parse();

class Parser {
  #at = 0;
  constructor(private readonly source: string) {}

  parse(): readonly Node[] {
    const nodes = this.#block(false);
    if (this.#at < this.source.length) fail('not in range, nothing to end');
    return nodes;
  }

  /** Text and actions, to the end of the template or, inside a range, to its `{end}`. */
  #block(inRange: boolean): readonly Node[] {
    const nodes: Node[] = [];
    while (this.#at < this.source.length) {
      const open = this.source.indexOf('{', this.#at);
      const text = this.source.slice(this.#at, open < 0 ? undefined : open);
      if (text !== '') nodes.push({ type: 'text', text });
      if (open < 0) {
        this.#at = this.source.length;
        break;
      }
      this.#at = open + 1;
      const word = /^\s*(range\s|end\s*\})/.exec(this.source.slice(this.#at));
      if (word?.[1]!.startsWith('end') === true) {
        if (!inRange) fail('not in range, nothing to end');
        this.#at += word[0].length;
        return nodes;
      }
      if (word === null) nodes.push(...this.#action());
      else {
        this.#at += word[0].length;
        const [over, ...more] = this.#action();
        if (over === undefined || more.length > 0) fail('unexpected range');
        nodes.push({ type: 'range', over: over!, body: this.#block(true) });
      }
    }
    if (inRange) fail('unterminated range');
    return nodes;
  }

  /** What stands between braces: paths and texts. */
  #action(): readonly Node[] {
    const nodes: Node[] = [];
    for (;;) {
      this.#spaces();
      const c = this.source[this.#at];
      if (c === undefined) fail('unclosed action');
      if (c === '}') {
        this.#at++;
        return nodes;
      }
      if (c === '"' || c === "'") nodes.push({ type: 'text', text: this.#quoted() });
      else if (/[-+\d]/.test(c!)) nodes.push(this.#number());
      else nodes.push(this.#path());
    }
  }

  #spaces(): void {
    while (/\s/.test(this.source[this.#at] ?? '')) this.#at++;
  }

  #quoted(): string {
    const quote = this.source[this.#at++]!;
    const from = this.#at;
    for (; this.source[this.#at] !== quote; this.#at++) {
      if (this.#at >= this.source.length) fail('unterminated quoted string');
      if (this.source[this.#at] === '\\') this.#at++;
    }
    return unescape(this.source.slice(from, this.#at++));
  }

  #number(): Node {
    const [number] = /^[-+]?[\d.]+/.exec(this.source.slice(this.#at))!;
    this.#at += number.length;
    return { type: 'literal', value: Number(number) };
  }

  /** `$.a['b'].c[0]..d`, `@.name`, or an identifier. */
  #path(): Node {
    const steps: Node[] = [];
    let fromRoot = false;
    for (let first = true; ; first = false) {
      const rest = this.source.slice(this.#at);
      const c = rest[0];
      if (first && (c === '$' || c === '@')) {
        fromRoot = c === '$';
        this.#at++;
      } else if (c === '[') steps.push(this.#brackets());
      else if (rest.startsWith('..')) {
        this.#at += rest[2] === '[' ? 2 : 1;
        steps.push({ type: 'recursive' });
        if (rest[2] === undefined) return { type: 'path', fromRoot, steps };
      } else if (c === '.') {
        this.#at++;
        if (/^\.?(\[|$|\s|\})/.test(rest.slice(1)) || rest[1] === '[') continue;
        steps.push(this.#name());
      } else if (c === '*') {
        this.#at++;
        steps.push({ type: 'wildcard' });
      } else if (first && /[\w]/.test(c ?? '')) return this.#identifier();
      else if (first) return fail(`unrecognized character in action: U+${codePoint(c ?? '')} '${c}'`);
      else return { type: 'path', fromRoot, steps };
    }
  }

  #name(): Node {
    if (this.source[this.#at] === '*') {
      this.#at++;
      return { type: 'wildcard' };
    }
    const [name] = /^(?:\\.|[^\s\\.[\]}{()'",|*$@:<>=!?])*/.exec(this.source.slice(this.#at))!;
    this.#at += name.length;
    return { type: 'field', name: name.replace(/\\(.)/g, '$1') };
  }

  #identifier(): Node {
    const [word] = /^\w+/.exec(this.source.slice(this.#at))!;
    this.#at += word.length;
    if (word === 'true' || word === 'false') return { type: 'literal', value: word === 'true' };
    return fail(`unrecognized identifier ${word}`);
  }

  #brackets(): Node {
    const from = ++this.#at;
    if (/^\?\(/.test(this.source.slice(from))) return this.#filter();
    let depth = 1;
    for (let quote = ''; depth > 0; this.#at++) {
      const c = this.source[this.#at];
      if (c === undefined || (c === '}' && quote === '')) return fail('unterminated array');
      if (c === '\\') this.#at++;
      else if (quote !== '') quote = c === quote ? '' : quote;
      else if (c === '"' || c === "'") quote = c;
      else if (c === '[') depth++;
      else if (c === ']') depth--;
    }
    const inside = this.source.slice(from, this.#at - 1);
    const parts = inside.split(/,(?=(?:[^']*'[^']*')*[^']*$)/).map((part) => this.#index(part.trim()));
    return parts.length === 1 ? parts[0]! : { type: 'union', nodes: parts };
  }

  #index(inside: string): Node {
    if (inside === '*') return { type: 'wildcard' };
    const quoted = /^(['"])(.*)\1$/s.exec(inside);
    if (quoted !== null) return { type: 'field', name: unescape(quoted[2]!) };
    const slice = /^(-?\d*)(?::(-?\d*))?(?::(-?\d*))?$/.exec(inside);
    if (slice === null || inside === '') return fail(`invalid array index ${inside}`);
    const part = (text: string | undefined): number | undefined =>
      text === undefined ? undefined : text === '' ? Number.NaN : Number(text);
    return { type: 'slice', parts: [part(slice[1]), part(slice[2]), part(slice[3])] };
  }

  /** `?(@.a=="b")]` */
  #filter(): Node {
    this.#at += 2;
    this.#spaces();
    const left = this.#operand();
    this.#spaces();
    const [operator = ''] = /^(==|!=|<=|>=|<|>)?/.exec(this.source.slice(this.#at))!;
    this.#at += operator.length;
    this.#spaces();
    const right = operator === '' ? undefined : this.#operand();
    this.#spaces();
    if (!this.source.startsWith(')]', this.#at)) return fail('unterminated filter');
    this.#at += 2;
    return { type: 'filter', left, operator, ...(right && { right }) };
  }

  #operand(): Node {
    const c = this.source[this.#at] ?? '';
    if (c === '"' || c === "'") return { type: 'literal', value: this.#quoted() };
    return /[-+\d]/.test(c) ? this.#number() : this.#path();
  }
}

const codePoint = (c: string): string => (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

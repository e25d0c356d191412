/** Errors of Go's JSON decoder. */
// Models go/src/encoding/json/scanner.go

/** `undefined` for valid JSON. */
export function jsonSyntaxError(text: string): string | undefined {
  try {
    new Scanner(text).scan();
    return undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.message;
    throw error;
  }
}

class JsonSyntaxError extends Error {}

const isSpace = (char: string): boolean => ' \t\r\n'.includes(char);
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

class Scanner {
  #at = 0;
  readonly #chars: readonly string[];

  constructor(text: string) {
    this.#chars = [...text];
  }

  scan(): void {
    this.#value(0);
    this.#space();
    if (this.#at < this.#chars.length) this.#fail('after top-level value');
  }

  #value(depth: number): void {
    if (depth > 10_000) throw new JsonSyntaxError('exceeded max depth');
    this.#space();
    const char = this.#peek();
    if (char === '{') this.#object(depth);
    else if (char === '[') this.#array(depth);
    else if (char === '"') this.#string();
    else if (char === '-' || isDigit(char)) this.#number();
    else if (char === 't') this.#literal('true');
    else if (char === 'f') this.#literal('false');
    else if (char === 'n') this.#literal('null');
    else this.#fail('looking for beginning of value');
  }

  #object(depth: number): void {
    this.#at++;
    this.#space();
    if (this.#peek() === '}') return void this.#at++;
    for (;;) {
      this.#space();
      if (this.#peek() !== '"') this.#fail('looking for beginning of object key string');
      this.#string();
      this.#space();
      if (this.#peek() !== ':') this.#fail('after object key');
      this.#at++;
      this.#value(depth + 1);
      if (this.#closes('}', 'after object key:value pair')) return;
    }
  }

  #array(depth: number): void {
    this.#at++;
    this.#space();
    if (this.#peek() === ']') return void this.#at++;
    for (;;) {
      this.#value(depth + 1);
      if (this.#closes(']', 'after array element')) return;
    }
  }

  /** True at the end of a list, false at a comma. */
  #closes(end: string, context: string): boolean {
    this.#space();
    const char = this.#peek();
    if (char !== end && char !== ',') this.#fail(context);
    this.#at++;
    return char === end;
  }

  #string(): void {
    for (this.#at++; this.#peek() !== '"'; this.#at++) {
      if (this.#peek() < ' ') this.#fail('in string literal');
      if (this.#peek() !== '\\') continue;
      this.#at++;
      if (this.#peek() === 'u') {
        for (let i = 0; i < 4; i++) {
          this.#at++;
          if (!/[0-9a-fA-F]/.test(this.#peek())) this.#fail('in \\u hexadecimal character escape');
        }
      } else if (!'bfnrt\\/"'.includes(this.#peek())) this.#fail('in string escape code');
    }
    this.#at++;
  }

  #number(): void {
    if (this.#peek() === '-') this.#at++;
    if (!isDigit(this.#peek())) this.#fail('in numeric literal');
    if (this.#peek() === '0') this.#at++;
    else this.#digits();
    if (this.#chars[this.#at] === '.') {
      this.#at++;
      if (!isDigit(this.#peek())) this.#fail('after decimal point in numeric literal');
      this.#digits();
    }
    if (/[eE]/.test(this.#chars[this.#at] ?? '')) {
      this.#at++;
      if (/[+-]/.test(this.#peek())) this.#at++;
      if (!isDigit(this.#peek())) this.#fail('in exponent of numeric literal');
      this.#digits();
    }
  }

  #digits(): void {
    while (isDigit(this.#chars[this.#at])) this.#at++;
  }

  #literal(word: string): void {
    for (const letter of word) {
      if (this.#peek() !== letter) this.#fail(`in literal ${word} (expecting '${letter}')`);
      this.#at++;
    }
  }

  #space(): void {
    while (this.#at < this.#chars.length && isSpace(this.#chars[this.#at]!)) this.#at++;
  }

  #peek(): string {
    const char = this.#chars[this.#at];
    if (char === undefined) throw new JsonSyntaxError('unexpected end of JSON input');
    return char;
  }

  #fail(context: string): never {
    throw new JsonSyntaxError(`invalid character ${quoted(this.#peek())} ${context}`);
  }
}

/** A character as Go quotes it. */
function quoted(char: string): string {
  if (char === "'") return `'\\''`;
  if (char === '"') return `'"'`;
  return `'${JSON.stringify(char).slice(1, -1)}'`;
}

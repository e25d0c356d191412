/** Takes a `jq` program apart, and puts it together again with other steps. */
// Models jq's src/parser.y
import { NotUnderstood, textAt, words } from './words.ts';

/** Returns what stands for a part of the program; the part itself if nothing else does. */
export interface Rewrite {
  /** `left operator right`, of arithmetic. */
  readonly arithmetic: (operator: string, left: string, right: string) => string;
  /** A call: its name, and its arguments. */
  readonly call: (name: string, args: readonly string[]) => string;
  /** `[]` behind a term. */
  readonly each: string;
  /** `[index]` behind a term; a number, a text, or anything else. */
  readonly at: (index: string) => string;
  /** `.name` or `."name"`; a name is a plain word. */
  readonly field: (field: string, name: string) => string;
}

/** Binary operators, the loosest first. */
const levels: readonly (readonly string[])[] = [
  [','],
  ['//'],
  ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='],
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
const keywords = /^(?:def|if|then|elif|else|end|as|reduce|foreach|try|catch|label|and|or|import|include|__loc__)$/;

/** How deep parentheses may be nested. */
const maxDepth = 200;

class Reader {
  #at = 0;
  #depth = 0;

  constructor(
    private readonly words: readonly string[],
    private readonly rewrite: Rewrite,
  ) {}

  program(): string {
    const text = this.#pipe();
    if (this.#next !== '') throw new NotUnderstood();
    return text;
  }

  get #next(): string {
    return this.words[this.#at] ?? '';
  }

  #sees(word: string): boolean {
    return this.#next === word;
  }

  #take(word?: string): string {
    const taken = this.#next;
    if (taken === '' || (word !== undefined && taken !== word)) throw new NotUnderstood();
    this.#at++;
    return taken;
  }

  #pipe(): string {
    if (++this.#depth > maxDepth) throw new NotUnderstood();
    let text: string;
    if (this.#next === 'def') {
      const head: string[] = [];
      for (let word = this.#take(); word !== ':'; word = this.#take()) head.push(word);
      text = `${head.join(' ')}: ${this.#inner(';')}; ${this.#pipe()}`;
    } else if (this.#next === 'label') {
      text = `${this.#take()} ${this.#take()} | ${(this.#take('|'), this.#pipe())}`;
    } else {
      text = this.#binary(0);
      if (this.#next === '|') text += ` | ${(this.#take(), this.#pipe())}`;
    }
    this.#depth--;
    return text;
  }

  #binary(level: number): string {
    const operators = levels[level];
    if (operators === undefined) return this.#postfix();
    let left = this.#binary(level + 1);
    while (operators.includes(this.#next)) {
      const operator = this.#take();
      const right = this.#binary(level + 1);
      left = level >= 6 ? this.rewrite.arithmetic(operator, left, right) : `${left} ${operator} ${right}`;
    }
    return left;
  }

  #postfix(): string {
    if (++this.#depth > maxDepth) throw new NotUnderstood();
    let text = this.#term();
    this.#depth--;
    for (;;) {
      const next = this.#next;
      if (/^\.[a-zA-Z_]/.test(next)) text += ` | ${this.#field(this.#take())}`;
      else if (next === '?') text = `(${text})${this.#take()}`;
      else if (next === '[') text += ` | ${this.#index()}`;
      else if (next === '.' && /^["[]/.test(this.words[this.#at + 1] ?? '')) {
        this.#take();
        if (this.#next !== '[') text += ` | ${this.#field(`.${this.#string()}`)}`;
      } else if (next === 'as') {
        return `(${text}) ${this.#pattern()} | ${(this.#take('|'), this.#pipe())}`;
      } else break;
      text = `(${text})`;
    }
    return text;
  }

  #field(field: string): string {
    const name = field.replace(/^\."?|"$/g, '');
    return /^[-\w./]+$/.test(name) ? this.rewrite.field(field, name) : field;
  }

  /** Returns what is between brackets behind a term, as a step. An index is worked out on what the term began with. */
  #index(): string {
    this.#take('[');
    if (this.#next === ']') return (this.#take(), this.rewrite.each);
    const inner: string[] = [];
    for (let depth = 0; depth > 0 || this.#next !== ']';) {
      const word = this.#take();
      if (/^[[({]$/.test(word)) depth++;
      else if (/^[\])}]$/.test(word)) depth--;
      inner.push(word);
    }
    this.#take(']');
    const index = inner.join('');
    if (/^"[-\w./]+"$/.test(index)) return this.rewrite.field(`.[${index}]`, index.slice(1, -1));
    // A computed index looks at the input of the whole, which is lost behind a pipe.
    if (!/^(?:-?\d+|(?:-?\d+)?:(?:-?\d+)?)$/.test(index)) throw new NotUnderstood();
    return this.rewrite.at(index);
  }

  #pattern(): string {
    let text = '';
    for (let depth = 0; depth > 0 || this.#next !== '|';) {
      const word = this.#take();
      if (/^[[({]$/.test(word)) depth++;
      else if (/^[\])}]$/.test(word)) depth--;
      text += `${word} `;
    }
    return text.trim();
  }

  #inner(end: string): string {
    const text = this.#pipe();
    this.#take(end);
    return text;
  }

  #term(): string {
    const word = this.#next;
    if (word.startsWith('"')) return this.#string();
    if (word.startsWith('@')) return this.#format();
    if (word === '.' && (this.words[this.#at + 1] ?? '').startsWith('"')) {
      this.#take();
      return this.#field(`.${this.#string()}`);
    }
    this.#take();
    if (/^\.[a-zA-Z_]/.test(word)) return this.#field(word);
    if (/^[.$\d]/.test(word)) return word;
    if (word === '(') return `(${this.#inner(')')})`;
    if (word === '[') return this.#next === ']' ? (this.#take(), '[]') : `[${this.#inner(']')}]`;
    if (word === '{') return this.#object();
    if (word === '-') return this.rewrite.arithmetic('-', '', this.#postfix());
    if (word === 'if') return this.#condition();
    if (word === 'try') {
      const tried = `try (${this.#postfix()})`;
      return this.#next === 'catch' ? `${tried} ${this.#take()} (${this.#postfix()})` : tried;
    }
    if (word === 'reduce' || word === 'foreach') {
      const source = this.#source();
      return `${word} ${source} (${this.#arguments().join('; ')})`;
    }
    if (!/^[a-zA-Z_]/.test(word) || keywords.test(word)) throw new NotUnderstood();
    if (word === 'break') return `${word} ${this.#take()}`;
    return this.rewrite.call(word, this.#next === '(' ? (this.#take(), this.#arguments()) : []);
  }

  /** `E as $x` of `reduce` and `foreach`. */
  #source(): string {
    let text = this.#term();
    while (this.#next === '[') text = `(${text} | ${this.#index()})`;
    let pattern = '';
    for (let depth = 0; depth > 0 || this.#next !== '(';) {
      const word = this.#take();
      if (/^[[{]$/.test(word)) depth++;
      else if (/^[\]}]$/.test(word)) depth--;
      pattern += ` ${word}`;
    }
    this.#take('(');
    return `(${text})${pattern}`;
  }

  #arguments(): string[] {
    const args = [this.#pipe()];
    while (this.#next === ';') args.push((this.#take(), this.#pipe()));
    this.#take(')');
    return args;
  }

  #condition(): string {
    let text = `if ${this.#inner('then')} then ${this.#pipe()}`;
    while (this.#next === 'elif') text += ` ${this.#take()} ${this.#inner('then')} then ${this.#pipe()}`;
    if (this.#next === 'else') text += ` ${this.#take()} ${this.#pipe()}`;
    return `${text} ${this.#take('end')}`;
  }

  #object(): string {
    const entries: string[] = [];
    while (this.#next !== '}') {
      let entry = this.#next === '(' ? (this.#take(), `(${this.#inner(')')})`) : this.#key();
      if (this.#sees(':')) {
        this.#take();
        let value = this.#postfix();
        while (this.#sees('|')) value += ` | ${(this.#take(), this.#postfix())}`;
        entry += `: (${value})`;
      }
      entries.push(entry);
      if (this.#next === ',') this.#take();
      else if (this.#next !== '}') throw new NotUnderstood();
    }
    this.#take('}');
    return `{${entries.join(', ')}}`;
  }

  #key(): string {
    if (this.#next.startsWith('"')) return this.#string();
    if (this.#next.startsWith('@')) return this.#format();
    const key = this.#take();
    return /^\$\w/.test(key) && this.#next !== ':' ? `${key.slice(1)}: ${key}` : key;
  }

  /** A text; what is interpolated in it is part of the program. */
  #string(): string {
    const text = this.#take();
    let result = '';
    for (let at = 0; at < text.length; at++) {
      if (text[at] !== '\\') {
        result += text[at]!;
        continue;
      }
      at++;
      if (text[at] !== '(') {
        result += `\\${text[at]!}`;
        continue;
      }
      // The interpolation ends where the shortest text with it ends.
      const from = at + 1;
      for (let depth = 1; depth > 0;) {
        at++;
        if (text[at] === '(') depth++;
        else if (text[at] === ')') depth--;
        else if (text[at] === '"') at = textAt(text, at) - 1;
      }
      result += `\\(${new Reader(words(text.slice(from, at)), this.rewrite).program()})`;
    }
    return result;
  }

  #format(): string {
    const format = this.#take();
    return this.#next.startsWith('"') ? `${format} ${this.#string()}` : this.rewrite.call(format, []);
  }
}

/** Returns the program with other steps; `undefined` if it is not understood. */
export function rewritten(program: string, rewrite: Rewrite): string | undefined {
  try {
    return new Reader(words(program), rewrite).program();
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

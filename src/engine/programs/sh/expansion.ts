/** Expands variables, commands and arithmetic in words, removes quotes, and splits unquoted results into fields. */
import { calculate, type Variables } from './arithmetic.ts';
import { NotUnderstood, partEnd } from './lexer.ts';
import { escaped, isPattern, matching, sourceOf, unescaped } from './patterns.ts';
import type { Pause } from './pause.ts';
import { regExpFor } from './reg-exp.ts';
import { Bounded } from './streams.ts';

export interface Scope extends Variables {
  /** `$1`, `$2`, …, without `$0`. */
  readonly parameters: readonly string[];
  /** Returns the output of a script, without trailing line breaks. */
  output(script: string): Generator<Pause, string>;
  /** Returns the names of matching files, if any. */
  matching(pattern: string): readonly string[];
}

const longestWord = 100_000;

type Expanding<T> = Generator<Pause, T>;

/** Returns the fields of a word. */
export function* wordsOf(word: string, scope: Scope): Expanding<string[]> {
  const words: string[] = [];
  for (const pattern of yield* new Expansion(scope).fields(word)) {
    const found = isPattern(pattern) ? scope.matching(pattern) : [];
    words.push(...(found.length > 0 ? found : [unescaped(pattern)]));
  }
  return words;
}

/** Returns the text of a word without field splitting. */
export function* textOf(word: string, scope: Scope): Expanding<string> {
  return unescaped(yield* patternOf(word, scope));
}

/** The same as a pattern: what is quoted stands for itself. */
export function* patternOf(word: string, scope: Scope): Expanding<string> {
  return (yield* new Expansion(scope, false).fields(word)).join(' ');
}

class Expansion {
  readonly #fields: string[] = [];
  /** The current field; absent between two fields. */
  #field: string | undefined;

  constructor(
    private readonly scope: Scope,
    private readonly splits = true,
  ) {}

  *fields(word: string): Expanding<string[]> {
    for (let i = word.startsWith('~') && /^~(?:\/|$)/.test(word) ? this.#home() : 0; i < word.length;) {
      const end = partEnd(word, i);
      yield* this.#part(word.slice(i, end));
      i = end;
    }
    this.#end();
    return this.#fields;
  }

  #home(): number {
    this.#add(escaped(this.scope.get('HOME') ?? '/root'));
    return 1;
  }

  *#part(part: string): Expanding<void> {
    if (part.startsWith("'")) return this.#add(escaped(part.slice(1, -1)));
    if (part.startsWith('\\')) return this.#add(part[1] === '\n' ? '' : escaped(part.slice(1)));
    if (part.startsWith('"')) return yield* this.#quoted(part.slice(1, -1));
    const value = yield* this.#value(part);
    if (value === undefined) return this.#add(part);
    if (!this.splits) return this.#add(value);
    if (/^\s/.test(value)) this.#end();
    value.split(/\s+/).forEach((piece, i, all) => {
      if (i > 0) this.#end();
      if (piece !== '' || (all.length === 1 && this.#field !== undefined)) this.#add(piece);
    });
  }

  *#quoted(text: string): Expanding<void> {
    this.#add('');
    for (let i = 0; i < text.length;) {
      const end = text[i] === "'" ? i + 1 : partEnd(text, i);
      const part = text.slice(i, end);
      i = end;
      if (part === '$@' || part === '${@}') {
        this.scope.parameters.forEach((parameter, n) => {
          if (n > 0) this.#end();
          this.#add(escaped(parameter));
        });
      } else if (/^\\[$`"\\\n]/.test(part)) this.#add(part[1] === '\n' ? '' : escaped(part.slice(1)));
      else this.#add(escaped((yield* this.#value(part)) ?? part));
    }
  }

  #add(text: string): void {
    this.#field = (this.#field ?? '') + text;
    if (this.#field.length > longestWord) throw new Bounded();
  }

  #end(): void {
    if (this.#field !== undefined) this.#fields.push(this.#field);
    this.#field = undefined;
  }

  /** `undefined` if the part is plain text. */
  *#value(part: string): Expanding<string | undefined> {
    if (part.startsWith('`')) return yield* this.scope.output(part.slice(1, -1).replace(/\\([$`\\])/g, '$1'));
    if (!part.startsWith('$') || part === '$') return undefined;
    if (part.startsWith("$'")) return part.slice(2, -1).replace(/\\n/g, '\n').replace(/\\t/g, '\t');
    if (part.startsWith('$((')) {
      return String(calculate(yield* textOf(`"${part.slice(3, -2)}"`, this.scope), this.scope));
    }
    if (part.startsWith('$(')) return yield* this.scope.output(part.slice(2, -1));
    if (part.startsWith('${')) return yield* this.#braced(part.slice(2, -1));
    return this.scope.get(part.slice(1)) ?? '';
  }

  *#braced(text: string): Expanding<string> {
    const [, counts, name = '', index, rest = ''] = /^(#?)(\w+|[@*#?$!])(?:\[(\w+|[@*])\])?([^]*)$/.exec(text) ?? [];
    if (text === '#') return String(this.scope.parameters.length);
    if (name === '') throw new NotUnderstood();
    const value = this.scope.get(index === undefined ? name : `${name}[${index}]`);
    if (counts) return String((value ?? '').length);
    if (rest === '') return value ?? '';
    return yield* this.#changed(name, value, rest);
  }

  *#changed(name: string, value: string | undefined, rest: string): Expanding<string> {
    const [, colon, sign, word = ''] = /^(:?)([-=+?])([^]*)$/.exec(rest) ?? [];
    if (sign !== undefined) {
      const given = value !== undefined && !(colon && value === '');
      if (sign === '+') return given ? yield* textOf(word, this.scope) : '';
      if (given) return value;
      if (sign === '?') throw new NotUnderstood();
      const other = yield* textOf(word, this.scope);
      if (sign === '=') this.scope.set(name, other);
      return other;
    }
    const text = value ?? '';
    const [, end, twice, pattern = ''] = /^([#%])(\1?)([^]*)$/.exec(rest) ?? [];
    if (end !== undefined) {
      const wanted = yield* patternOf(pattern, this.scope);
      if (end === '#') return text.replace(regExpFor(`^(?:${sourceOf(wanted, !twice)})`)(text), '');
      // Finds the shortest suffix: the one that begins last.
      const starts = [...Array(text.length + 1).keys()];
      const matches = matching(wanted);
      const from = (twice ? starts : starts.reverse()).find((start) => matches(text.slice(start)));
      return from === undefined ? text : text.slice(0, from);
    }
    const [, all, old, , fresh = ''] = /^\/(\/?)((?:\\.|[^/])+)(\/([^]*))?$/.exec(rest) ?? [];
    if (old !== undefined) {
      const wanted = regExpFor(sourceOf(yield* patternOf(old, this.scope)), all ? 'g' : '');
      const put = yield* textOf(fresh, this.scope);
      return text.replace(wanted(text), () => put);
    }
    const [, from, , length] = /^:([^:]+)(:([^:]+))?$/.exec(rest) ?? [];
    if (from === undefined) throw new NotUnderstood();
    const start = calculate(yield* textOf(`"${from}"`, this.scope), this.scope);
    const begun = text.slice(start);
    return length === undefined
      ? begun
      : begun.slice(0, calculate(yield* textOf(`"${length}"`, this.scope), this.scope));
  }
}

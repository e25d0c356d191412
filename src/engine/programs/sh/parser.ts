/** Parses words and operators into commands: the grammar of a POSIX shell, and bash's `[[ ]]` and `(( ))`. */
import { NotUnderstood, type Token, tokensOf } from './lexer.ts';

export interface Redirection {
  /** 0, 1, 2, or `&` for both outputs. */
  readonly from: string;
  readonly kind: '<' | '>' | '>>' | '>&' | 'text';
  readonly word: string;
}

export type Command = { readonly redirections: readonly Redirection[] } & (
  | {
      readonly type: 'simple';
      readonly assignments: readonly (readonly [name: string, word: string])[];
      readonly words: readonly string[];
    }
  | { readonly type: 'if'; readonly branches: readonly (readonly [condition: Script, body: Script])[] }
  | { readonly type: 'loop'; readonly until: boolean; readonly condition: Script; readonly body: Script }
  | { readonly type: 'for'; readonly name: string; readonly words: readonly string[]; readonly body: Script }
  | {
      readonly type: 'case';
      readonly word: string;
      readonly branches: readonly (readonly [patterns: readonly string[], body: Script])[];
    }
  | { readonly type: 'group'; readonly body: Script; readonly subshell: boolean }
  | { readonly type: 'function'; readonly name: string; readonly body: Command }
  | { readonly type: 'condition'; readonly words: readonly string[] }
  | { readonly type: 'arithmetic'; readonly text: string }
);

export interface Pipeline {
  readonly negated: boolean;
  readonly commands: readonly Command[];
  /** The condition on the exit code before it. */
  readonly after: 'any' | 'success' | 'failure';
  /** True for a command in the background. */
  readonly background: boolean;
}

export type Script = readonly Pipeline[];

/** Longest script that is parsed. */
const longest = 20_000;
const deepest = 50;
const ends = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}', ')', ';;', '']);

/** @throws NotUnderstood */
export function parse(text: string): Script {
  if (text.length > longest) throw new NotUnderstood();
  return new Parser(text).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(private readonly text: string) {
    this.#tokens = tokensOf(text);
  }

  whole(): Script {
    const script = this.#script();
    if (this.#peek().type !== 'end') throw new NotUnderstood();
    return script;
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #is(...texts: readonly string[]): boolean {
    const { type, text } = this.#peek();
    return type !== 'redirection' && texts.includes(text);
  }

  #take(...texts: readonly string[]): boolean {
    if (!this.#is(...texts)) return false;
    this.#next++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new NotUnderstood();
  }

  #word(): string {
    const { type, text } = this.#peek();
    if (type !== 'word') throw new NotUnderstood();
    this.#next++;
    return text;
  }

  #lines(): void {
    while (this.#take('\n'));
  }

  /** Parses commands up to a word that ends the list. */
  #script(): Script {
    if (++this.#depth > deepest) throw new NotUnderstood();
    const script: Pipeline[] = [];
    let after: Pipeline['after'] = 'any';
    for (this.#lines(); !ends.has(this.#peek().text) || this.#peek().type === 'redirection'; this.#lines()) {
      const negated = this.#take('!');
      const commands = [this.#command()];
      while (this.#take('|')) {
        this.#lines();
        commands.push(this.#command());
      }
      const pipeline = { negated, commands, after, background: this.#is('&') };
      script.push(pipeline);
      after = this.#take('&&') ? 'success' : this.#take('||') ? 'failure' : 'any';
      if (after === 'any' && !this.#take(';', '&', '\n') && !ends.has(this.#peek().text)) throw new NotUnderstood();
    }
    this.#depth--;
    return script;
  }

  #command(): Command {
    const command = this.#compound() ?? this.#simple();
    const redirections = [...command.redirections];
    for (let one = this.#redirection(); one !== undefined; one = this.#redirection()) redirections.push(one);
    return { ...command, redirections };
  }

  #compound(): Command | undefined {
    const { text, at } = this.#peek();
    const none = { redirections: [] };
    if (this.#take('if')) return { type: 'if', branches: this.#branches(), ...none };
    if (this.#take('while', 'until')) {
      const condition = this.#script();
      return { type: 'loop', until: text === 'until', condition, body: this.#body(), ...none };
    }
    if (this.#take('for')) {
      const name = this.#word();
      const words: string[] = [];
      this.#lines();
      if (this.#take('in')) while (this.#peek().type === 'word') words.push(this.#word());
      else words.push('"$@"');
      this.#take(';');
      this.#lines();
      return { type: 'for', name, words, body: this.#body(), ...none };
    }
    if (this.#take('case')) return this.#case();
    if (this.#take('{')) {
      const body = this.#script();
      this.#expect('}');
      return { type: 'group', body, subshell: false, ...none };
    }
    if (text === '(' && this.text[at + 1] === '(') return this.#arithmetic(at);
    if (this.#take('(')) {
      const body = this.#script();
      this.#expect(')');
      return { type: 'group', body, subshell: true, ...none };
    }
    if (this.#take('[[')) {
      const words: string[] = [];
      while (!this.#take(']]')) {
        const token = this.#peek();
        if (token.type === 'end') throw new NotUnderstood();
        // A regular expression may contain brackets: it ends at the next space.
        const written = words.at(-1) === '=~' ? /^(?:\\.|[^\s])+/.exec(this.text.slice(token.at))?.[0] : undefined;
        words.push(written ?? token.text);
        const end = token.at + (written ?? token.text).length;
        while (this.#peek().at < end && this.#peek().type !== 'end') this.#next++;
      }
      return { type: 'condition', words, ...none };
    }
    return undefined;
  }

  #body(): Script {
    this.#expect('do');
    const body = this.#script();
    this.#expect('done');
    return body;
  }

  #branches(): (readonly [Script, Script])[] {
    const branches: (readonly [Script, Script])[] = [];
    do {
      const condition = this.#script();
      this.#expect('then');
      branches.push([condition, this.#script()]);
    } while (this.#take('elif'));
    if (this.#take('else')) branches.push([[], this.#script()]);
    this.#expect('fi');
    return branches;
  }

  #case(): Command {
    const word = this.#word();
    const branches: (readonly [readonly string[], Script])[] = [];
    this.#lines();
    this.#expect('in');
    for (this.#lines(); !this.#take('esac'); this.#lines()) {
      this.#take('(');
      const patterns = [this.#word()];
      while (this.#take('|')) patterns.push(this.#word());
      this.#expect(')');
      branches.push([patterns, this.#script()]);
      if (!this.#take(';;') && !this.#is('esac')) throw new NotUnderstood();
    }
    return { type: 'case', word, branches, redirections: [] };
  }

  #arithmetic(at: number): Command {
    const end = this.text.indexOf('))', at);
    if (end < 0) throw new NotUnderstood();
    while (this.#peek().at < end + 2 && this.#peek().type !== 'end') this.#next++;
    return { type: 'arithmetic', text: this.text.slice(at + 2, end), redirections: [] };
  }

  #simple(): Command {
    const assignments: (readonly [string, string])[] = [];
    const words: string[] = [];
    const redirections: Redirection[] = [];
    for (;;) {
      const to = this.#redirection();
      if (to !== undefined) redirections.push(to);
      else if (this.#peek().type !== 'word') break;
      else {
        const text = this.#word();
        const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(text) ?? [];
        if (name !== undefined && words.length === 0) assignments.push([name, value!]);
        else words.push(text);
        if (words.length === 1 && this.#is('(')) return this.#function(text);
      }
    }
    if (words.length + assignments.length + redirections.length === 0) throw new NotUnderstood();
    return { type: 'simple', assignments, words, redirections };
  }

  #function(name: string): Command {
    this.#expect('(');
    this.#expect(')');
    this.#lines();
    return { type: 'function', name, body: this.#command(), redirections: [] };
  }

  #redirection(): Redirection | undefined {
    const { type, text, document } = this.#peek();
    if (type !== 'redirection') return undefined;
    this.#next++;
    const word = this.#word();
    const [, number, sign = ''] = /^(\d*|&)(\D+)$/.exec(text) ?? [];
    if (document !== undefined) return { from: '0', kind: 'text', word: document };
    if (sign === '<<<') return { from: '0', kind: 'text', word: `${word}$'\\n'` };
    const kind = sign === '>|' ? '>' : sign === '<&' ? '>&' : sign;
    return { from: number || (sign.startsWith('<') ? '0' : '1'), kind: kind as '>', word };
  }
}

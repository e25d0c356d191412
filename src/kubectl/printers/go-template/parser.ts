/** Parses a Go template: text, and actions in double braces. */
// Models text/template/parse
import { goFunctions, type Value } from './functions.ts';
import { behind, fail, type Piece, split, type Token, tokens } from './tokens.ts';

/** A part of the template, as errors name it. */
export interface Node {
  readonly source: string;
  /** Characters before it. */
  readonly at: number;
}

export type Operand = Node &
  (
    | { readonly type: 'dot'; readonly fields: readonly string[] }
    | { readonly type: 'variable'; readonly name: string; readonly fields: readonly string[] }
    | { readonly type: 'pipeline'; readonly pipeline: Pipeline; readonly fields: readonly string[] }
    | { readonly type: 'function'; readonly name: string }
    | { readonly type: 'literal'; readonly value: Value }
  );

export interface Command extends Node {
  readonly operands: readonly Operand[];
}

export interface Pipeline {
  /** Variables that it sets, with their `$`. */
  readonly sets: readonly string[];
  /** True if it declares them; otherwise they exist already. */
  readonly declares: boolean;
  readonly commands: readonly Command[];
}

export type Action =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print'; readonly pipeline: Pipeline }
  | { readonly type: 'break' | 'continue' }
  | {
      readonly type: 'if' | 'with' | 'range';
      readonly pipeline: Pipeline;
      readonly body: readonly Action[];
      readonly otherwise: readonly Action[];
    };

export function parseTemplate(text: string): readonly Action[] {
  return new Parser(split(text)).template();
}

class Parser {
  #at = 0;
  constructor(private readonly pieces: readonly Piece[]) {}

  template(): readonly Action[] {
    const { actions, end } = this.#block(['$']);
    if (end !== undefined) fail(this.pieces[this.#at - 1]!.line, `unexpected {{${end}}}`);
    return actions;
  }

  /** How many `range` are open. */
  #ranges = 0;

  /** Up to the end of the template, or to `end` or `else` of the block. */
  #block(variables: string[]): { actions: readonly Action[]; end?: string } {
    const actions: Action[] = [];
    while (this.#at < this.pieces.length) {
      const piece = this.pieces[this.#at++]!;
      if (!piece.code) {
        actions.push({ type: 'text', text: piece.text });
        continue;
      }
      const [word = ''] = /^\w+/.exec(piece.text) ?? [];
      const rest = piece.text.slice(word.length).trim();
      if (word === 'end' || word === 'else') return { actions, end: piece.text };
      if (word === 'if' || word === 'with' || word === 'range') {
        actions.push(this.#branch(word, behind(piece, word), [...variables]));
      } else if ((word === 'break' || word === 'continue') && rest === '') {
        if (this.#ranges === 0) fail(piece.line, `{{${word}}} outside {{range}}`);
        actions.push({ type: word });
      } else if (['define', 'template', 'block'].includes(word))
        fail(piece.line, `the lab's templates have no {{${word}}}`);
      else actions.push({ type: 'print', pipeline: parsePipeline(piece, variables, word) });
    }
    return { actions };
  }

  #branch(type: 'if' | 'with' | 'range', piece: Piece, variables: string[]): Action {
    const { line } = piece;
    const pipeline = parsePipeline(piece, variables, type);
    this.#ranges += type === 'range' ? 1 : 0;
    const { actions: body, end } = this.#block(variables);
    this.#ranges -= type === 'range' ? 1 : 0;
    if (end === undefined) fail(line, 'unexpected EOF');
    const nested = /^else\s+(if|with)\b/.exec(end!);
    if (nested !== null) {
      const rest = behind(this.pieces[this.#at - 1]!, nested[0]);
      const inner = this.#branch(nested[1] as 'if' | 'with', rest, variables);
      return { type, pipeline, body, otherwise: [inner] };
    }
    if (end === 'end') return { type, pipeline, body, otherwise: [] };
    const other = this.#block(variables);
    if (other.end !== 'end') fail(line, 'unexpected EOF');
    return { type, pipeline, body, otherwise: other.actions };
  }
}

function parsePipeline(piece: Piece, variables: string[], context: string): Pipeline {
  const { line } = piece;
  const given = tokens(piece);
  if (given.every(({ text }) => text.trim() === '')) {
    fail(line, context === '' ? 'missing value for command' : `missing value for ${context}`);
  }
  const reader = new PipelineReader(given, line, variables);
  const pipeline = reader.pipeline();
  if (reader.next === ')') fail(line, 'unexpected right paren');
  if (!reader.done) fail(line, `unexpected ${JSON.stringify(reader.next)} in command`);
  return pipeline;
}

class PipelineReader {
  #at = 0;
  constructor(
    private readonly tokens: readonly Token[],
    private readonly line: number,
    private readonly variables: string[],
  ) {}

  get next(): string {
    return this.tokens[this.#at]?.text ?? '';
  }

  get done(): boolean {
    return this.#at >= this.tokens.length;
  }

  #spaces(): void {
    while (!this.done && this.next.trim() === '') this.#at++;
  }

  pipeline(): Pipeline {
    const { names, declares } = this.#assignment();
    const commands: Command[] = [];
    for (;;) {
      commands.push(this.#command());
      const [first] = commands.at(-1)!.operands;
      if (commands.length > 1 && first!.type === 'literal') {
        fail(this.line, `non executable command in pipeline stage ${commands.length}`);
      }
      this.#spaces();
      if (this.next !== '|') break;
      this.#at++;
    }
    if (declares) this.variables.push(...names);
    return { sets: names, declares, commands };
  }

  /** `$i, $v :=` */
  #assignment(): { names: readonly string[]; declares: boolean } {
    const from = this.#at;
    const names: string[] = [];
    for (;;) {
      this.#spaces();
      if (!this.next.startsWith('$')) break;
      names.push(this.next);
      this.#at++;
      this.#spaces();
      if (this.next === ':=' || this.next === '=') {
        const declares = this.next === ':=';
        this.#at++;
        return { names, declares };
      }
      if (this.next !== ',') break;
      this.#at++;
    }
    this.#at = from;
    return { names: [], declares: false };
  }

  #command(): Command {
    const operands: (Operand & { readonly begin: number })[] = [];
    for (;;) {
      this.#spaces();
      if (this.done || this.next === '|' || this.next === ')') break;
      const begin = this.tokens[this.#at]!.at;
      operands.push({ ...this.#operand(), begin });
    }
    if (operands.length === 0) fail(this.line, 'missing value for command');
    const source = operands.map((operand) => operand.source).join(' ');
    return { operands, source, at: operands[0]!.begin };
  }

  #operand(): Operand {
    const { text: source, at } = this.tokens[this.#at++]!;
    if (source === '(') {
      const pipeline = this.pipeline();
      this.#spaces();
      if (this.next !== ')') fail(this.line, 'unclosed left paren');
      this.#at++;
      const commands = pipeline.commands.map((command) => command.source).join(' | ');
      return { type: 'pipeline', pipeline, ...this.#fields(`(${commands})`, at) };
    }
    if (source === '.') return { type: 'dot', fields: [], source, at };
    if (source.startsWith('.')) {
      const fields = source.slice(1).split('.');
      // Of a chain, errors name the place of its second field.
      return { type: 'dot', fields, source, at: fields.length > 1 ? at + 1 + fields[0]!.length : at };
    }
    if (source.startsWith('$')) {
      if (!this.variables.includes(source)) fail(this.line, `undefined variable "${source}"`);
      return { type: 'variable', name: source, ...this.#fields(source, at) };
    }
    if (source.startsWith('"')) return { type: 'literal', value: unquote(source), source, at };
    if (source.startsWith('`')) return { type: 'literal', value: source.slice(1, -1), source, at };
    if (source.startsWith("'")) return { type: 'literal', value: BigInt(unquote(source).codePointAt(0)!), source, at };
    if (/^[-+\d]/.test(source)) {
      const isInt = /^[-+]?(\d[\d_]*|0[xX].*)$/.test(source);
      const plain = source.replaceAll('_', '');
      return { type: 'literal', value: isInt ? BigInt(plain.replace(/^\+/, '')) : Number(plain), source, at };
    }
    if (source === 'true' || source === 'false') return { type: 'literal', value: source === 'true', source, at };
    if (source === 'nil') return { type: 'literal', value: null, source, at };
    if (source === 'and' || source === 'or' || Object.hasOwn(goFunctions, source)) {
      return { type: 'function', name: source, source, at };
    }
    return /^[\p{L}_]/u.test(source)
      ? fail(this.line, `function "${source}" not defined`)
      : fail(this.line, `unexpected "${source}" in operand`);
  }

  /** The fields behind a term, and how errors name it with them. */
  #fields(term: string, at: number): Node & { readonly fields: readonly string[] } {
    if (!/^\../.test(this.next)) return { fields: [], source: term, at };
    const token = this.tokens[this.#at++]!;
    return { fields: token.text.slice(1).split('.'), source: term + token.text, at: token.at };
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v' };

const unquote = (quoted: string): string =>
  quoted
    .slice(1, -1)
    .replace(/\\(u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)/gs, (_, c: string) =>
      c.length > 1 ? String.fromCodePoint(Number.parseInt(c.slice(1), 16)) : (escapes[c] ?? c),
    );

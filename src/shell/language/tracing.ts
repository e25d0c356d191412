/**
 * `set -x` in a script: before each command a hidden one prints its trace, so that the trace comes before the output.
 * Words that run commands or set variables are expanded once, into an array that both read. The option itself is a
 * variable here: just-bash would print traces after the output.
 */
import { hidden } from './hidden.ts';
import {
  allOf,
  anyNode,
  assignment,
  type CommandNode,
  type Compound,
  group,
  lastExit,
  literal,
  literalWord,
  type Pipeline,
  type Script,
  simpleCommand,
  type SimpleCommand,
  singleQuoted,
  type Statement,
  statement,
  type SyntaxNode,
  valueOf,
  variable,
  type Word,
} from './script.ts';
import { type Arithmetic, assignedBy, isImpure, pathless, quoted, spaced, switching } from './trace-words.ts';

type Assignment = SimpleCommand['assignments'][number];
type Condition = Extract<CommandNode, { type: 'ConditionalCommand' }>['expression'];
type Test = Extract<Condition, { type: 'CondBinary' | 'CondUnary' | 'CondWord' }>;

const declarations = new Set<string | undefined>(['declare', 'export', 'local', 'readonly', 'typeset']);
/**
 * Returns the script with its traces.
 * @param depth How many substitutions and calls of `eval` are around it.
 * @param serialize Writes a script as text.
 */
export const withTraces = (script: Script, serialize: (script: Script) => string, depth = 0): Script =>
  new Tracer(depth, serialize).within(script);

class Tracer {
  #hoisted = 0;

  constructor(
    private readonly depth: number,
    private readonly serialize: (script: Script) => string,
  ) {}

  /** Traces what is in a part of a script. */
  within<T>(tree: T): T {
    if (Array.isArray(tree)) {
      const isList = (tree as SyntaxNode[])[0]?.type === 'Statement';
      return (isList ? this.#list(tree as Statement[]) : tree.map((each) => this.within<unknown>(each))) as T;
    }
    if (typeof tree !== 'object' || tree === null) return tree;
    const isInner = 'type' in tree && (tree.type === 'CommandSubstitution' || tree.type === 'ProcessSubstitution');
    const tracer = isInner ? new Tracer(this.depth + 1, this.serialize) : this;
    return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, tracer.within<unknown>(value)])) as T;
  }

  #list(statements: readonly Statement[]): Statement[] {
    return statements.flatMap((each) => {
      const [first, ...others] = each.pipelines.map((pipeline) => this.#pipeline(pipeline));
      if (first === undefined) return [each];
      const rest = others.map(together);
      // A job prints its own traces.
      if (each.background) return [{ ...each, pipelines: [together(first), ...rest] }];
      return [...first.before, { ...each, pipelines: [first.pipeline, ...rest] }];
    });
  }

  #pipeline(pipeline: Pipeline): Traced {
    const before: Statement[] = [];
    const commands = pipeline.commands.map((command) => this.#command(command, before));
    return { before, pipeline: { ...pipeline, commands } };
  }

  /** @param before Takes what is to run before it. */
  #command(command: CommandNode, before: Statement[]): CommandNode {
    switch (command.type) {
      case 'SimpleCommand':
        return command.name === null ? this.#assigning(command) : this.#simple(command, before);
      case 'ArithmeticCommand':
        before.push(this.#shown(`((${spaced(command.expression, '  ')}))`));
        return command;
      case 'ConditionalCommand':
        return command.redirections.length === 0 ? this.#condition(command.expression, before) : command;
      case 'Case':
        before.push(this.#shown(`case ${this.#text([command.word])} in`));
        return this.within(command);
      case 'For':
        return this.#loop(command, before);
      case 'CStyleFor':
        return this.#counting(command, before);
      default:
        return this.within(command);
    }
  }

  #simple(command: SimpleCommand, before: Statement[]): CommandNode {
    const name = literal(command.name);
    const isDeclaration = declarations.has(name);
    const hoist = (word: Word): Word => (isDeclaration ? this.within(word) : this.#hoist(word, before));
    const own = { ...command, name: hoist(command.name!), args: command.args.map(hoist) };
    const words = [own.name, ...own.args];
    before.push(...own.assignments.flatMap((each) => this.#assigned(each) ?? []));
    const shown = words.flatMap((word) => (isImpure(word) ? [] : [isDeclaration ? quoted(word) : pathless(word)]));
    before.push(this.#trace('words', shown));
    // bash shows what these two set once more.
    if (name === 'export' || name === 'readonly') {
      const set = own.args.flatMap((word) => (isImpure(word) ? [] : (assignedBy(word) ?? [])));
      before.push(...set.map(({ target, value }) => this.#trace('value', [target, quoted(value)])));
    }
    return name === 'set' ? switching(own) : own;
  }

  /** `x=1 y=2` without a command: each is shown when it is done. */
  #assigning(command: SimpleCommand): CommandNode {
    if (command.assignments.length === 0) return command;
    const each = command.assignments.flatMap((one) => {
      const after = this.#assigned(one, true);
      const own = statement({ ...command, assignments: [this.within(one)] });
      if (after === undefined) return [own];
      const isPure = !isImpure(one.value);
      return isPure ? [after, own] : [own, after];
    });
    return each.length === 1 ? command : group(...each);
  }

  /** The trace of an assignment. @param done It can be read from the variable. */
  #assigned({ name, value, append, array }: Assignment, done = false): Statement | undefined {
    const sign = append ? '+=' : '=';
    if (array !== null) return this.#shown(`${name}${sign}(${this.#text(array)})`);
    if (isImpure(value)) {
      if (!done || append) return undefined;
      return this.#trace('value', [`${name}=`, valueOf(name)]);
    }
    return this.#trace('value', [`${name}${sign}`, quoted(value ?? literalWord(''))]);
  }

  /** `[[ a && b ]]` shows each test when it comes to it. */
  #condition(expression: Condition, before: Statement[], sign = ''): CommandNode {
    switch (expression.type) {
      case 'CondAnd':
      case 'CondOr': {
        const sides = [expression.left, expression.right].map((side): Pipeline => {
          const own: Statement[] = [];
          const command = this.#condition(side, own);
          return { type: 'Pipeline', negated: false, commands: [group(...own, statement(command))] };
        });
        const operators = [expression.type === 'CondAnd' ? '&&' : '||'] as Statement['operators'];
        return group({ ...statement(), pipelines: sides, operators });
      }
      case 'CondGroup':
        return this.#condition(expression.expression, before, sign);
      case 'CondNot':
        return this.#not(expression, before);
      default:
        return this.#test(expression, before, sign);
    }
  }

  #test(expression: Test, before: Statement[], sign: string): CommandNode {
    const hoist = (word: Word): Word => this.#value(word, before);
    const own: Test =
      expression.type === 'CondBinary'
        ? { ...expression, left: hoist(expression.left), right: hoist(expression.right) }
        : expression.type === 'CondUnary'
          ? { ...expression, operand: hoist(expression.operand) }
          : { ...expression, word: hoist(expression.word) };
    before.push(this.#trace('test', ['[[', ...(sign === '' ? [] : [sign]), ...operandsOf(own), ']]']));
    return { type: 'ConditionalCommand', expression: own, redirections: [] };
  }

  #not(expression: Condition & { readonly type: 'CondNot' }, before: Statement[]): CommandNode {
    const { operand } = expression;
    const command = this.#condition(operand, before, '!');
    if (command.type === 'ConditionalCommand')
      return { ...command, expression: { ...expression, operand: command.expression } };
    return group({ ...statement(), pipelines: [{ type: 'Pipeline', negated: true, commands: [command] }] });
  }

  #loop(command: Compound & { readonly type: 'For' }, before: Statement[]): CommandNode {
    const { variable, words } = command;
    const [, select] = /^__lab_SELECT_(.+)$/.exec(variable) ?? [];
    const items = words === null ? '"$@"' : this.#text(words);
    const shown = this.#shown(`${select === undefined ? 'for' : 'select'} ${select ?? variable} in ${items}`);
    const loop = this.within(command);
    if (select === undefined) return { ...loop, body: [shown, ...loop.body] };
    before.push(shown);
    return loop;
  }

  /** `for ((…))`: the second part is shown with the first and the third. */
  #counting(command: Compound & { readonly type: 'CStyleFor' }, before: Statement[]): CommandNode {
    const shown = (...parts: (Arithmetic | null)[]): Statement[] =>
      parts.flatMap((part) => (part === null ? [] : [this.#shown(`((${spaced(part)}))`)]));
    before.push(...shown(command.init, command.condition));
    const loop = this.within(command);
    return { ...loop, body: [...loop.body, ...shown(command.update, command.condition)] };
  }

  /** The word, or the array into which it has been expanded. */
  #hoist(word: Word, before: Statement[]): Word {
    const own = this.within(word);
    if (!isImpure(own) || anyNode(own, ({ type }) => type === 'ProcessSubstitution')) return own;
    const name = `__lab_WORD_${this.#hoisted++}`;
    before.push(statement(assignment(name, [own])));
    return allOf(name);
  }

  /** A word that is not split, or the variable that holds what it has expanded to. */
  #value(word: Word, before: Statement[]): Word {
    if (!isImpure(word)) return word;
    const name = `__lab_WORD_${this.#hoisted++}`;
    before.push(statement(assignment(name, this.within(word))));
    return variable(name);
  }

  #shown(text: string): Statement {
    return this.#trace('text', [singleQuoted(text)]);
  }

  /** A command that prints a trace; it leaves `$?` as it was for words that read it. */
  #trace(form: TraceForm, words: readonly (Word | string)[]): Statement {
    const args = [String(this.depth), form, ...words].map((word) =>
      typeof word === 'string' ? singleQuoted(word) : word,
    );
    return statement(simpleCommand(hidden.trace, [lastExit(), ...args]));
  }

  /** Words as they were written. */
  #text(words: readonly Word[]): string {
    const script: Script = { type: 'Script', statements: [statement(simpleCommand(':', words))] };
    return this.serialize(script).trim().slice(2);
  }
}

/** Form of a trace: the words of a command, an assignment, a test, or a text. */
export type TraceForm = 'words' | 'value' | 'test' | 'text';

/** A pipeline, and what is to run before it. */
interface Traced {
  readonly before: Statement[];
  readonly pipeline: Pipeline;
}

const together = ({ before, pipeline }: Traced): Pipeline => {
  if (before.length === 0) return pipeline;
  const own: Statement = { ...statement(), pipelines: [pipeline] };
  return { type: 'Pipeline', negated: false, commands: [group(...before, own)] };
};

function operandsOf(test: Test): (Word | string)[] {
  switch (test.type) {
    case 'CondBinary':
      return [quoted(test.left), test.operator, quoted(test.right)];
    case 'CondUnary':
      return [test.operator, quoted(test.operand)];
    case 'CondWord':
      return ['-n', quoted(test.word)];
  }
}

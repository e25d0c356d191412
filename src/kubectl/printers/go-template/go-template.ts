/** Templates of `-o go-template`: Go's text/template without definitions and methods, which objects do not have. */
// Models text/template/exec.go
import { isFields } from '../../resources/fields.ts';
import { type Action, type Command, type Node, type Operand, parseTemplate, type Pipeline } from './parser.ts';
import { checkCount, checkString, goFunctions, GoTemplateError, isTrue, takesString, type Value } from './functions.ts';
import { goString } from '../go-value.ts';

export { GoTemplateError };

/** Parses a template once, for any number of objects. */
export class GoTemplate {
  readonly #actions: readonly Action[];

  /** @param missing True if missing keys are `<no value>`, not an error. */
  constructor(
    private readonly template: string,
    private readonly missing = true,
  ) {
    this.#actions = parseTemplate(template);
  }

  print(object: unknown): string {
    const out: string[] = [];
    const execution = new Execution(out, this.missing);
    try {
      execution.run(this.#actions, object, new Map([['$', { value: object }]]));
    } catch (error) {
      if (!(error instanceof GoTemplateError)) throw error;
      const { source, at } = execution.node;
      const lines = this.template.slice(0, at).split('\n');
      const place = `${lines.length}:${lines.at(-1)!.length}`;
      throw new GoTemplateError(
        `template: output:${place}: executing "output" at <${source}>: ${error.message}`,
        out.join(''),
      );
    }
    return out.join('');
  }
}

type Branch = Extract<Action, { readonly body: unknown }>;
/** Variables by name; a body can set those of outer scopes. */
type Variables = Map<string, { value: Value }>;
/** The reason why a body was left before its end. */
type Leave = 'break' | 'continue' | undefined;

class Execution {
  /** The part that was evaluated last: errors name it. */
  node: Node = { source: '', at: 0 };

  constructor(
    private readonly out: string[],
    private readonly missing: boolean,
  ) {}

  run(actions: readonly Action[], dot: Value, variables: Variables): Leave {
    for (const action of actions) {
      const leave = this.#act(action, dot, variables);
      if (leave !== undefined) return leave;
    }
    return undefined;
  }

  #act(action: Action, dot: Value, variables: Variables): Leave {
    switch (action.type) {
      case 'text':
        this.out.push(action.text);
        return undefined;
      case 'print': {
        const value = this.#pipeline(action.pipeline, dot, variables);
        if (action.pipeline.sets.length === 0) this.out.push(printed(value));
        return undefined;
      }
      case 'break':
      case 'continue':
        return action.type;
      case 'range':
        return this.#range(action, dot, variables);
      default: {
        const inner = new Map(variables);
        const value = this.#pipeline(action.pipeline, dot, inner);
        const passes = isTrue(value);
        const body = passes ? action.body : action.otherwise;
        return this.run(body, passes && action.type === 'with' ? value : dot, inner);
      }
    }
  }

  #range({ pipeline, body, otherwise }: Branch, dot: Value, variables: Variables): Leave {
    const over = this.#pipeline({ ...pipeline, sets: [] }, dot, variables);
    const entries = iterate(over);
    if (entries.length === 0) return this.run(otherwise, dot, new Map(variables));
    const [first, second] = pipeline.sets;
    for (const [key, item] of entries) {
      const inner = new Map(variables);
      if (second !== undefined) inner.set(first!, { value: key }).set(second, { value: item });
      else if (first !== undefined) inner.set(first, { value: item });
      if (this.run(body, item, inner) === 'break') break;
    }
    return undefined;
  }

  #pipeline({ commands, sets, declares }: Pipeline, dot: Value, variables: Variables): Value {
    let value: Value;
    for (const [i, command] of commands.entries()) {
      value = this.#command(command, dot, variables, i > 0 ? [value] : []);
    }
    for (const name of sets) {
      const known = declares ? undefined : variables.get(name);
      if (known === undefined) variables.set(name, { value });
      else known.value = value;
    }
    return value;
  }

  #command(command: Command, dot: Value, variables: Variables, piped: readonly Value[]): Value {
    const [head, ...rest] = command.operands as [Operand, ...Operand[]];
    const given = rest.length > 0 || piped.length > 0;
    if (head.type !== 'function') {
      if (given && (head.type === 'literal' || head.fields.length === 0)) {
        this.node = head;
        throw new GoTemplateError(`can't give argument to non-function ${head.source}`);
      }
      return this.#operand(head, dot, variables, given);
    }
    this.node = head;
    const { name } = head;
    checkCount(name, rest.length + piped.length);
    // and and or look at no more operands than they need.
    if (name === 'and' || name === 'or') {
      let value: Value;
      for (const operand of rest) {
        value = this.#operand(operand, dot, variables);
        if (isTrue(value) === (name === 'or')) return value;
      }
      for (const last of piped) value = last;
      return value;
    }
    const args = rest.map((operand, i) => {
      const value = this.#operand(operand, dot, variables);
      if (i === 0 && takesString.has(name)) checkString(value, operand.type === 'literal' ? operand.source : undefined);
      return value;
    });
    if (args.length === 0 && takesString.has(name)) checkString(piped[0]);
    try {
      return goFunctions[name]!(...args, ...piped);
    } catch (error) {
      if (!(error instanceof GoTemplateError)) throw error;
      this.node = command;
      throw new GoTemplateError(`error calling ${name}: ${error.message}`);
    }
  }

  /** @param given The command has arguments. */
  #operand(operand: Operand, dot: Value, variables: Variables, given = false): Value {
    if (operand.type === 'function') {
      return this.#command({ ...operand, operands: [operand] }, dot, variables, []);
    }
    this.node = operand;
    switch (operand.type) {
      case 'dot':
        return this.#fields(dot, operand.fields, given);
      case 'variable':
        return this.#fields(variables.get(operand.name)?.value, operand.fields, given);
      case 'pipeline':
        return this.#fields(this.#pipeline(operand.pipeline, dot, variables), operand.fields, given);
      case 'literal':
        return operand.value;
    }
  }

  #fields(start: Value, names: readonly string[], given: boolean): Value {
    return names.reduce<Value>((value, name, i) => {
      // A key that is not there has no fields either.
      if (value === undefined) return undefined;
      if (value === null) throw new GoTemplateError(`nil pointer evaluating interface {}.${name}`);
      if (!isFields(value)) {
        const type = typeof value === 'bigint' ? 'int' : 'interface {}';
        throw new GoTemplateError(`can't evaluate field ${name} in type ${type}`);
      }
      if (given && i === names.length - 1) {
        throw new GoTemplateError(`${name} is not a method but has arguments`);
      }
      if (Object.hasOwn(value, name)) return value[name];
      if (this.missing) return undefined;
      throw new GoTemplateError(`map has no entry for key "${name}"`);
    }, start);
  }
}

function iterate(over: Value): readonly (readonly [key: Value, item: Value])[] {
  if (over === undefined || over === null) return [];
  if (Array.isArray(over)) return over.map((item: unknown, i) => [BigInt(i), item]);
  if (typeof over === 'bigint') return [...Array(Number(over)).keys()].map((i) => [BigInt(i), BigInt(i)]);
  if (!isFields(over)) throw new GoTemplateError(`range can't iterate over ${goString(over)}`);
  return Object.keys(over)
    .sort()
    .map((key) => [key, over[key]]);
}

const printed = (value: Value): string => (value === undefined || value === null ? '<no value>' : goString(value));

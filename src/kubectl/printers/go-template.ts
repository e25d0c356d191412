/** Templates of `-o go-template`: Go's text/template without definitions and methods, which objects do not have. */
// Models text/template/exec.go
import { isFields } from '../resources/fields.ts';
import { type Action, type Command, type Operand, parseTemplate, type Pipeline } from './go-template-parser.ts';
import { goFunctions, GoTemplateError, isTrue, type Value } from './go-template-functions.ts';
import { goString } from './go-value.ts';

export { GoTemplateError };

/** Parses a template once, for any number of objects. */
export class GoTemplate {
  readonly #actions: readonly Action[];

  /** @param missing True if missing keys are `<no value>`, not an error. */
  constructor(
    template: string,
    private readonly missing = true,
  ) {
    this.#actions = parseTemplate(template);
  }

  print(object: unknown): string {
    const out: string[] = [];
    try {
      new Execution(out, this.missing).run(this.#actions, object, new Map([['$', { value: object }]]));
    } catch (error) {
      if (error instanceof GoTemplateError) throw new GoTemplateError(error.message, out.join(''));
      throw error;
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

  #command({ operands }: Command, dot: Value, variables: Variables, piped: readonly Value[]): Value {
    const [head, ...rest] = operands as [Operand, ...Operand[]];
    if (head.type !== 'function') {
      if (rest.length > 0 || piped.length > 0) {
        throw new GoTemplateError(`can't give argument to non-function ${head.source}`);
      }
      return this.#operand(head, dot, variables);
    }
    // and and or evaluate no more operands than they need.
    if (head.name === 'and' || head.name === 'or') {
      let value: Value;
      for (const next of [...rest, ...piped.map((given): Operand => ({ type: 'literal', value: given, source: '' }))]) {
        value = this.#operand(next, dot, variables);
        if (isTrue(value) === (head.name === 'or')) return value;
      }
      return value;
    }
    const args = [...rest.map((operand) => this.#operand(operand, dot, variables)), ...piped];
    try {
      return goFunctions[head.name]!(...args);
    } catch (error) {
      if (!(error instanceof GoTemplateError)) throw error;
      throw new GoTemplateError(`error calling ${head.name}: ${error.message}`);
    }
  }

  #operand(operand: Operand, dot: Value, variables: Variables): Value {
    switch (operand.type) {
      case 'dot':
        return this.#fields(dot, operand.fields);
      case 'variable':
        return this.#fields(variables.get(operand.name)?.value, operand.fields);
      case 'pipeline':
        return this.#fields(this.#pipeline(operand.pipeline, dot, variables), operand.fields);
      case 'function':
        return this.#command({ operands: [operand] }, dot, variables, []);
      case 'literal':
        return operand.value;
    }
  }

  #fields(start: Value, names: readonly string[]): Value {
    return names.reduce<Value>((value, name) => {
      if (value === undefined || value === null) {
        throw new GoTemplateError(`nil pointer evaluating interface {}.${name}`);
      }
      if (!isFields(value)) {
        throw new GoTemplateError(`can't evaluate field ${name} in type ${goType(value)}`);
      }
      if (Object.hasOwn(value, name)) return value[name];
      if (this.missing) return undefined;
      throw new GoTemplateError(`map has no entry for key "${name}"`);
    }, start);
  }
}

function goType(value: Value): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'number') return 'float64';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'bigint' ? 'int' : typeof value;
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

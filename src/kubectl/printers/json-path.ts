/** Templates of `-o jsonpath`: text with `{…}` in it. */
// Models client-go/util/jsonpath (parser.go, jsonpath.go)
import { isFields } from '../resources/fields.ts';
import { goString, type GoValue } from './go-value.ts';
import { fail, JsonPathError, type PathNode, parseJsonPath } from './json-path-parser.ts';

export { JsonPathError };

/** The results of each text and action of a template. */
type Results = readonly (readonly unknown[])[];

/** Parses a template once, for any number of objects. */
export class JsonPath {
  readonly #nodes: readonly PathNode[];

  /** @param missing True if missing fields give nothing, not an error. */
  constructor(
    template: string,
    private readonly missing = true,
  ) {
    this.#nodes = parseJsonPath(template);
  }

  /** Returns the output of the template. */
  print(object: unknown): string {
    return this.find(object)
      .map((values) => values.map(printed).join(' '))
      .join('');
  }

  /** Returns the results of its texts and paths separately. */
  find(object: unknown): Results {
    return this.#run(0, object, false).results;
  }

  /** @returns the index of the `{end}` that ended the range, if there is one. */
  #run(from: number, current: unknown, inRange: boolean): { results: Results; end?: number } {
    const results: (readonly unknown[])[] = [];
    for (let i = from; i < this.#nodes.length; i++) {
      const node = this.#nodes[i]!;
      const word = keyword(node);
      if (word === 'end') {
        if (!inRange) fail('not in range, nothing to end');
        return { results, end: i };
      }
      const values = this.#evaluate(node, [current]);
      if (word !== 'range') {
        results.push(values);
        continue;
      }
      const rounds = values.map((value) => this.#run(i + 1, value, true));
      results.push(...rounds.flatMap((round) => round.results));
      // A range without an end extends to the end of the template, which is then evaluated again outside of it.
      i = (rounds[0] ?? this.#run(i + 1, undefined, true)).end ?? i;
    }
    return { results };
  }

  #evaluate(node: PathNode, values: readonly unknown[]): readonly unknown[] {
    switch (node.type) {
      case 'text':
        return [node.text];
      case 'literal':
        return typeof node.value === 'string' ? [node.value] : values.map(() => node.value);
      case 'action':
        return node.steps.reduce((at, step) => this.#evaluate(step, at), values);
      case 'identifier':
        return node.name === 'range' ? values : fail(`unrecognized identifier ${node.name}`);
      case 'union':
        return node.nodes.flatMap((inner) => this.#evaluate(inner, values));
      case 'wildcard':
        return values.flatMap(children);
      case 'recursive':
        return values.flatMap(descendants);
      case 'field':
        return this.#field(values, node.name);
      case 'slice':
        return values.flatMap((value) => slice(value, node));
      case 'filter':
        return values.flatMap((value) => {
          if (!Array.isArray(value)) {
            fail(`${goString(value as GoValue)} is not array or slice and cannot be filtered`);
          }
          return (value as unknown[]).filter((item) => this.#passes(node, item));
        });
    }
  }

  #field(values: readonly unknown[], name: string): readonly unknown[] {
    const found = values.flatMap((value) => (isFields(value) && Object.hasOwn(value, name) ? [value[name]] : []));
    if (found.length === 0 && values.length > 0 && !this.missing) fail(`${name} is not found`);
    return found;
  }

  #passes({ left, right, operator }: PathNode & { readonly type: 'filter' }, item: unknown): boolean {
    if (right === undefined) return this.#exists(left, item);
    const [a, b] = [left, right].map((side) => this.#evaluate(side, [item]));
    if (a!.length === 0 || b!.length === 0) return false;
    if (a!.length > 1 || b!.length > 1) fail('can only compare one element at a time');
    return compare(a![0], operator, b![0]);
  }

  #exists(path: PathNode, item: unknown): boolean {
    try {
      return this.#evaluate(path, [item]).length > 0;
    } catch (error) {
      if (error instanceof JsonPathError) return false;
      throw error;
    }
  }
}

/** The identifier in an action, if there is one. */
function keyword(node: PathNode): string | undefined {
  if (node.type !== 'action') return undefined;
  const found = node.steps.find((step) => step.type === 'identifier');
  return found?.type === 'identifier' ? found.name : undefined;
}

function slice(value: unknown, { from = 0, to, step }: PathNode & { readonly type: 'slice' }): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    return fail(`${typeof value === 'object' ? 'map[string]interface {}' : typeof value} is not array or slice`);
  }
  const { length } = value;
  const start = from < 0 ? from + length : from;
  let end = to === 'derived' ? from + 1 : (to ?? length);
  if (end < 0 || (end === 0 && to === 'derived')) end += length;
  const outside = (index: number): never => fail(`array index out of bounds: index ${index}, length ${length}`);
  if (start === end && to !== 'derived') return [];
  if (start < 0 || start >= length) outside(start);
  if (end < 0 || end > length) outside(end - 1);
  if (start > end) fail(`starting index ${start} is greater than ending index ${end}`);
  const every = step === 'derived' || step === undefined ? 1 : step;
  if (every <= 0) fail('step must be > 0');
  return (value as unknown[]).slice(start, end).filter((_, i) => i % every === 0);
}

type Comparable = string | number | boolean;

/** Compares as Go's templates do: only values of the same kind. */
function compare(a: unknown, operator: string, b: unknown): boolean {
  if (!['==', '!=', '<', '>', '<=', '>='].includes(operator)) fail(`unrecognized filter operator ${operator}`);
  const [kind, other] = [a, b].map(kindOf);
  if (kind === undefined || other === undefined) return fail('invalid type for comparison');
  if (kind !== other) return fail('incompatible types for comparison');
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (kind === 'boolean') return fail('invalid type for comparison');
  const [x, y] = [a as Comparable, b as Comparable];
  return operator === '<' ? x < y : operator === '>' ? x > y : operator === '<=' ? x <= y : x >= y;
}

function kindOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'string' || typeof value === 'boolean' ? typeof value : undefined;
}

function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isFields(value)) return [];
  return Object.keys(value)
    .sort()
    .map((key) => value[key]);
}

const descendants = (value: unknown): readonly unknown[] => {
  const inside = children(value);
  return inside.length === 0 ? [] : [value, ...inside.flatMap(descendants)];
};

function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(sorted(value)) : `${value as string | number | boolean}`;
}

/** Returns the value with sorted keys in all maps. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** Accepts `x.y`, `.x.y` and `{.x.y}`, as `custom-columns` and `--sort-by` do. */
export function relaxed(path: string): string {
  if (path === '') return '';
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(path);
  if (match === null) {
    return fail(
      `unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`,
    );
  }
  return `{.${match[1] ?? match[2]}}`;
}

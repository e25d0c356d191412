/** Templates of `-o jsonpath`: text with `{…}` in it. */
// Models client-go/util/jsonpath (parser.go, jsonpath.go)
import { isFields } from '../fields.ts';
import { fail, JsonPathError, type Node, parseJsonPath } from './json-path-parser.ts';

export { JsonPathError };

/** Reads a template once, for any number of objects. */
export class JsonPath {
  readonly #nodes: readonly Node[];

  /** @param missing Whether fields that are not there are nothing rather than an error. */
  constructor(
    template: string,
    private readonly missing = true,
  ) {
    this.#nodes = parseJsonPath(template);
  }

  /** The text that the template becomes. */
  print(object: unknown): string {
    return this.#printAll(this.#nodes, object, object);
  }

  /** What its paths lead to, each by itself. */
  find(object: unknown): readonly (readonly unknown[])[] {
    return this.#nodes.flatMap((node) => (node.type === 'text' ? [] : [this.#evaluate(node, [object], object)]));
  }

  #printAll(nodes: readonly Node[], current: unknown, root: unknown): string {
    return nodes
      .map((node) => {
        if (node.type === 'text') return node.text;
        if (node.type !== 'range') return this.#evaluate(node, [current], root).map(printed).join(' ');
        const items = this.#evaluate(node.over, [current], root);
        return items.map((item) => this.#printAll(node.body, item, root)).join('');
      })
      .join('');
  }

  #evaluate(node: Node, values: readonly unknown[], root: unknown): readonly unknown[] {
    switch (node.type) {
      case 'text':
        return [node.text];
      case 'literal':
        return [node.value];
      case 'path':
        return node.steps.reduce((at, step) => this.#evaluate(step, at, root), node.fromRoot ? [root] : values);
      case 'union':
        return node.nodes.flatMap((inner) => this.#evaluate(inner, values, root));
      case 'wildcard':
        return values.flatMap(children);
      case 'recursive':
        return values.flatMap(descendants);
      case 'field':
        return values.flatMap((value) => this.#field(value, node.name));
      case 'slice':
        return values.flatMap((value) => this.#slice(value, node.parts));
      case 'filter':
        return values.flatMap((value) => children(value).filter((item) => this.#passes(node, item, root)));
      case 'range':
        return fail('not in range, nothing to end');
    }
  }

  #field(value: unknown, name: string): readonly unknown[] {
    if (isFields(value) && Object.hasOwn(value, name)) return [value[name]];
    if (value === null || value === undefined || this.missing) return [];
    return fail(`${name} is not found`);
  }

  #slice(value: unknown, [from, to, step]: readonly (number | undefined)[]): readonly unknown[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      return fail(`${typeof value === 'object' ? 'map[string]interface {}' : typeof value} is not array or slice`);
    }
    const { length } = value;
    const at = (index: number): number => (index < 0 ? index + length : index);
    if (to === undefined && step === undefined && from !== undefined && !Number.isNaN(from)) {
      const index = at(from);
      if (index < 0 || index >= length) return fail(`array index out of bounds: index ${index}, length ${length}`);
      return [value[index] as unknown];
    }
    const start = Math.max(0, at(from === undefined || Number.isNaN(from) ? 0 : from));
    const end = Math.min(length, to === undefined || Number.isNaN(to) ? length : at(to));
    return (value as unknown[]).slice(start, end).filter((_, i) => i % (step ?? 1) === 0);
  }

  #passes({ left, right, operator }: Node & { readonly type: 'filter' }, item: unknown, root: unknown): boolean {
    const [a] = this.#evaluate(left, [item], root);
    if (right === undefined) return a !== undefined;
    const [b] = this.#evaluate(right, [item], root);
    if (a === undefined || b === undefined) return false;
    if (operator === '==') return a === b;
    if (operator === '!=') return a !== b;
    if (typeof a !== typeof b || (typeof a !== 'string' && typeof a !== 'number')) return false;
    const order = a < (b as typeof a) ? -1 : a > (b as typeof a) ? 1 : 0;
    return operator === '<' ? order < 0 : operator === '>' ? order > 0 : operator === '<=' ? order <= 0 : order >= 0;
  }
}

function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isFields(value)) return [];
  return Object.keys(value)
    .sort()
    .map((key) => value[key]);
}

const descendants = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? [value, ...children(value).flatMap(descendants)] : [];

function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(sorted(value)) : `${value as string | number | boolean}`;
}

/** With the keys of all maps in order. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** `x.y`, `.x.y` and `{.x.y}` alike, as `custom-columns` and `--sort-by` take them. */
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

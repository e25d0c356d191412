/** The functions of Go's templates, and those of kubectl. */
// Models text/template/funcs.go and fmt/print.go
import { Base64Error, fromBase64 } from '../../text/text.ts';
import { isFields } from '../../resources/fields.ts';
import { goString } from '../go-value.ts';

/** A JSON value. A `bigint` is a Go integer, a `number` a float64, as are all numbers in objects. */
export type Value = unknown;

export class GoTemplateError extends Error {
  /** @param printed The output of the template before it. */
  constructor(
    message: string,
    readonly printed = '',
  ) {
    super(message);
  }
}

export function isTrue(value: Value): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isFields(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

type Kind = 'int' | 'float' | 'string' | 'bool' | 'nil' | 'other';

function kindOf(value: Value): Kind {
  if (value === undefined || value === null) return 'nil';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  return typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'bool' : 'other';
}

function equal(a: Value, b: Value): boolean {
  const [x, y] = [kindOf(a), kindOf(b)];
  if (x !== y && x !== 'nil' && y !== 'nil') throw new GoTemplateError('incompatible types for comparison');
  if (x === 'other' && y === 'other') {
    const [first, second] = [goTypeName(a), goTypeName(b)];
    throw new GoTemplateError(`non-comparable types ${goString(a)}: ${first}, ${second}: ${goString(b)}`);
  }
  return x === 'nil' && y === 'nil' ? true : a === b;
}

const ordered: readonly Kind[] = ['int', 'float', 'string'];

function less(a: Value, b: Value): boolean {
  const [x, y] = [kindOf(a), kindOf(b)];
  if (!ordered.includes(x) || !(ordered.includes(y) || y === 'bool')) {
    throw new GoTemplateError('invalid type for comparison');
  }
  if (x !== y) throw new GoTemplateError('incompatible types for comparison');
  return (a as string) < (b as string);
}

function index(value: Value, ...keys: readonly Value[]): Value {
  return keys.reduce<Value>((at, key) => {
    if (at === undefined || at === null) throw new GoTemplateError('index of untyped nil');
    if (Array.isArray(at)) {
      if (typeof key !== 'bigint') throw new GoTemplateError(`cannot index slice/array with type ${kindOf(key)}`);
      if (key < 0n || key >= BigInt(at.length)) throw new GoTemplateError(`index out of range: ${key}`);
      return at[Number(key)];
    }
    if (typeof at === 'string') {
      if (typeof key !== 'bigint') throw new GoTemplateError(`cannot index slice/array with type ${goTypeName(key)}`);
      if (key < 0n || key >= BigInt(at.length)) throw new GoTemplateError(`index out of range: ${key}`);
      return BigInt(at.charCodeAt(Number(key)));
    }
    if (!isFields(at)) throw new GoTemplateError(`can't index item of type ${kindOf(at)}`);
    if (typeof key !== 'string') throw new GoTemplateError(`value has type ${kindOf(key)}; should be string`);
    return Object.hasOwn(at, key) ? at[key] : undefined;
  }, value);
}

function length(value: Value): bigint {
  if (Array.isArray(value) || typeof value === 'string') return BigInt(value.length);
  if (isFields(value)) return BigInt(Object.keys(value).length);
  if (value === undefined) throw new GoTemplateError('reflect: call of reflect.Value.Type on zero Value');
  throw new GoTemplateError(value === null ? 'len of nil pointer' : `len of type ${goTypeName(value)}`);
}

/** A space separates operands if neither is a string. */
function print(...values: readonly Value[]): string {
  return values
    .map((value, i) => {
      const apart = i > 0 && typeof value !== 'string' && typeof values[i - 1] !== 'string';
      return (apart ? ' ' : '') + goString(value);
    })
    .join('');
}

function printf(format: Value, ...values: readonly Value[]): string {
  if (typeof format !== 'string') throw new GoTemplateError('wrong type for value; expected string');
  const rest = [...values];
  const text = format.replace(
    /%(-?)(0?)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
    (_, left: string, zero: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%';
      if (rest.length === 0) return `%!${verb}(MISSING)`;
      const shown = formatted(verb, rest.shift(), precision);
      const size = Number(width || 0);
      return left ? shown.padEnd(size) : shown.padStart(size, zero || ' ');
    },
  );
  const extra = rest.map((value) => `${goTypeName(value)}=${goString(value)}`).join(', ');
  return extra === '' ? text : `${text}%!(EXTRA ${extra})`;
}

const goTypeName = (value: Value): string =>
  Array.isArray(value)
    ? '[]interface {}'
    : { int: 'int', float: 'float64', string: 'string', bool: 'bool', nil: '<nil>', other: 'map[string]interface {}' }[
        kindOf(value)
      ];

function formatted(verb: string, value: Value, precision: string | undefined): string {
  const kind = kindOf(value);
  if (verb === 'v') return goString(value);
  if (verb === 's' && kind === 'string')
    return (value as string).slice(0, precision === undefined ? undefined : Number(precision));
  if (verb === 's' && kind === 'other') return goString(value);
  if (verb === 'q' && kind === 'string') return JSON.stringify(value);
  if (verb === 'd' && kind === 'int') return String(value);
  if (verb === 't' && kind === 'bool') return String(value);
  if (verb === 'x' && kind === 'int') return (value as bigint).toString(16);
  if (verb === 'f' && kind === 'float') return (value as number).toFixed(Number(precision ?? 6));
  if (verb === 'g' && kind === 'float') return String(value);
  if (verb === 'T') return goTypeName(value);
  return kind === 'nil' ? `%!${verb}(<nil>)` : `%!${verb}(${goTypeName(value)}=${goString(value)})`;
}

function base64decode(value: Value): string {
  try {
    return fromBase64(typeof value === 'string' ? value : '');
  } catch (error) {
    if (error instanceof Base64Error) throw new GoTemplateError(`base64 decode failed: ${error.message}`);
    throw error;
  }
}

const html: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&#34;', "'": '&#39;' };

/** How many arguments the functions take at least and at most; all others take any number. */
const counts: Readonly<Record<string, readonly [number, number]>> = {
  ...Object.fromEntries(['and', 'or', 'eq', 'index', 'slice', 'exists', 'printf'].map((name) => [name, [1, Infinity]])),
  ...Object.fromEntries(['not', 'len', 'base64decode'].map((name) => [name, [1, 1]])),
  ...Object.fromEntries(['ne', 'lt', 'le', 'gt', 'ge'].map((name) => [name, [2, 2]])),
};

export function checkCount(name: string, count: number): void {
  const [least, most] = counts[name] ?? [0, Infinity];
  if (count >= least && count <= most) return;
  const want = most === Infinity ? `at least ${least}` : String(least);
  throw new GoTemplateError(`wrong number of args for ${name}: want ${want} got ${count}`);
}

/** The functions whose first argument is a text. */
export const takesString: ReadonlySet<string> = new Set(['printf', 'base64decode']);

/** @param literal How it is written, if it is a literal. */
export function checkString(value: Value, literal?: string): void {
  if (typeof value === 'string') return;
  if (literal !== undefined) throw new GoTemplateError(`expected string; found ${literal}`);
  if (value === undefined || value === null) throw new GoTemplateError('invalid value; expected string');
  throw new GoTemplateError(`wrong type for value; expected string; got ${goTypeName(value)}`);
}

function slice(value: Value, ...bounds: readonly Value[]): Value {
  if (value === undefined || value === null) throw new GoTemplateError('slice of untyped nil');
  if (!Array.isArray(value) && typeof value !== 'string') {
    throw new GoTemplateError(`can't slice item of type ${goTypeName(value)}`);
  }
  for (const bound of bounds) {
    if (typeof bound !== 'bigint') {
      throw new GoTemplateError(`cannot index slice/array with type ${goTypeName(bound)}`);
    }
    if (bound < 0n || bound > BigInt(value.length)) throw new GoTemplateError(`index out of range: ${bound}`);
  }
  const [from = 0, to = value.length] = bounds.map(Number);
  if (from > to) throw new GoTemplateError(`invalid slice index: ${from} > ${to}`);
  return value.slice(from, to) as Value;
}

/** `and` and `or` are not among them: they do not look at all their operands. */
export const goFunctions: Readonly<Record<string, (...args: readonly Value[]) => Value>> = {
  not: (value) => !isTrue(value),
  eq: (a, ...others) => {
    if (others.length === 0) throw new GoTemplateError('missing argument for comparison');
    return others.some((b) => equal(a, b));
  },
  ne: (a, b) => !equal(a, b),
  lt: (a, b) => less(a, b),
  le: (a, b) => less(a, b) || equal(a, b),
  gt: (a, b) => !less(a, b) && !equal(a, b),
  ge: (a, b) => !less(a, b),
  index,
  len: length,
  print,
  println: (...values) => `${values.map(goString).join(' ')}\n`,
  printf,
  slice,
  html: (...values) => print(...values).replace(/[<>&"']/g, (c) => html[c]!),
  urlquery: (...values) => encodeURIComponent(print(...values)).replaceAll('%20', '+'),
  js: (...values) => JSON.stringify(print(...values)).slice(1, -1),
  exists: (value, ...keys) => {
    try {
      return index(value, ...keys) !== undefined;
    } catch {
      return false;
    }
  },
  base64decode,
};

/** `--sort-by`: sorts by the value at a path. */
// Models kubectl/pkg/cmd/get/sorter.go
import { failure } from '../errors/failure.ts';
import { JsonPath, JsonPathError, relaxed } from '../printers/json-path.ts';

/** @param prefix Prefix of errors in the path. */
export function sortBy<T>(path: string, objects: readonly T[], prefix = ''): readonly T[] {
  if (path === '') return objects;
  const jsonPath = readPath(path, prefix);
  try {
    const keyed = objects.map((object) => ({ object, key: jsonPath.find(object)[0]?.[0] }));
    if (keyed.length > 0 && keyed.every(({ key }) => key === undefined)) {
      throw failure(`couldn't find any field with path "${relaxed(path)}" in the list of objects`);
    }
    return keyed.sort((a, b) => compare(a.key, b.key)).map(({ object }) => object);
  } catch (error) {
    throw error instanceof JsonPathError ? failure(error.message) : error;
  }
}

/** Parses a path; text that is not a path is used as it is. */
function readPath(path: string, prefix: string): JsonPath {
  try {
    return new JsonPath(/[{}]/.test(path) && !/^\{[^{}]+\}$/.test(path) ? path : relaxed(path));
  } catch (error) {
    throw error instanceof JsonPathError ? failure(`${prefix}${error.message}`) : error;
  }
}

/** Compares values: missing ones first, quantities by amount, other texts in natural order: `web-2` before `web-10`. */
function compare(a: unknown, b: unknown): number {
  if (a === undefined || a === null || b === undefined || b === null) return Number(a != null) - Number(b != null);
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [quantity(a), quantity(b)];
    return x !== undefined && y !== undefined ? x - y : natural(a, b);
  }
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

function quantity(text: string): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([numkMGTPE]?i?)$/.exec(text);
  const factor = suffixes[match?.[2] ?? 'none'];
  return match === null || factor === undefined ? undefined : Number(match[1]) * factor;
}

function natural(a: string, b: string): number {
  const [x, y] = [parts(a), parts(b)];
  for (const [i, part] of x.entries()) {
    const other = y[i];
    if (other === undefined) return 1;
    if (part === other) continue;
    const both = /^\d/.test(part) && /^\d/.test(other);
    if (both && Number(part) !== Number(other)) return Number(part) - Number(other);
    return part < other ? -1 : 1;
  }
  return x.length - y.length;
}

/** `web-10` → `web-`, `10` */
const parts = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? [];

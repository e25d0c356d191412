/** Reads fields of objects whose kind has no type here. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the value at `a.b.c`; `undefined` if the path ends early. */
export function field(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, step) => (isFields(at) && Object.hasOwn(at, step) ? at[step] : undefined), value);
}

/** Returns a text, a number or a boolean as text; otherwise an empty text. */
export function text(value: unknown, path: string): string {
  const found = field(value, path);
  return typeof found === 'string' ? found : typeof found === 'number' || typeof found === 'boolean' ? `${found}` : '';
}

export function int(value: unknown, path: string, otherwise = 0): number {
  const found = field(value, path);
  return typeof found === 'number' ? found : otherwise;
}

export function list(value: unknown, path: string): readonly unknown[] {
  const found = field(value, path);
  return Array.isArray(found) ? found : [];
}

export function texts(value: unknown, path: string): Readonly<Record<string, string>> {
  const found = field(value, path);
  return isFields(found) ? (found as Readonly<Record<string, string>>) : {};
}

export const sortedEntries = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

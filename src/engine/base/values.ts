/** Compares, copies and freezes plain JSON values. */

type Json = Record<string, unknown>;

/** Returns true for an object that is no list. */
export const isMap = (value: unknown): value is Readonly<Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns a value of a map with keys from users: never one that every object inherits, as that of `constructor`. */
export const valueOf = <T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;

/** Sets a value of an object; an assignment to `__proto__` would replace its prototype. */
export function put(object: Json, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
}

/** Structural equality of JSON values; a property with the value `undefined` counts as absent. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((x, i) => equal(x, b[i]));
  }
  const x = a as Json;
  const y = b as Json;
  for (const key in x) if (!equal(x[key], y[key])) return false;
  for (const key in y) if (y[key] !== undefined && !Object.hasOwn(x, key)) return false;
  return true;
}

/**
 * Returns `{ ...object, ...changes }`, for code that handles objects of all kinds. Copying field by field gives objects
 * with the same fields one hidden class; after a spread in such code, V8 may give each result its own.
 */
export function withFields<T extends object>(object: T, changes: object): T {
  const copy: Json = {};
  for (const key in object) put(copy, key, object[key]);
  for (const key in changes) put(copy, key, (changes as Json)[key]);
  return copy as T;
}

/**
 * Returns `next` with the equal parts of `before` in place of its own, so that equal parts are the same object;
 * `before` itself if all is equal.
 */
export function shareStructure<T>(before: unknown, next: T): T {
  if (before === next) return next;
  if (typeof before !== 'object' || typeof next !== 'object' || before === null || next === null) return next;
  if (Array.isArray(before) !== Array.isArray(next)) return next;
  return (Array.isArray(next) ? shareItems(before as unknown[], next) : shareFields(before as Json, next as Json)) as T;
}

function shareFields(before: Json, next: Json): Json {
  let shared: Json | undefined;
  let same = true;
  for (const key in next) {
    const value = shareStructure(before[key], next[key]);
    same &&= value === before[key];
    if (value === next[key]) continue;
    shared ??= withFields(next, {});
    put(shared, key, value);
  }
  if (same) for (const key in before) if (before[key] !== undefined && !Object.hasOwn(next, key)) same = false;
  return same ? before : (shared ?? next);
}

function shareItems(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  let shared: unknown[] | undefined;
  let same = before.length === next.length;
  for (let i = 0; i < next.length; i++) {
    const value = shareStructure(before[i], next[i]);
    same &&= value === before[i];
    if (value === next[i]) continue;
    shared ??= [...next];
    shared[i] = value;
  }
  return same ? before : (shared ?? next);
}

/** The number of fields in large parts that were already frozen: later versions of an object share them. */
const sizes = new WeakMap<object, number>();
const largeFrom = 100;

/** Freezes a JSON value deeply. Returns the number of fields and items in it. */
export function deepFreeze(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  if (!Object.isFrozen(value)) Object.freeze(value);
  let size = 0;
  for (const key in value) size += 1 + deepFreeze(value[key as keyof typeof value]);
  if (size >= largeFrom) sizes.set(value, size);
  return size;
}

/** Fills in missing fields. An object that lacks nothing is returned as it is. */

import { withFields } from '../../base/values.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Returns `object` with the fields of `defaults` that it lacks. Fields of `defaults` that are `undefined` are ignored.
 */
export function fill<T extends object>(object: T, defaults: Json): T {
  let result: Record<string, unknown> | undefined;
  for (const key in defaults) {
    if ((object as Json)[key] !== undefined || defaults[key] === undefined) continue;
    result ??= withFields(object as Json, {});
    result[key] = defaults[key];
  }
  return (result as T | undefined) ?? object;
}

/**
 * Returns `object` with `change` applied to one of its fields; the same object if the field is absent or does not
 * change.
 */
export function change<T extends object, K extends string>(object: T, field: K, change: (value: never) => unknown): T {
  const before = (object as Json)[field];
  if (before === undefined) return object;
  const after = change(before as never);
  return after === before ? object : withFields(object, { [field]: after });
}

/** Returns `object` with null for a list that is absent or empty, as Go writes a list without items. */
export const orNull = <T extends object>(object: T, field: string): T =>
  ((object as Json)[field] as readonly unknown[] | undefined)?.length ? object : { ...object, [field]: null };

/** Applies `change` to each item. Returns the same list if nothing changed. */
export function each<T>(list: readonly T[], change: (item: T) => T): readonly T[] {
  let changed = false;
  const result = list.map((item) => {
    const next = change(item);
    changed ||= next !== item;
    return next;
  });
  return changed ? result : list;
}

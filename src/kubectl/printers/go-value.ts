/** Values as Go's `%v` prints them. */
import { isFields } from '../resources/fields.ts';

/** A JSON value. */
export type GoValue = unknown;

export function printValue(value: GoValue): string {
  if (value === null || value === undefined) return '<none>';
  return goString(value);
}

/** `map[a:1 b:[x y]]` */
export function goString(value: GoValue): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goString).join(' ')}]`;
  if (!isFields(value)) return String(value as string | number | boolean);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${key}:${goString(value[key])}`);
  return `map[${pairs.join(' ')}]`;
}

import { maxDepth } from './events.ts';

/** Largest number of values of one document after its aliases are expanded; more than a text can contain itself. */
const maxValues = 600_000;

/**
 * Returns a copy without shared or circular parts, so that a few lines of text cannot expand to gigabytes. Keys such as
 * `__proto__` stay plain fields.
 * @throws Error if the copy would be too large or too deep.
 */
export function copyWithin(value: unknown): unknown {
  let left = maxValues;
  const copy = (v: unknown, depth: number): unknown => {
    if (--left < 0 || depth > maxDepth) throw new Error('document contains excessive aliasing');
    if (Array.isArray(v)) return v.map((item) => copy(item, depth + 1));
    if (typeof v !== 'object' || v === null) return v;
    return Object.fromEntries(Object.entries(v).map(([key, item]) => [key, copy(item, depth + 1)]));
  };
  return copy(value, 0);
}

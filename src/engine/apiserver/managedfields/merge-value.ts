/** Merges an applied configuration into a live object, and removes fields that no manager applies any longer. */
// Models sigs.k8s.io/structured-merge-diff/typed (merge.go, remove.go)
import type { FieldSet } from '../../api/managedfields/field-set.ts';
import { isMap, put, valueOf } from '../../base/values.ts';
import { type Shape, shapeOf, type Type } from './merge-schema.ts';
import { fieldType, itemsByElement } from './typed-value.ts';

/** `after` wins if a value cannot be merged. */
export function merge(before: unknown, after: unknown, type: Type): unknown {
  if (after === undefined) return before;
  if (before === undefined || before === null) return after;
  const shape = shapeOf(type, after);
  if (shape.kind === 'map' && isMap(before) && isMap(after)) {
    const merged: Record<string, unknown> = { ...before };
    for (const [name, value] of Object.entries(after))
      put(merged, name, merge(valueOf(before, name), value, fieldType(shape, name)));
    return merged;
  }
  return shape.kind === 'list' && Array.isArray(before) && Array.isArray(after)
    ? mergeItems(before, after, shape)
    : after;
}

/**
 * Shared items have the order of the applied list; an item that only `before` has stays in front of the next shared
 * one.
 */
function mergeItems(before: readonly unknown[], after: readonly unknown[], shape: Shape & { kind: 'list' }): unknown[] {
  const [old, now] = [itemsByElement(shape, before), itemsByElement(shape, after)];
  const [oldOrder, newOrder] = [[...old.keys()], [...now.keys()]];
  const result: unknown[] = [];
  let at = 0;
  for (const [i, element] of newOrder.entries()) {
    const nextShared = newOrder.slice(i).find((other) => old.has(other));
    for (; at < oldOrder.length && oldOrder[at] !== nextShared; at++) {
      if (!now.has(oldOrder[at]!)) result.push(old.get(oldOrder[at]!));
      else if (nextShared === undefined) break;
    }
    result.push(merge(old.get(element), now.get(element), shape.item));
    if (oldOrder[at] === element) at++;
  }
  for (; at < oldOrder.length; at++) if (!now.has(oldOrder[at]!)) result.push(old.get(oldOrder[at]!));
  return result;
}

/** Returns the value without the fields of the set; `undefined` if nothing is left. */
export function removeItems(value: unknown, set: FieldSet, type: Type): unknown {
  const shape = shapeOf(type, value);
  if (shape.kind === 'map' && isMap(value)) {
    const left: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      const element = `f:${name}`;
      if (set.members.has(element)) continue;
      const below = set.children.get(element);
      const kept = below === undefined ? item : removeItems(item, below, fieldType(shape, name));
      if (kept !== undefined) put(left, name, kept);
    }
    return Object.keys(left).length === 0 ? undefined : left;
  }
  if (shape.kind === 'list' && Array.isArray(value)) {
    const left = (value as unknown[]).flatMap((item) => {
      const element = shape.elementOf(item);
      if (set.members.has(element)) return [];
      const below = set.children.get(element);
      const kept = below === undefined ? item : removeItems(item, below, shape.item);
      return kept === undefined ? [] : [kept];
    });
    return left.length === 0 ? undefined : left;
  }
  return value;
}

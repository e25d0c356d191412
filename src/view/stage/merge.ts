/**
 * Returns a sorted list with some items replaced, inserted or (null) removed; the same list when nothing changes. Fast
 * path for thousands of Pods: `stageModel` in derive-stage.ts derives the slots from all objects, and
 * derive-stage.property.test.ts checks that both agree.
 */
export function merge<T, K extends string | number>(
  list: readonly T[],
  keyOf: (item: T) => K,
  changes: ReadonlyMap<K, T | null>,
): readonly T[] {
  const keys = [...changes.keys()].sort((a, b) => (a < b ? -1 : 1));
  const merged: T[] = [];
  let changed = false;
  let from = 0;
  for (const key of keys) {
    const at = firstFrom(list, keyOf, key, from);
    for (; from < at; from++) merged.push(list[from]!);
    const before = at < list.length && keyOf(list[at]!) === key ? list[from++]! : null;
    const item = changes.get(key)!;
    if (item !== null) merged.push(item);
    changed ||= item !== before;
  }
  if (!changed) return list;
  for (; from < list.length; from++) merged.push(list[from]!);
  return merged;
}

/** Index of the first item, from `low` on, whose key is not before `key`. */
function firstFrom<T, K extends string | number>(
  list: readonly T[],
  keyOf: (item: T) => K,
  key: K,
  low: number,
): number {
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(list[middle]!) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns `next`, with each part that equals its counterpart in `previous` replaced by that counterpart. Unchanged
 * parts keep their identity, so only views of changed parts render again. The cost grows with the size of both: it is
 * for small values.
 */
export function shareStructure<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (typeof previous !== 'object' || typeof next !== 'object' || previous === null || next === null) return next;
  if (Array.isArray(previous) !== Array.isArray(next)) return next;
  if (Array.isArray(next)) return shareItems(previous as readonly unknown[], next) as T;
  const [before, after] = [previous as Record<string, unknown>, next as Record<string, unknown>];
  const keys = Object.keys(after);
  let same = keys.length === Object.keys(before).length;
  const shared: Record<string, unknown> = {};
  for (const key of keys) {
    shared[key] = shareStructure(before[key], after[key]);
    same &&= key in before && Object.is(shared[key], before[key]);
  }
  return (same ? previous : shared) as T;
}

function shareItems(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const shared = after.map((item, i) => shareStructure(before[i], item));
  return shared.length === before.length && shared.every((item, i) => Object.is(item, before[i])) ? before : shared;
}

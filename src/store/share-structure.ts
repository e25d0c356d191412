/**
 * `next`, with every part that equals the one at the same place in `previous` replaced by that one. What did not
 * change keeps its identity, so that only the views of what did change render again.
 */
export function shareStructure<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (typeof previous !== 'object' || typeof next !== 'object' || previous === null || next === null) return next;
  if (Array.isArray(previous) !== Array.isArray(next)) return next;
  const [before, after] = [previous as Record<string, unknown>, next as Record<string, unknown>];
  const keys = Object.keys(after);
  let same = keys.length === Object.keys(before).length;
  const shared: Record<string, unknown> = Array.isArray(next) ? ([] as never) : {};
  for (const key of keys) {
    shared[key] = shareStructure(before[key], after[key]);
    same &&= key in before && Object.is(shared[key], before[key]);
  }
  return (same ? previous : shared) as T;
}

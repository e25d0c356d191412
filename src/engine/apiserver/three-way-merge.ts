/**
 * The strategic merge patch that `kubectl apply` sends. It sets written fields that differ from the live object,
 * removes fields that the last apply had and this one lacks, and keeps fields that others added.
 */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go CreateThreeWayMergePatch
import { isMergedSet, keepsOnlyWritten, mergeKeyOf } from './strategic-merge-patch.ts';
import { equal, isMap, put, valueOf } from '../base/values.ts';

type Json = Readonly<Record<string, unknown>>;
type Patch = Record<string, unknown>;

/** The part of a difference to compute. */
type Half = 'changes' | 'removals';

/**
 * @param lastApplied The object of the last `kubectl apply`; `undefined` if there was none: then nothing is removed.
 * @returns `{}` if there is nothing to change.
 */
export function threeWayPatch(lastApplied: unknown, wanted: unknown, live: unknown): Json {
  const [before, after, now] = [lastApplied, wanted, live].map((value) => (isMap(value) ? value : {}));
  return combine(diffFields(before!, after!, 'removals'), diffFields(now!, after!, 'changes'));
}

/** @param keepsOnly True if the object is a union: the live one keeps only the written fields. */
function diffFields(before: Json, after: Json, half: Half, keepsOnly = false): Patch {
  const patch: Patch = {};
  if (half === 'removals')
    for (const field of Object.keys(before)) if (!Object.hasOwn(after, field)) put(patch, field, null);
  for (const [field, value] of Object.entries(after)) {
    const old = valueOf(before, field);
    if (isMap(old) && isMap(value)) {
      const inner = diffFields(old, value, half);
      if (Object.keys(inner).length > 0) put(patch, field, inner);
    } else if (Array.isArray(old) && Array.isArray(value)) Object.assign(patch, diffList(field, old, value, half));
    else if (half === 'changes' && (old === undefined || !equal(old, value))) put(patch, field, value);
  }
  const differs = Object.keys(patch).length > 0 || Object.keys(after).some((field) => !Object.hasOwn(before, field));
  return keepsOnly && differs ? { ...patch, $retainKeys: Object.keys(after).sort() } : patch;
}

function diffList(field: string, before: readonly unknown[], after: readonly unknown[], half: Half): Patch {
  if (isMergedSet(field)) return diffSet(field, before, after, half);
  const key = mergeKeyOf(field, [...before, ...after]);
  const keyed = (item: unknown): item is Json => isMap(item) && key !== undefined && item[key] !== undefined;
  if (key === undefined || !before.every(keyed) || !after.every(keyed)) {
    return half === 'changes' && !equal(before, after) ? { [field]: after } : {};
  }
  const left = [...before];
  const changed = after.flatMap((item) => {
    const at = left.findIndex((other) => equal(other[key], item[key]));
    if (at < 0) return half === 'changes' ? [item] : [];
    const inner = diffFields(left.splice(at, 1)[0]!, item, half, keepsOnlyWritten(field));
    return Object.keys(inner).length > 0 ? [{ ...inner, [key]: item[key] }] : [];
  });
  const removed = half === 'changes' ? [] : left.map((item) => ({ $patch: 'delete', [key]: item[key] }));
  const items = [...changed, ...removed];
  const sameOrder = before.length === after.length && before.every((item, i) => equal(item[key], after[i]![key]));
  return {
    ...(items.length > 0 && { [field]: items }),
    ...((items.length > 0 || !sameOrder) && {
      [`$setElementOrder/${field}`]: after.map((item) => ({ [key]: item[key] })),
    }),
  };
}

function diffSet(field: string, before: readonly unknown[], after: readonly unknown[], half: Half): Patch {
  if (equal(before, after)) return {};
  const added = half === 'changes' ? after.filter((value) => !before.includes(value)) : [];
  const removed = half === 'removals' ? before.filter((value) => !after.includes(value)) : [];
  return {
    ...(added.length > 0 && { [field]: added }),
    ...(removed.length > 0 && { [`$deleteFromPrimitiveList/${field}`]: removed }),
    [`$setElementOrder/${field}`]: after,
  };
}

/** Combines two patches that do not contradict each other; items of merged lists are matched by their key. */
function combine(removals: Json, changes: Json): Patch {
  const result: Patch = { ...removals };
  for (const [field, change] of Object.entries(changes)) {
    const removal = valueOf(removals, field);
    if (isMap(removal) && isMap(change)) put(result, field, combine(removal, change));
    else if (Array.isArray(removal) && Array.isArray(change) && !field.startsWith('$')) {
      result[field] = combineLists(field, removal, change);
    } else put(result, field, change);
  }
  return result;
}

function combineLists(field: string, removals: readonly unknown[], changes: readonly unknown[]): readonly unknown[] {
  const key = mergeKeyOf(field, [...removals, ...changes]);
  if (key === undefined) return changes;
  const left = [...removals] as Json[];
  const both = (changes as readonly Json[]).map((change) => {
    const at = left.findIndex((removal) => removal['$patch'] === undefined && equal(removal[key], change[key]));
    return at < 0 ? change : combine(left.splice(at, 1)[0]!, change);
  });
  return [...both, ...left];
}

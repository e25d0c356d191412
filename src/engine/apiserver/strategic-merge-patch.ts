/**
 * The two ways to merge a patch into an object. A JSON merge patch replaces lists; a strategic merge patch merges the
 * lists of which Kubernetes knows the key that tells items apart.
 */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go
import { badRequest, StatusError } from '../base/status-error.ts';
import { goValue } from '../base/go-value.ts';
import { isMap } from '../base/values.ts';

type Json = Readonly<Record<string, unknown>>;

/** Merge keys of lists, by the field of the list. Lists that are not here are replaced. */
const mergeKeys: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  resourceClaims: 'name',
  ownerReferences: 'uid',
  conditions: 'type',
  podIPs: 'ip',
  hostIPs: 'ip',
};
/** Lists of plain values that are merged as sets. */
const mergedSets = new Set(['finalizers']);

/**
 * `ports` are merged by containerPort in a container, and by port in a Service; other lists by their entry in the
 * table.
 */
export function mergeKeyOf(field: string, items: readonly unknown[]): string | undefined {
  if (field !== 'ports') return mergeKeys[field];
  return items.some((item) => isMap(item) && 'containerPort' in item) ? 'containerPort' : 'port';
}

export const isMergedSet = (field: string): boolean => mergedSets.has(field);

/** Lists whose items are unions: with `$retainKeys`, a patch lists the fields that an item keeps. */
export const keepsOnlyWritten = (field: string): boolean => field === 'volumes' || field === 'resourceClaims';

/** RFC 7386: null removes, objects are merged, other values replace. */
export function mergePatch(current: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  return mergeFields(current, patch, (_, before, change) => mergePatch(before, change));
}

/**
 * A strategic merge patch, with the directives `$patch: delete | replace`, `$retainKeys`, `$deleteFromPrimitiveList/…`
 * and `$setElementOrder/…`.
 *
 * @throws StatusError If a directive is not known, or does not fit.
 */
export function strategicMergePatch(current: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const directive = patch['$patch'];
  if (directive === 'replace') return withoutDirectives(patch);
  if (directive === 'delete') return {};
  if (directive !== undefined) throw badPatchType(directive, patch);
  const merged = mergeFields(keptFields(current, patch), withoutDirectives(patch), (field, before, change) => {
    if (isMap(before) && isMap(change)) return strategicMergePatch(before, change);
    if (!Array.isArray(before) || !Array.isArray(change)) return asNew(change);
    return mergeList(field, before, change);
  }) as Record<string, unknown>;
  for (const [name, values] of Object.entries(patch)) {
    const [, order, field = ''] = /^\$(deleteFromPrimitiveList|setElementOrder)\/(.+)$/.exec(name) ?? [];
    const list = merged[field];
    if (order === undefined || !Array.isArray(list)) continue;
    if (!Array.isArray(values)) throw serverError(`expected a []interface {}, but received a ${goType(values)}`);
    if (order === 'deleteFromPrimitiveList') merged[field] = list.filter((v) => !values.includes(v));
    else merged[field] = inOrder(field, list, values, (current as Json | undefined)?.[field]);
  }
  return merged;
}

const serverError = (message: string): StatusError => new StatusError('', message);

const badPatchType = (type: unknown, item: Json): StatusError =>
  serverError(`unknown patch type: ${goVerb(type)} in map: ${goValue(item)}`);

/** As Go's `%s` prints it. */
const goVerb = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '%!s(<nil>)' : `%!s(${goType(value)}=${goValue(value)})`;

function goType(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map[string]interface {}';
}

/** With `$retainKeys`, the patch says which fields stay, and holds no others. */
function keptFields(current: unknown, patch: Json): unknown {
  const kept = patch['$retainKeys'];
  if (kept === undefined) return current;
  if (!Array.isArray(kept)) throw badRequest('invalid patch format of retainKeys');
  const written = Object.entries(patch).filter(([field, value]) => value !== null && !field.startsWith('$'));
  if (!written.every(([field]) => kept.includes(field))) {
    throw new StatusError('Invalid', 'the server rejected our request due to an error in our request');
  }
  return isMap(current)
    ? Object.fromEntries(Object.entries(current).filter(([field]) => kept.includes(field)))
    : current;
}

/** Returns a value that is not there yet as it is stored: without nulls, and without the parts that hold a directive. */
function asNew(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !hasDirective(item)).map(asNew);
  if (!isMap(value)) return value;
  if (hasDirective(value)) return undefined;
  const fields = Object.entries(withoutDirectives(value)).filter(([, field]) => field !== null && !hasDirective(field));
  return Object.fromEntries(fields.map(([name, field]) => [name, asNew(field)]));
}

const hasDirective = (value: unknown): value is Json => isMap(value) && value['$patch'] !== undefined;

/** Returns the named items in their given order; each other item stays before the items that it was before. */
function inOrder(field: string, list: readonly unknown[], order: readonly unknown[], before: unknown): unknown[] {
  const key = isMergedSet(field) ? undefined : mergeKeyOf(field, list);
  const idOf = (item: unknown): unknown => (key !== undefined && isMap(item) ? item[key] : item);
  const [ids, old] = [order.map(idOf), (Array.isArray(before) ? before : []).map(idOf)];
  const named = list
    .filter((item) => ids.includes(idOf(item)))
    .sort((a, b) => ids.indexOf(idOf(a)) - ids.indexOf(idOf(b)));
  const others = list.filter((item) => !ids.includes(idOf(item)));
  const result: unknown[] = [];
  for (const item of named) {
    const place = old.indexOf(idOf(item));
    while (others.length > 0 && old.indexOf(idOf(others[0])) < place) result.push(others.shift());
    result.push(item);
  }
  return [...result, ...others];
}

function withoutDirectives(patch: Json): Json {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')));
}

function mergeFields(
  current: unknown,
  patch: Json,
  merge: (field: string, before: unknown, change: unknown) => unknown,
): unknown {
  const result = new Map(Object.entries(isMap(current) ? current : {}));
  for (const [field, change] of Object.entries(patch)) {
    const merged = change === null ? undefined : merge(field, result.get(field), change);
    if (merged === undefined) result.delete(field);
    else result.set(field, merged);
  }
  return Object.fromEntries(result);
}

/** Items of the patch stand first, unless they stood behind others before. */
function mergeList(field: string, before: readonly unknown[], patch: readonly unknown[]): unknown[] {
  const key = isMergedSet(field) ? undefined : mergeKeyOf(field, [...before, ...patch]);
  if (key === undefined && !isMergedSet(field)) return [...patch];
  const all = [...before, ...patch];
  if (all.some(Array.isArray)) {
    throw new StatusError('Invalid', 'the server rejected our request due to an error in our request');
  }
  if (new Set(all.map(goType)).size > 1) {
    throw serverError(`list element types are not identical: [${goValue(before)} ${goValue(patch)}]`);
  }
  if (key === undefined || !all.every(isMap)) return inOrder(field, [...new Set(all)], patch, before);
  const plain = patch.filter((item) => !hasDirective(item)) as Json[];
  let result = before as readonly Json[];
  for (const item of patch.filter(hasDirective)) {
    const directive = item['$patch'];
    if (directive === 'merge') throw serverError('merging lists cannot yet be specified in the patch');
    if (directive !== 'delete' && directive !== 'replace') throw badPatchType(directive, item);
    if (directive === 'delete') result = result.filter((other) => other[key] !== keyIn(item, key));
  }
  if (patch.some((item) => hasDirective(item) && item['$patch'] === 'replace')) return plain.map(asNew);
  const merged = [...result];
  for (const item of plain) {
    const at = merged.findIndex((other) => other[key] === keyIn(item, key));
    if (at >= 0) merged[at] = strategicMergePatch(merged[at], item) as Json;
    else merged.push(asNew(item) as Json);
  }
  return inOrder(field, merged, plain, before);
}

function keyIn(item: Json, key: string): unknown {
  if (item[key] === undefined) throw serverError(`map: ${goValue(item)} does not contain declared merge key: ${key}`);
  return item[key];
}

/**
 * The two ways to merge a patch into an object. A JSON merge patch replaces lists; a strategic merge patch merges the
 * lists of which Kubernetes knows the key that tells items apart.
 */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Merge key of a list, by the field that holds it. Lists that are not here are replaced whole. */
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

/** `ports` is merged by containerPort in a container, by port in a Service; anything else by its table entry. */
export function mergeKeyOf(field: string, items: readonly unknown[]): string | undefined {
  if (field !== 'ports') return mergeKeys[field];
  return items.some((item) => isObject(item) && 'containerPort' in item) ? 'containerPort' : 'port';
}

export const isMergedSet = (field: string): boolean => mergedSets.has(field);

/** Lists whose items are unions: a patch says with `$retainKeys` which fields an item keeps. */
export const keepsOnlyWritten = (field: string): boolean => field === 'volumes' || field === 'resourceClaims';

/** RFC 7386: null removes, objects merge, all else replaces. */
export function mergePatch(current: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  return mergeFields(current, patch, (_, before, change) => mergePatch(before, change));
}

/**
 * A strategic merge patch, with the directives `$patch: delete | replace`, `$retainKeys`, `$deleteFromPrimitiveList/…`
 * and `$setElementOrder/…`.
 */
export function strategicMergePatch(current: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  if (patch['$patch'] === 'replace') return withoutDirectives(patch);
  if (patch['$patch'] === 'delete') return {};
  const kept = patch['$retainKeys'];
  const merged = mergeFields(
    Array.isArray(kept) && isObject(current)
      ? Object.fromEntries(Object.entries(current).filter(([field]) => kept.includes(field)))
      : current,
    withoutDirectives(patch),
    (field, before, change) =>
      Array.isArray(change)
        ? mergeList(field, Array.isArray(before) ? before : [], change)
        : strategicMergePatch(before, change),
  ) as Record<string, unknown>;
  for (const [directive, values] of Object.entries(patch)) {
    const [, name, field = ''] = /^\$(deleteFromPrimitiveList|setElementOrder)\/(.+)$/.exec(directive) ?? [];
    const list = merged[field];
    if (!Array.isArray(list) || !Array.isArray(values)) continue;
    if (name === 'deleteFromPrimitiveList') merged[field] = list.filter((v) => !values.includes(v));
    else merged[field] = inOrder(field, list, values, (current as Json | undefined)?.[field]);
  }
  return merged;
}

/** The named items in the order in which they are named; each other one before those that it stood before. */
function inOrder(field: string, list: readonly unknown[], order: readonly unknown[], before: unknown): unknown[] {
  const key = isMergedSet(field) ? undefined : mergeKeyOf(field, list);
  const idOf = (item: unknown): unknown => (key !== undefined && isObject(item) ? item[key] : item);
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
  const result: Record<string, unknown> = isObject(current) ? { ...current } : {};
  for (const [field, change] of Object.entries(patch)) {
    if (change === null) delete result[field];
    else result[field] = merge(field, result[field], change);
  }
  return result;
}

function mergeList(field: string, before: readonly unknown[], patch: readonly unknown[]): unknown[] {
  if (isMergedSet(field)) return [...new Set([...before, ...patch])];
  const key = mergeKeyOf(field, [...before, ...patch]);
  if (key === undefined) return [...patch];
  if (patch.some((item) => isObject(item) && item['$patch'] === 'replace')) {
    return patch.filter((item) => !(isObject(item) && item['$patch'] === 'replace'));
  }
  const result = [...before];
  for (const item of patch) {
    if (!isObject(item)) continue;
    const at = result.findIndex((other) => isObject(other) && other[key] === item[key]);
    if (item['$patch'] === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = strategicMergePatch(result[at], item);
    else result.push(strategicMergePatch({}, item));
  }
  return result;
}

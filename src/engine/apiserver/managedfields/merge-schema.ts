/** Describes how the fields of a kind are merged and owned: one by one, item by item, or as a whole. */
// Models sigs.k8s.io/structured-merge-diff/schema and the list and map types of Kubernetes' OpenAPI
import { type Field, isAtomic, structOf } from '../../api/fields.ts';
import type { Manifest } from '../../api/types.ts';
import { resourceOfKind } from '../../api/resources.ts';
import { isMap } from '../../base/values.ts';

export type Type = Pick<Field, 'name' | 'type' | 'container' | 'merge'>;

/** `whole` is a scalar, an atomic list or an atomic map. */
export type Shape =
  | { readonly kind: 'whole' }
  | { readonly kind: 'map'; fieldType(name: string): Type | undefined; readonly declares: (name: string) => boolean }
  | { readonly kind: 'list'; elementOf(item: unknown): string; readonly item: Type };

const whole: Shape = { kind: 'whole' };
const scalar = (name: string): Type => ({ name, type: 's', container: '' });
const anything = (name: string): Type => ({ name, type: '*', container: '' });

/** Keys of lists in parts that the table of fields does not describe: statuses. */
const undescribed: Readonly<Record<string, string>> = { conditions: 'type', podIPs: 'ip', addresses: 'type' };

/**
 * Returns the type of an object. The types of a custom resource are not known: its maps are merged, its lists are
 * atomic.
 */
export function typeOfObject({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): Type {
  const known = resourceOfKind(apiVersion, kind) !== undefined && structOf(kind) !== undefined;
  return known ? { name: '', type: kind, container: '' } : anything('');
}

export function shapeOf(type: Type, value: unknown): Shape {
  const { name, merge } = type;
  if (type.container === '[') return merge === undefined ? whole : listBy(merge, itemOf(type));
  if (type.container === '{') {
    return merge === undefined ? { kind: 'map', fieldType: () => itemOf(type), declares: () => false } : whole;
  }
  if (type.type === '*') {
    if (Array.isArray(value))
      return Object.hasOwn(undescribed, name) ? listBy(undescribed[name]!, anything('')) : whole;
    return isMap(value) ? { kind: 'map', fieldType: fieldOfAnything, declares: () => true } : whole;
  }
  const struct = structOf(type.type);
  if (struct === undefined || (isAtomic(type.type) && merge !== '-')) return whole;
  return {
    kind: 'map',
    fieldType: (field) => struct.get(field) ?? (name === '' && isTypeMeta(field) ? scalar(field) : undefined),
    declares: (field) => struct.has(field),
  };
}

const isTypeMeta = (field: string): boolean => field === 'apiVersion' || field === 'kind';

const fieldOfAnything = (name: string): Type =>
  name === 'metadata' ? { name, type: 'ObjectMeta', container: '' } : anything(name);

const itemOf = ({ type }: Type): Type => ({ name: '', type, container: '' });

function listBy(merge: string, item: Type): Shape {
  const keys = merge === '' ? [] : merge.split(',');
  return {
    kind: 'list',
    item,
    elementOf: (value) => {
      if (keys.length === 0) return `v:${JSON.stringify(value)}`;
      const key = keys.map((name) => [name, (isMap(value) ? value[name] : undefined) ?? defaultKey(item, name)]);
      return `k:${JSON.stringify(Object.fromEntries(key))}`;
    },
  };
}

function defaultKey(item: Type, name: string): unknown {
  if (name === 'protocol') return 'TCP';
  return structOf(item.type)?.get(name)?.type === 'i' ? 0 : '';
}

/** Returns the empty value of a field that is present wherever its parent is, as Go encodes it: not omitted if empty. */
export function emptyOf({ name, type, container }: Type): object | undefined {
  if (container === '[') return name === 'containers' ? [] : undefined;
  const isPart = /^(metadata|spec|template|jobTemplate|updateStrategy|strategy|resources)$/.test(name);
  return container === '' && isPart && structOf(type) !== undefined ? {} : undefined;
}

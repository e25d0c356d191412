/** Lists the fields of a typed value, and the fields in which two values differ. */
// Models sigs.k8s.io/structured-merge-diff/typed (compare.go, tofieldset.go, validate.go)
import { equal, isMap, valueOf } from '../../base/values.ts';
import { elementText, FieldSet, type Path } from '../../api/managedfields/field-set.ts';
import { emptyOf, type Shape, shapeOf, type Type } from './merge-schema.ts';

export interface Comparison {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Returns the type of a field; a field without one may be anything. */
export const fieldType = (shape: Shape & { kind: 'map' }, name: string): Type =>
  shape.fieldType(name) ?? { name, type: '*', container: '' };

/** Returns the items of a list by path element; of several with the same one, the first. */
export function itemsByElement(shape: Shape & { kind: 'list' }, list: unknown): ReadonlyMap<string, unknown> {
  const items = new Map<string, unknown>();
  for (const item of Array.isArray(list) ? (list as unknown[]) : []) {
    const element = shape.elementOf(item);
    if (!items.has(element)) items.set(element, item);
  }
  return items;
}

export function compare(before: unknown, after: unknown, type: Type): Comparison {
  const result = { added: new FieldSet(), modified: new FieldSet(), removed: new FieldSet() };
  compareAt([], before, after, type, result);
  return result;
}

function compareAt(path: Path, before: unknown, after: unknown, type: Type, result: Comparison): void {
  if (before === after) return;
  const shape = shapeOf(type, after ?? before);
  const whole = shape.kind === 'whole' || (isEmpty(before) && isEmpty(after)) || !sameForm(before, after);
  if (whole) {
    if (before === undefined) result.added.insert(path);
    else if (after === undefined) result.removed.insert(path);
    else if (!equal(before, after)) result.modified.insert(path);
    return;
  }
  if (shape.kind === 'map') {
    const [old, now] = [(before ?? {}) as Record<string, unknown>, (after ?? {}) as Record<string, unknown>];
    for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const field = fieldType(shape, name);
      const absent = before !== undefined && after !== undefined ? emptyOf(field) : undefined;
      compareAt([...path, `f:${name}`], valueOf(old, name) ?? absent, valueOf(now, name) ?? absent, field, result);
    }
  } else if (shape.kind === 'list') {
    const [old, now] = [itemsByElement(shape, before), itemsByElement(shape, after)];
    for (const element of new Set([...old.keys(), ...now.keys()])) {
      compareAt([...path, element], old.get(element), now.get(element), shape.item, result);
    }
  }
  if (before === undefined) result.added.insert(path);
  else if (after === undefined) result.removed.insert(path);
}

const sameForm = (a: unknown, b: unknown): boolean =>
  a === undefined || b === undefined || (typeof a === typeof b && Array.isArray(a) === Array.isArray(b));

/** Returns the fields of a value: its leaves, and the items of its lists. */
export function toFieldSet(value: unknown, type: Type): FieldSet {
  const set = new FieldSet();
  collect([], value, type, set);
  return set;
}

function collect(path: Path, value: unknown, type: Type, set: FieldSet): void {
  const shape = shapeOf(type, value);
  if (shape.kind === 'whole') return set.insert(path);
  if (shape.kind === 'map') {
    if (!isMap(value)) return;
    for (const [name, item] of Object.entries(value)) {
      const at = [...path, `f:${name}`];
      collect(at, item, fieldType(shape, name), set);
      if (item === null || (isMap(item) && isEmpty(item)) || !shape.declares(name)) set.insert(at);
    }
    return;
  }
  for (const [element, item] of itemsByElement(shape, value)) {
    const at = [...path, element];
    collect(at, item, shape.item, set);
    set.insert(at);
  }
}

/** Returns the set with the named fields of structs of which it contains only parts. */
export function withNamedFields(set: FieldSet, type: Type, value: unknown): FieldSet {
  const shape = shapeOf(type, value);
  const result = new FieldSet();
  for (const member of set.members) result.members.add(member);
  const items = shape.kind === 'list' ? itemsByElement(shape, value) : undefined;
  for (const [element, child] of set.children) {
    const name = element.slice(2);
    const isField = shape.kind === 'map' && element.startsWith('f:');
    if (isField && shape.declares(name)) result.members.add(element);
    const itemType = isField ? fieldType(shape, name) : shape.kind === 'list' ? shape.item : undefined;
    const item = isField ? valueOf(value as Record<string, unknown> | undefined, name) : items?.get(element);
    result.children.set(element, itemType === undefined ? child : withNamedFields(child, itemType, item));
  }
  return result;
}

/** Returns the errors of a value in the format of the merge library, each with its path. */
export function validate(value: unknown, type: Type): readonly string[] {
  if (value === null || value === undefined) return [];
  const { container, type: name } = type;
  if (container === '[' ? !Array.isArray(value) : (container === '{' || /^\w\w/.test(name)) && !isMap(value)) {
    return [`: expected ${container === '[' ? 'list' : 'map'}, got ${goValue(value)}`];
  }
  if (Array.isArray(value)) return validateItems(value, type);
  if (!isMap(value)) return validateScalar(value, name);
  const shape = shapeOf({ ...type, merge: container === '{' ? undefined! : '-' }, value);
  const errors: string[] = [];
  if (shape.kind !== 'map') return validateScalar(value, name);
  for (const [field, item] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const declared = shape.fieldType(field);
    if (declared === undefined) return [...errors, `.${field}: field not declared in schema`];
    errors.push(...validate(item, declared).map((error) => `.${field}${error}`));
  }
  return errors;
}

function validateItems(list: readonly unknown[], type: Type): readonly string[] {
  const shape = shapeOf(type, list);
  const item: Type = { name: '', type: type.type, container: '' };
  if (shape.kind !== 'list') {
    return list.flatMap((value, i) => validate(value, item).map((error) => `[${i}]${error}`));
  }
  const seen = new Set<string>();
  return list.flatMap((value) => {
    const element = shape.elementOf(value);
    const errors = validate(value, item).map((error) => elementText(element) + error);
    if (seen.has(element)) errors.unshift(`: duplicate entries for key ${elementText(element)}`);
    seen.add(element);
    return errors;
  });
}

function validateScalar(value: unknown, type: string): readonly string[] {
  const wanted =
    type === 'i' || type === 'I' ? 'number' : type === 'b' ? 'boolean' : /^[stB]$/.test(type) ? 'string' : undefined;
  if (wanted === undefined || typeof value === wanted) return [];
  const words = wanted === 'number' ? 'numeric (int or float)' : wanted;
  return [`: expected ${words}, got ${goValue(value)}`];
}

const goValue = (value: unknown): string => `&value.valueUnstructured{Value:${goSyntax(value)}}`;

/** Returns a value as Go's `%#v` prints it. */
function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isMap(value)) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[string]interface {}{${fields.map(([name, item]) => `${JSON.stringify(name)}:${goSyntax(item)}`).join(', ')}}`;
}

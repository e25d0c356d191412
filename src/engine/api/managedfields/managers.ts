/** Managers of an object's fields: `metadata.managedFields`, decoded. */
// Models apimachinery/pkg/util/managedfields/internal (managedfields.go, fields.go, pathelement.go)
import { isMap } from '../../base/values.ts';
import type { Manifest } from '../types.ts';
import { FieldSet, type FieldsV1 } from './field-set.ts';

/** An entry of `metadata.managedFields`. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time?: string;
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: FieldsV1;
  readonly subresource?: string;
}

/** Key of an entry. */
export type Manager = Pick<ManagedFieldsEntry, 'manager' | 'operation' | 'apiVersion' | 'subresource'>;

export interface Managed extends Manager {
  readonly time?: string;
  readonly set: FieldSet;
}

/** By {@link idOf}. */
export type Managers = ReadonlyMap<string, Managed>;

/** The field managers of a write. */
export interface FieldsNote {
  readonly by: Manager;
  /** The new object as it was sent, with defaults, before admission changed it. */
  readonly sent?: Manifest;
  /** The managers after the write, if they do not follow from the change. */
  readonly managers?: Managers;
}

/** An applier is the same for every version of the API. */
export const idOf = ({ manager, operation, apiVersion, subresource }: Manager): string =>
  JSON.stringify([manager, operation, operation === 'Apply' ? '' : apiVersion, subresource ?? '']);

/** Sorts by operation, time, manager, version and subresource. */
export function encode(managers: Managers): readonly ManagedFieldsEntry[] {
  return [...managers.values()]
    .map(({ set, time, manager, operation, apiVersion, subresource }): ManagedFieldsEntry => ({
      apiVersion,
      fieldsType: 'FieldsV1',
      fieldsV1: set.toFieldsV1(),
      manager,
      operation,
      ...(subresource !== undefined && { subresource }),
      ...(time !== undefined && { time }),
    }))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

const order = ({ operation, time = '', manager, apiVersion, subresource = '' }: Manager & { time?: string }): string =>
  [operation, time, manager, apiVersion, subresource].join('\0');

/** @returns `undefined` if a client may not send the entries. */
export function decode(entries: unknown): Managers | undefined {
  if (!Array.isArray(entries)) return undefined;
  const managers = new Map<string, Managed>();
  for (const sent of entries as (Partial<ManagedFieldsEntry> | null)[]) {
    const entry = sent ?? {};
    const { manager = '', operation, apiVersion = '', time, fieldsV1, subresource } = entry;
    // An empty entry resets the list.
    if (Object.keys(entry).length === 0) continue;
    if (operation !== 'Apply' && operation !== 'Update') return undefined;
    if (fieldsV1 != null && !isMap(fieldsV1)) return undefined;
    const set = FieldSet.fromFieldsV1(fieldsV1 ?? {});
    const managed: Managed = {
      manager,
      operation,
      apiVersion,
      set,
      ...(time !== undefined && { time }),
      ...(subresource !== undefined && subresource !== '' && { subresource }),
    };
    managers.set(idOf(managed), managed);
  }
  return managers;
}

/** Returns true if both own the same fields; times are ignored. */
export function sameManagers(a: Managers, b: Managers): boolean {
  return a.size === b.size && [...a].every(([id, { set }]) => (b.get(id)?.set ?? new FieldSet()).equals(set));
}

/** Field managers of objects that were read elsewhere, judged by those that a real API server wrote down. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FieldSet, type FieldsV1 } from '../api/managedfields/field-set.ts';
import { encode, type ManagedFieldsEntry } from '../api/managedfields/managers.ts';
import type { KubernetesObject, Manifest } from '../api/types.ts';
import { noteOf } from './found-managers.ts';
import { normalObject } from './normal-object.ts';

const recording = new URL('../../live/testing/recordings/streams.jsonl', import.meta.url);

interface Seen {
  readonly kind: string;
  readonly metadata: KubernetesObject['metadata'] & { readonly managedFields?: readonly ManagedFieldsEntry[] };
}

/** Objects of a real cluster that somebody had applied, each with other managers. */
function appliedObjects(): readonly Seen[] {
  const seen = new Map<string, Seen>();
  for (const line of readFileSync(recording, 'utf8').split('\n')) {
    if (!line.includes('last-applied-configuration')) continue;
    const { object } = (JSON.parse(line) as { line?: { object?: Seen } }).line ?? {};
    const entries = object?.metadata.managedFields;
    if (object === undefined || entries === undefined || object.kind === 'ControllerRevision') continue;
    if (object.metadata.ownerReferences !== undefined) continue;
    const key = JSON.stringify([object.kind, entries.map(({ manager, fieldsV1 }) => [manager, fieldsV1])]);
    seen.set(key, object);
  }
  return [...seen.values()];
}

/** All fields of some managers; an apply ignores the status. */
const fieldsOf = (entries: readonly ManagedFieldsEntry[]): FieldsV1 =>
  entries
    .reduce((set, { fieldsV1 }) => set.union(FieldSet.fromFieldsV1(fieldsV1)), new FieldSet())
    .without(FieldSet.of(['f:status']))
    .toFieldsV1();

const client = ({ manager }: ManagedFieldsEntry): boolean => manager === 'kubectl-client-side-apply';
const other = (entry: ManagedFieldsEntry): boolean => !client(entry);

describe('managers of an object with a last applied configuration and without managedFields', () => {
  const objects = appliedObjects();

  it('are judged by several kinds and moments', () => {
    expect(new Set(objects.map(({ kind }) => kind))).toEqual(new Set(['Service', 'StatefulSet', 'Deployment']));
    expect(objects.length).toBeGreaterThan(10);
  });

  for (const [i, object] of objects.entries()) {
    it(`${i + 1}: ${object.kind} ${object.metadata.name}`, () => {
      const { managedFields: real = [], ...metadata } = object.metadata;
      const found = normalObject({ ...object, metadata } as unknown as Manifest)!;
      const made = encode(noteOf(found, undefined, 'kubectl').managers!);
      expect(fieldsOf(made.filter(client))).toEqual(fieldsOf(real.filter(client)));
      expect(fieldsOf(made.filter(other))).toEqual(fieldsOf(real.filter(other)));
      // With its managedFields, nothing is assumed.
      expect(fieldsOf(encode(noteOf(found, real, 'another').managers!))).toEqual(fieldsOf(real));
    });
  }
});

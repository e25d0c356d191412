/** Compares the engine's table of fields with the types of kubernetes-models, from which the editor's schema is made. */
import { expect, it } from 'vitest';
import { structOf } from '../src/engine/api/fields.ts';
import { readFieldDocs } from './field-docs/build.mjs';

/** Structs that represent types of several API versions, or share their name with another type. */
const several = ['Event', 'HorizontalPodAutoscalerSpec', 'ResourceClaim'];

/** The package's notation for a type of the table. */
const written: Readonly<Record<string, string>> = {
  s: 'string',
  B: 'string',
  i: 'integer',
  I: 'integer',
  b: 'boolean',
};
const containers = { '': '', '[': '[]', '{': 'map[string]' } as const;

const types = await readFieldDocs();
const isKind = (path: string): boolean =>
  ['apiVersion', 'kind', 'metadata'].every((field) => types[path]?.fields?.[field] !== undefined);

/** Returns the structs that the kinds of the table reach, each with the package's type that it represents. */
function reachedStructs(): ReadonlyMap<string, string> {
  const reached = new Map<string, string>();
  const visit = (name: string, path: string): void => {
    const struct = structOf(name);
    if (struct === undefined || reached.has(name)) return;
    reached.set(name, path);
    for (const { name: field, type } of struct.values()) {
      const target = types[path]?.fields?.[field]?.[0].split('@')[1];
      if (target !== undefined) visit(type, target);
    }
  };
  for (const path of Object.keys(types)) if (isKind(path)) visit(path.slice(path.lastIndexOf('/') + 1), path);
  return reached;
}

const reached = reachedStructs();

it('reaches most structs of the table', () => {
  expect(reached.size).toBeGreaterThan(200);
});

it.each([...reached].filter(([name]) => !several.includes(name)))('%s has the fields of %s', (name, path) => {
  const expected = types[path]!.fields!;
  const fields = [...structOf(name)!.values()];
  expect(fields.map((field) => field.name).sort()).toEqual(
    Object.keys(expected)
      .filter((field) => !isKind(path) || (field !== 'apiVersion' && field !== 'kind'))
      .sort(),
  );
  for (const { name: field, type, container } of fields) {
    // The package has no details about fields of any type, and about types with a text format of their own.
    if (type === '*') continue;
    const [shown] = expected[field]![0].split('@');
    expect(`${field} ${shown}`).toBe(`${field} ${containers[container]}${written[type] ?? ''}`);
  }
});

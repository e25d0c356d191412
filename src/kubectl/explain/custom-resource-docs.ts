/** The descriptions of a custom resource, from the schema of its definition. */
// Models apiextensions-apiserver/pkg/controller/openapi/builder
import type { ObjectView, ResourceInfo } from '../../engine/index.ts';
import { field, list, text } from '../resources/fields.ts';
import type { FieldDoc, FieldDocs, TypeDoc } from './field-docs.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A kind whose `apiVersion`, `kind` and `metadata` have the usual descriptions. */
const anyKind = 'v1/Pod';

export interface Described {
  readonly docs: FieldDocs;
  /** The name of the type of the kind. */
  readonly root: string;
}

/** Adds the descriptions of a custom resource; `undefined` if it is not defined in this version. */
export function withCustomResource(
  view: ObjectView,
  { resource, kind, version }: ResourceInfo,
  docs: FieldDocs,
): Described | undefined {
  const definition = view.get('customresourcedefinitions', resource);
  const served = list(definition, 'spec.versions').find((one) => text(one, 'name') === version);
  if (served === undefined) return undefined;
  const types: Record<string, TypeDoc> = {};
  const schema = (field(served, 'schema.openAPIV3Schema') ?? {}) as Schema;
  const { apiVersion, kind: kindDoc, metadata } = docs[anyKind]?.fields ?? {};
  const root = `${resource}/${version}/${kind}`;
  const own = typeDoc(schema, root, types);
  types[root] = { ...own, fields: { ...own.fields, ...defined({ apiVersion, kind: kindDoc, metadata }) } };
  return { docs: { ...docs, ...types }, root };
}

const defined = (fields: Readonly<Record<string, FieldDoc | undefined>>): Readonly<Record<string, FieldDoc>> =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, FieldDoc] => entry[1] !== undefined));

/** @param path The path of the schema; a nested type has a longer path, and so another name. */
function typeDoc(schema: Schema, path: string, types: Record<string, TypeDoc>): TypeDoc {
  const required = list(schema, 'required');
  const fields = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>).map(
    ([name, inner]): [string, FieldDoc] => {
      const type = typeName(inner, `${path}/${name}`, types);
      const head = [type, text(inner, 'description'), required.includes(name) ? 1 : 0] as const;
      const values = list(inner, 'enum').map(String);
      return [name, values.length === 0 ? head : [...head, values]];
    },
  );
  return { doc: text(schema, 'description'), fields: Object.fromEntries(fields) };
}

/** Objects in a definition have no names: all are shown as `Object`. */
function typeName(schema: Schema, path: string, types: Record<string, TypeDoc>): string {
  const [items, values] = [schema['items'], schema['additionalProperties']];
  if (typeof items === 'object' && items !== null) return `[]${typeName(items as Schema, path, types)}`;
  if (typeof values === 'object' && values !== null)
    return `map[string]${typeName(values as Schema, `${path}/*`, types)}`;
  const type = text(schema, 'type');
  if (schema['properties'] === undefined) return type === 'object' || type === '' ? 'Object' : type;
  // The field already has its description; the items of a list have a separate one.
  const name = `${path}/Object`;
  types[name] = { ...typeDoc(schema, path, types), doc: '' };
  return `@${name}`;
}

/** Kubernetes' descriptions of its types and their fields, made by tooling/field-docs when the lab is built. */

/** In a type, `@` stands before the name of another: `[]@v1/Container`. */
export type FieldDoc = readonly [type: string, doc: string, required?: number, values?: readonly string[]];

export interface TypeDoc {
  readonly doc: string;
  /** The JSON type, for a type that is always written as the same kind of single value. */
  readonly json?: string;
  /** Absent for a type that is written as a single value. */
  readonly fields?: Readonly<Record<string, FieldDoc>>;
}

export type FieldDocs = Readonly<Record<string, TypeDoc>>;

/** Returns the type that a field holds, or whose list or map it holds. */
export function typeOf([type]: FieldDoc, docs: FieldDocs): TypeDoc | undefined {
  const at = type.indexOf('@');
  return at < 0 ? undefined : docs[type.slice(at + 1)];
}

/** Returns the list and map prefix of a type: `map[string][]` of `map[string][]@v1/Pod`. */
export const prefixOf = (type: string): string => /^(?:\[\]|map\[string\])*/.exec(type)![0];

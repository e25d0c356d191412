/** Kubernetes' descriptions of its types and their fields, made by tooling/field-docs when the lab is built. */

/** In a type, `@` stands before the name of another: `[]@v1/Container`. */
export type FieldDoc = readonly [type: string, doc: string, required?: number, values?: readonly string[]];

export interface TypeDoc {
  readonly doc: string;
  /** Absent of what is written as one value. */
  readonly fields?: Readonly<Record<string, FieldDoc>>;
}

export type FieldDocs = Readonly<Record<string, TypeDoc>>;

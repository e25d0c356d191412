/** A change of one field of a manifest. */
export interface FieldEdit {
  readonly path: readonly (string | number)[];
  /** Null removes the field. */
  readonly value: string | number | null;
}

/** Reads values that may be absent and whose type the decoder has checked. */

export type Json = Readonly<Record<string, unknown>>;

/** Returns a list of structs; an empty one if the field is absent. */
export const list = (value: unknown): readonly Json[] => (value ?? []) as readonly Json[];

/** Returns a struct; an empty one if the field is absent. */
export const record = (value: unknown): Json => (value ?? {}) as Json;

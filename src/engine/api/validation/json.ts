/** Reads of values whose type the decoder has checked, and which may be absent. */

export type Json = Readonly<Record<string, unknown>>;

/** Returns a list of structs; an empty one for a field that is absent. */
export const list = (value: unknown): readonly Json[] => (value ?? []) as readonly Json[];

/** Returns a struct; an empty one for a field that is absent. */
export const record = (value: unknown): Json => (value ?? {}) as Json;

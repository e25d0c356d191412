/** Parts of the schema that several files of the format use. */
import * as v from 'valibot';

/** Describes a field, for the editor and for the pages about the format. */
export interface Described {
  readonly en: string;
  readonly zh: string;
  /** The field as it is written in a file. */
  readonly example?: string;
}

/** Returns a schema with a description. */
export const described = <Schema extends v.GenericSchema>(schema: Schema, en: string, zh: string, example?: string) =>
  v.pipe(schema, v.metadata({ en, zh, ...(example !== undefined && { example }) } satisfies Described));

type Kinds = Readonly<Record<string, v.GenericSchema>>;

/** The kinds of a value, by the key that only that kind has. */
export interface ByKey {
  readonly kinds: Kinds;
  /** The schema of a text; absent if the value must be a map. */
  readonly line?: v.GenericSchema<string>;
}

const notOne = (expected: string) => v.custom<never>(() => false, `expected ${expected}`);

/** Returns the schema of a value of one of several kinds, so that a mistake inside is reported at its place. */
export function byKey<const K extends Kinds>(kinds: K, line?: v.GenericSchema<string>, expected?: string) {
  const names = Object.keys(kinds);
  const words = expected ?? `${line === undefined ? '' : 'a kubectl command, or '}one of ${names.join(', ')}`;
  const schema = v.lazy((input: unknown): v.GenericSchema => {
    if (typeof input === 'string' && line !== undefined) return line;
    const key = names.find((known) => typeof input === 'object' && input !== null && Object.hasOwn(input, known));
    return key === undefined ? notOne(words) : kinds[key]!;
  });
  return Object.assign(schema as unknown as v.GenericSchema<unknown, v.InferOutput<K[keyof K]>>, {
    kinds,
    ...(line !== undefined && { line }),
  });
}

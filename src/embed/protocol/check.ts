/** Validates messages of the host page. They may be anything. */
import * as v from 'valibot';
import { type Field, type Fields, inWords } from './fields.ts';
import { type Hello, helloType, type Request, requests, type RequestType, type Trouble } from './messages.ts';

type Schema = v.GenericSchema<unknown>;

/** Returns the schema of a field, with a message that describes the valid values. */
function schemaOf(field: Field): Schema {
  const words = inWords(field);
  switch (field.is) {
    case 'text':
      return v.pipe(v.string(words), v.maxLength(field.max, words));
    case 'flag':
      return v.boolean(words);
    case 'choice':
      return v.picklist(field.of, words);
    case 'whole':
      return v.pipe(v.number(words), v.safeInteger(words), v.minValue(0, words), v.maxValue(field.max, words));
    case 'number':
      return v.pipe(v.number(words), v.minValue(0, words), v.maxValue(field.max, words));
  }
}

/** Unknown fields are ignored: a newer page may send more. */
const objectOf = (fields: Fields) =>
  v.object(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const schema = schemaOf(field);
        return [name, field.optional ? v.optional(schema) : schema];
      }),
    ),
  );

const schemas = Object.fromEntries(Object.entries(requests).map(([type, fields]) => [type, objectOf(fields)]));
const idWords = 'a whole number of at least 0';
const idSchema = v.optional(v.pipe(v.number(idWords), v.safeInteger(idWords), v.minValue(0, idWords)));
const hello = v.object({
  type: v.literal(helloType),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  id: v.pipe(v.string(), v.maxLength(100)),
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns a hello, or null for anything else. */
export function readHello(data: unknown): Hello | null {
  const { success, output } = v.safeParse(hello, data);
  return success ? output : null;
}

/** The result of reading a message: a request, the error in it, or null for a message to ignore. */
export type Read = { readonly request: Request } | { readonly id?: number; readonly error: Trouble } | null;

/** The three ways to begin a cluster. */
const beginnings = ['example', 'manifest', 'link'] as const;

/** Reads a message of the port. Messages of unknown types are ignored. */
export function readRequest(data: unknown): Read {
  if (!isObject(data) || typeof data.type !== 'string' || !Object.hasOwn(requests, data.type)) return null;
  const type = data.type as RequestType;
  const id = v.safeParse(idSchema, data.id);
  if (!id.success) return { error: { field: 'id', message: `id must be ${idWords}` } };
  const parsed = v.safeParse(schemas[type]!, data);
  const about = id.output === undefined ? {} : { id: id.output };
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = String(issue.path?.[0]?.key ?? 'type');
    return { ...about, error: { field, message: `${field} must be ${wordsOf(type, field)}` } };
  }
  const fields = parsed.output as Readonly<Record<string, unknown>>;
  if (type === 'load') {
    const given = beginnings.filter((name) => fields[name] !== undefined);
    const message = `load must have one of ${beginnings.join(', ')}`;
    if (given.length !== 1) return { ...about, error: { field: given[1] ?? 'example', message } };
  }
  return { request: { type, ...about, ...fields } as Request };
}

function wordsOf(type: RequestType, field: string): string {
  const fields: Fields = requests[type];
  return fields[field] === undefined ? 'as documented' : inWords(fields[field]);
}

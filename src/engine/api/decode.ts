/**
 * Decodes a manifest as strictly as the API server does for kubectl: refuses unknown fields (unless the client allows
 * them) and values of the wrong type, with the texts of Go's decoder. Normalizes the result: drops zero values without
 * a meaning, and writes quantities in their canonical form, so that equal manifests give equal objects.
 */
import type { WriteOptions } from './requests.ts';
import { resourceOfKind } from './resources.ts';
import { badRequest, type FieldError } from '../base/status-error.ts';
import { isMap } from '../base/values.ts';
import { type Field, type Struct, structOf } from './fields.ts';
import { canonicalQuantity, milli, parseQuantity, quantityError } from './quantity.ts';
import type { Manifest } from './types.ts';

type Json = Record<string, unknown>;

const goTypes: Record<string, string> = {
  s: 'string',
  i: 'int32',
  I: 'int64',
  b: 'bool',
  q: 'resource.Quantity',
  t: 'v1.Time',
  B: '[]uint8',
  x: 'int32',
};

/** A value that does not have the type of its field. */
export class TypeMismatch extends Error {
  constructor(
    message: string,
    readonly path: string,
    readonly value: unknown,
    readonly goType: string,
  ) {
    super(message);
  }
}

interface Position {
  /** The path in errors about unknown fields: with list indices. */
  readonly path: string;
  /**
   * The path in errors of Go's decoder: the innermost struct, then the fields with embedded structs, without indices.
   */
  readonly struct: string;
  readonly fields: string;
}

/**
 * Returns the manifest, checked and normalized. Kinds that the lab does not know are returned unchanged.
 * @throws StatusError BadRequest; its causes contain the paths of the fields.
 */
export function decodeStrict(manifest: Manifest, { fieldValidation, onWarning }: WriteOptions = {}): Manifest {
  const { kind, apiVersion } = manifest;
  const read = decode(manifest);
  if ('decoded' in read) return read.decoded;
  if (read.known !== undefined && (fieldValidation === 'Warn' || fieldValidation === 'Ignore')) {
    if (fieldValidation === 'Warn') for (const { message } of read.causes) onWarning?.(message);
    return read.known;
  }
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${read.why}`, read.causes);
}

export interface Undecodable {
  /** The text of Go's decoder. */
  readonly why: string;
  readonly causes: readonly FieldError[];
  /** Absent if the types are right but fields are unknown. */
  readonly mismatch?: TypeMismatch;
  /** The manifest without its unknown fields, if there are no other errors. */
  readonly known?: Manifest;
}

/** Returns the manifest, checked and normalized, or the error in it. */
export function decode(manifest: Manifest): { readonly decoded: Manifest } | Undecodable {
  const { apiVersion, kind, ...fields } = manifest;
  const struct = resourceOfKind(apiVersion, kind) && structOf(kind);
  if (struct === undefined) return { decoded: manifest };
  const unknown: string[] = [];
  let known: Manifest;
  try {
    const decoded = decodeStruct(fields, struct, { path: '', struct: kind, fields: '' }, unknown);
    // In Go, a spec is never absent, only empty.
    const spec = struct.has('spec') && { spec: {} };
    known = { apiVersion, kind, ...spec, ...decoded };
    if (unknown.length === 0) return { decoded: known };
  } catch (error) {
    if (!(error instanceof TypeMismatch)) throw error;
    const { path: field, message } = error;
    return { why: message, causes: [{ type: 'FieldValueTypeInvalid', field, message }], mismatch: error };
  }
  const causes = unknown.map((field): FieldError => ({
    type: 'FieldValueInvalid',
    field,
    message: `unknown field "${field}"`,
  }));
  return { why: `strict decoding error: ${causes.map(({ message }) => message).join(', ')}`, causes, known };
}

/** Returns the error in a manifest's metadata, or `undefined`. Unknown fields are ignored. */
export function checkObjectMeta(metadata: unknown): { message: string; field: string } | undefined {
  if (metadata === undefined || metadata === null) return undefined;
  try {
    decodeValue(
      metadata,
      { type: 'ObjectMeta' },
      { path: 'metadata', struct: 'metadataOnlyObject', fields: 'metadata' },
      [],
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof TypeMismatch)) throw error;
    return { message: error.message, field: error.path };
  }
}

function decodeStruct(value: Json, struct: Struct, at: Position, unknown: string[]): Json {
  const result: Json = {};
  // Clients send the fields sorted; if several are wrong, the first is reported.
  for (const [name, given] of Object.entries(value).sort(byKey)) {
    const path = at.path === '' ? name : `${at.path}.${name}`;
    const field = struct.get(name);
    if (field === undefined) {
      // A claim template contains its kind.
      if ((name === 'apiVersion' || name === 'kind') && struct.has('status')) result[name] = given;
      else unknown.push(path);
      continue;
    }
    if (given === null || given === undefined) continue;
    const fields = [at.fields, field.embedded, name].filter((part) => part !== '').join('.');
    const decoded = decodeField(given, field, { path, struct: at.struct, fields }, unknown);
    if (field.keepsZero || !isZero(decoded)) result[name] = decoded;
  }
  return result;
}

function isZero(value: unknown): boolean {
  return value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
}

function decodeField(value: unknown, field: Field, at: Position, unknown: string[]): unknown {
  if (field.container === '[') {
    if (!Array.isArray(value)) return mismatch(value, `[]${goTypeOf(field)}`, at);
    return value.map((item, i) =>
      decodeValue(item ?? zeroOf(field.type), field, { ...at, path: `${at.path}[${i}]` }, unknown),
    );
  }
  if (field.container === '{') {
    const goType = field.goType === undefined ? `map[string]${goTypeOf(field)}` : goTypeOf(field);
    if (!isMap(value)) return mismatch(value, goType, at);
    const entries = Object.entries(value)
      .sort(byKey)
      .map(([key, item]) => {
        const path = `${at.path}.${key}`;
        const decoded = decodeValue(item ?? zeroOf(field.type), { type: field.type }, { ...at, path }, unknown);
        // Quantities in resource lists are exact to a thousandth.
        return [key, field.type === 'q' ? canonicalQuantity(decoded as string, milli) : decoded];
      });
    // An empty map equals an absent one.
    return entries.length === 0 ? '' : Object.fromEntries(entries);
  }
  return decodeValue(value, field, at, unknown);
}

type Type = Pick<Field, 'type' | 'goType'>;

function decodeValue(value: unknown, field: Type, at: Position, unknown: string[]): unknown {
  const { type } = field;
  switch (type) {
    case '*':
      return value;
    case 's':
    case 't':
      return typeof value === 'string' ? value : mismatch(value, goTypeOf(field), at);
    case 'B': {
      if (typeof value !== 'string') return mismatch(value, goTypeOf(field), at);
      const wrong = wrongBase64(value);
      if (wrong === undefined) return value;
      throw new TypeMismatch(`illegal base64 data at input byte ${wrong}`, at.path, value, '[]uint8');
    }
    case 'b':
      return typeof value === 'boolean' ? value : mismatch(value, 'bool', at);
    case 'i':
    case 'I':
      return Number.isInteger(value) && Math.abs(value as number) < (type === 'i' ? 2 ** 31 : 2 ** 63)
        ? value
        : mismatch(value, goTypeOf(field), at);
    case 'x':
      return typeof value === 'string' || Number.isInteger(value) ? value : mismatch(value, goTypeOf(field), at);
    case 'q':
      if ((typeof value === 'string' || typeof value === 'number') && parseQuantity(value) !== undefined) {
        return canonicalQuantity(value);
      }
      throw new TypeMismatch(quantityError, at.path, value, 'resource.Quantity');
  }
  if (!isMap(value)) return mismatch(value, `v1.${type}`, at);
  return decodeStruct(value, structOf(type)!, { ...at, struct: type }, unknown);
}

/** Returns the value that replaces a null inside a list or a map. */
const zeroOf = (type: string): unknown =>
  /^[stB]$/.test(type) ? '' : type === 'b' ? false : /^[iIqx]$/.test(type) ? 0 : type === '*' ? null : {};

function goTypeOf({ type, goType = type }: Type): string {
  if (goType === '*') return 'interface {}';
  return goTypes[goType] ?? (goType.includes('.') ? goType : `v1.${goType}`);
}

/** Returns the offset of the byte at which Go's base64 decoder fails. Line breaks are ignored. */
function wrongBase64(text: string): number | undefined {
  let [at, inGroup] = [0, 0];
  const skipBreaks = (): void => {
    while (text[at] === '\n' || text[at] === '\r') at++;
  };
  for (skipBreaks(); /[A-Za-z0-9+/]/.test(text[at] ?? ''); skipBreaks()) [at, inGroup] = [at + 1, (inGroup + 1) % 4];
  if (at === text.length) return inGroup === 0 ? undefined : at - inGroup;
  if (text[at] !== '=' || inGroup < 2) return at;
  at++;
  if (inGroup === 2) {
    skipBreaks();
    if (text[at] !== '=') return at === text.length ? at : at - 1;
    at++;
  }
  skipBreaks();
  return at === text.length ? undefined : at;
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

function mismatch(value: unknown, goType: string, { path, struct, fields }: Position): never {
  const given = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
  // Go's error contains the number only if the field expects a number.
  const shown = typeof value === 'number' && goType.startsWith('int') ? `number ${value}` : given;
  throw new TypeMismatch(
    `json: cannot unmarshal ${shown} into Go struct field ${struct}.${fields} of type ${goType}`,
    path,
    value,
    goType,
  );
}

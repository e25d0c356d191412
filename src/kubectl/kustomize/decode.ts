/** Decodes a value as Go's JSON decoder decodes it into a struct, with its errors. */
// Models sigs.k8s.io/yaml (UnmarshalStrict) and go/src/encoding/json/decode.go
import { BuildError } from './build-error.ts';

export type Type =
  | 'string'
  | 'bool'
  | 'int64'
  | { readonly list: Type }
  | { readonly map: Type }
  | {
      /** Go's name of the type. */
      readonly struct: string;
      readonly fields: Readonly<Record<string, Type>>;
      /** Fields of the type that the lab refuses. */
      readonly absent?: readonly string[];
    };

/** @throws BuildError */
export function decode(value: unknown, type: Type): unknown {
  return read(value, type, '');
}

const invalid = (message: string): BuildError =>
  new BuildError(`invalid Kustomization: error unmarshaling JSON: while decoding JSON: json: ${message}`);

/** @param path The path of the value, beginning with the name of the outermost struct. */
function read(value: unknown, type: Type, path: string): unknown {
  // null does not change a field.
  if (value === null || value === undefined) return undefined;
  const misfit = (): BuildError => {
    const where = path === '' ? 'value' : `struct field ${path}`;
    return invalid(`cannot unmarshal ${goKind(value)} into Go ${where} of type ${goName(type)}`);
  };
  if (typeof type === 'string') {
    const fits = {
      string: typeof value === 'string',
      bool: typeof value === 'boolean',
      int64: Number.isInteger(value),
    };
    if (!fits[type]) throw misfit();
    return value;
  }
  if ('list' in type) {
    if (!Array.isArray(value)) throw misfit();
    return value.map((item: unknown) => read(item, type.list, path) ?? zero(type.list));
  }
  if (typeof value !== 'object' || Array.isArray(value)) throw misfit();
  const entries = Object.entries(value);
  if ('map' in type) {
    return Object.fromEntries(entries.map(([key, item]) => [key, read(item, type.map, path) ?? zero(type.map)]));
  }
  return Object.fromEntries(
    entries.flatMap(([key, item]) => {
      if (type.absent?.includes(key)) {
        throw new BuildError(
          `the lab's kustomize cannot do what the field '${path === '' ? key : `${path.replace(/^\w+\./, '')}.${key}`}' asks for`,
        );
      }
      const inner = Object.hasOwn(type.fields, key) ? type.fields[key] : undefined;
      if (inner === undefined) throw invalid(`unknown field ${JSON.stringify(key)}`);
      const decoded = read(item, inner, `${path === '' ? type.struct : path}.${key}`);
      return decoded === undefined ? [] : [[key, decoded]];
    }),
  );
}

const zero = (type: Type): unknown =>
  type === 'string' ? '' : type === 'bool' ? false : type === 'int64' ? 0 : 'list' in type ? [] : {};

function goName(type: Type): string {
  if (typeof type === 'string') return type;
  if ('list' in type) return `[]${goName(type.list)}`;
  return 'map' in type ? `map[string]${goName(type.map)}` : type.struct;
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** Resolves YAML scalars as kubectl does: with the YAML 1.1 rules of Go's `yaml.v2`, which sigs.k8s.io/yaml uses. */
import {
  boolYaml11Tag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  load,
  mergeTag,
  NOT_RESOLVED,
  nullYaml11Tag,
  type Schema,
} from 'js-yaml';

const int = /^([-+]?)(?:(0[xX][0-9a-fA-F]+)|(0[bB][01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const firstChars = [...'+-.0123456789'];

function toInt(source: string): number | typeof NOT_RESOLVED {
  const [, sign, hex, binary, octal, decimal] = int.exec(source.replaceAll('_', '')) ?? [];
  const digits = hex ?? binary ?? (octal === undefined ? decimal : `0o${octal}`);
  return digits === undefined || !/^[-+]?\d/.test(source)
    ? NOT_RESOLVED
    : Number(digits) * (sign === '-' ? -1 : 1) || 0;
}

function toFloat(source: string): number | typeof NOT_RESOLVED {
  const plain = source.replaceAll('_', '');
  return float.test(plain) ? Number(plain) : NOT_RESOLVED;
}

const scalarTag = (name: string, resolve: (source: string) => number | typeof NOT_RESOLVED) =>
  defineScalarTag(name, { implicit: true, implicitFirstChars: firstChars, resolve, identify: () => false });

/**
 * `yes`, `on` and `y` are booleans, 0777 and 0o777 are octal, 1e3 is a number, 08 is the number 8, 1:30 and dates are
 * strings, and `<<` merges.
 */
export const schema: Schema = FAILSAFE_SCHEMA.withTags(
  nullYaml11Tag,
  boolYaml11Tag,
  scalarTag('tag:yaml.org,2002:int', toInt),
  scalarTag('tag:yaml.org,2002:float', toFloat),
  mergeTag,
);

/** Returns the value of an unquoted scalar. */
export const plainScalarValue = (text: string): unknown => load(text, { schema });

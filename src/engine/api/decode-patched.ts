/**
 * Decodes an object after a patch. Errors refer to the patch, not to its fields; those of a strategic merge patch have
 * the texts of the converter for untyped objects instead of those of the JSON decoder.
 */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go and apimachinery/pkg/runtime/converter.go
import type { PatchOptions, PatchType } from './requests.ts';
import { goValue } from '../base/go-value.ts';
import { invalid } from '../base/status-error.ts';
import { decode, type TypeMismatch } from './decode.ts';
import type { Manifest } from './types.ts';
import { invalidField } from './validation/errors.ts';

/** @throws StatusError Invalid; its cause contains the place as `at`. */
export function decodePatched(patched: Manifest, type: PatchType, patch: unknown, options: PatchOptions): Manifest {
  const read = decode(patched);
  if ('decoded' in read) return read.decoded;
  const { why, causes, mismatch, known } = read;
  if (known !== undefined && options.fieldValidation !== undefined && options.fieldValidation !== 'Strict') {
    if (options.fieldValidation === 'Warn') for (const { message } of causes) options.onWarning?.(message);
    return known;
  }
  const [value, detail] =
    type === 'strategic'
      ? [goValue(patch), mismatch === undefined ? why : converterError(mismatch)]
      : [JSON.stringify(patched), why];
  throw invalid('', '', '', [{ ...invalidField('patch', value, detail), at: causes.map(({ field }) => field) }]);
}

function converterError({ value, goType, message }: TypeMismatch): string {
  const kind = goKind(value);
  if (goType.startsWith('[]')) return `cannot restore slice from ${kind}`;
  if (goType.startsWith('map[')) return `cannot restore map from ${kind}`;
  if (kind.endsWith('64') && /^(string|int..)$/.test(goType) && (kind === 'int64' || goType !== 'string')) {
    return `cannot convert ${kind} to ${goType}`;
  }
  if (/^(string|bool|int..)$/.test(goType)) return `unrecognized type: ${goType}`;
  return goType === 'resource.Quantity' || !goType.startsWith('v1.') ? message : `cannot restore struct from: ${kind}`;
}

function goKind(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? 'slice' : typeof value === 'object' ? 'map' : 'string';
}

/** Reads the texts of `kubectl patch -p` as the API server does. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go and github.com/evanphx/json-patch
import { StatusError } from '../../engine/index.ts';
import { parseValue } from '../../manifests/parse.ts';
import { failure } from '../errors/failure.ts';
import { jsonSyntaxError } from '../text/go-json.ts';

/** Converts a patch to JSON as kubectl does: text that begins with a brace is sent unchanged, anything else is YAML. */
export function toJson(text: string): string {
  if (/^\s*\{/.test(text)) return text;
  const read = parseValue(text);
  if ('error' in read) throw failure(`unable to parse ${JSON.stringify(text)}: ${read.error}`);
  return JSON.stringify(read.value ?? null);
}

/** Reads a strategic or JSON merge patch, converted by {@link toJson}. */
export function readMergePatch(json: string, type: 'strategic' | 'merge'): unknown {
  const wrong = jsonSyntaxError(json);
  const value: unknown = wrong === undefined ? JSON.parse(json) : undefined;
  const error =
    wrong ??
    (isMap(value)
      ? undefined
      : `json: cannot unmarshal ${goKind(value)} into Go value of type map[string]interface {}`);
  if (error !== undefined) throw badPatch(type === 'merge' ? `error decoding patch: ${error}` : error);
  return value ?? {};
}

const isMap = (value: unknown): boolean => value === null || (typeof value === 'object' && !Array.isArray(value));

/** Reads the operations of a JSON Patch. */
export function readJsonPatch(json: string): readonly unknown[] {
  const wrong = jsonSyntaxError(json);
  const operations: unknown = wrong === undefined ? JSON.parse(json) : undefined;
  if (Array.isArray(operations)) return operations as unknown[];
  const error = wrong ?? `json: cannot unmarshal ${goKind(operations)} into Go value of type []handlers.jsonPatchOp`;
  throw badPatch(`error decoding patch: ${error}`);
}

const badPatch = (message: string): StatusError => new StatusError('BadRequest', message);

const goKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
};

/** The texts of `kubectl patch -p`, read as the API server reads them. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go and github.com/evanphx/json-patch
import { existsIn, getIn, immutableJSONPatch, type JSONPatchOperation, parsePath } from 'immutable-json-patch';
import { type JsonPatch, StatusError } from '../engine/index.ts';
import { parseValue } from '../manifests/parse.ts';
import { failure } from './failure.ts';
import { jsonSyntaxError } from './go-json.ts';

/** What kubectl itself makes of the text: JSON that begins with a brace goes to the server as it is, all else is YAML. */
export function toJson(text: string): string {
  if (/^\s*\{/.test(text)) return text;
  const read = parseValue(text);
  if ('error' in read) throw failure(`unable to parse ${JSON.stringify(text)}: ${read.error}`);
  return JSON.stringify(read.value ?? null);
}

/** A strategic or JSON merge patch, out of {@link toJson}. */
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

/** The operations of a JSON Patch, to be carried out on an object. */
export function readJsonPatch(json: string): JsonPatch {
  const wrong = jsonSyntaxError(json);
  const operations: unknown = wrong === undefined ? JSON.parse(json) : undefined;
  const error =
    wrong ??
    (Array.isArray(operations)
      ? undefined
      : `json: cannot unmarshal ${goKind(operations)} into Go value of type []handlers.jsonPatchOp`);
  if (error !== undefined) throw badPatch(`error decoding patch: ${error}`);
  return (object) => {
    try {
      return immutableJSONPatch<unknown, object>(object, operations as JSONPatchOperation[], { before: mustBeThere });
    } catch {
      // Whatever it was, the server keeps it to itself.
      throw new StatusError('Invalid', 'the server rejected our request due to an error in our request');
    }
  };
}

/** The library passes over some operations on what is not there; RFC 6902 and the server do not. */
function mustBeThere(document: unknown, operation: JSONPatchOperation): Record<string, never> {
  const path = parsePath(document, operation.path);
  const source = 'from' in operation ? parsePath(document, operation.from) : undefined;
  const last = path.at(-1);
  const parent: unknown = path.length === 0 ? {} : getIn(document, path.slice(0, -1));
  if (source !== undefined && !existsIn(document, source)) throw new Error('no such path');
  if (typeof parent !== 'object' || parent === null) throw new Error('no such path');
  if (Array.isArray(parent)) {
    const index = Number(last);
    const end =
      operation.op === 'replace' || operation.op === 'remove' || operation.op === 'test'
        ? parent.length - 1
        : parent.length;
    if (!/^\d+$/.test(last ?? '') || index > end) throw new Error('no such index');
  }
  if ((operation.op === 'replace' || operation.op === 'remove') && !existsIn(document, path))
    throw new Error('no such path');
  return {};
}

const badPatch = (message: string): StatusError => new StatusError('BadRequest', message);

const goKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
};

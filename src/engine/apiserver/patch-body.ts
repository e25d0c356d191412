/** Checks the body of a patch. A real API server checks it while it decodes it. */
// Models kubernetes/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/patch.go
import type { PatchType } from '../api/requests.ts';
import { badRequest } from '../base/status-error.ts';
import { isMap } from '../base/values.ts';

const before: Readonly<Record<PatchType, string>> = {
  apply: 'error decoding YAML: error unmarshaling JSON: while decoding JSON: ',
  json: 'error decoding patch: ',
  merge: 'error decoding patch: ',
  strategic: '',
};

/**
 * Returns the body; for `null`, which changes nothing, an empty one.
 * @throws StatusError BadRequest, in the words of Go's decoder.
 */
export function patchBody(type: PatchType, body: unknown): unknown {
  const refuse = (value: unknown, goType: string): never => {
    const found = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    throw badRequest(`${before[type]}json: cannot unmarshal ${found} into Go value of type ${goType}`);
  };
  if (body === null && type === 'merge') throw badRequest('Invalid JSON Patch');
  if (type !== 'json') return body === null || isMap(body) ? (body ?? {}) : refuse(body, 'map[string]interface {}');
  if (body === null) return [];
  if (!Array.isArray(body)) return refuse(body, '[]handlers.jsonPatchOp');
  for (const operation of body) if (operation !== null && !isMap(operation)) refuse(operation, 'handlers.jsonPatchOp');
  return body;
}

/** Patches of objects that kubectl changes itself, without a request: `--overrides`, and `kubectl patch --local`. */
// Models kubectl/pkg/cmd/patch/patch.go (getPatchedJSON) and github.com/evanphx/json-patch
import { jsonPatch, mergePatch, type PatchType, StatusError, strategicMergePatch } from '../../engine/index.ts';
import { failure } from '../errors/failure.ts';
import { isFields } from '../resources/fields.ts';
import { jsonSyntaxError } from '../text/go-json.ts';

export type ClientPatchType = Exclude<PatchType, 'apply'>;

export const isPatchType = (text: string): text is ClientPatchType => ['json', 'merge', 'strategic'].includes(text);

/** As it was typed: of any types. */
type Operation = Readonly<Record<string, unknown>>;

/**
 * Returns the patched object.
 * @throws CommandFailure for a text that is no patch of this type, or does not fit the object.
 */
export function patchedLocally(object: object, json: string, type: ClientPatchType): object {
  const wrong = jsonSyntaxError(json);
  const patch: unknown = wrong === undefined ? JSON.parse(json) : undefined;
  if (type === 'json') return operated(object, patch, wrong);
  if (type === 'merge') {
    if (Array.isArray(patch)) throw failure('json: cannot unmarshal array into Go value of type unstructured.detector');
    if (!isFields(patch)) throw failure('Invalid JSON Patch');
    return mergePatch(object, patch) as object;
  }
  if (wrong !== undefined || (patch !== null && !isFields(patch))) throw failure('invalid JSON document');
  try {
    return strategicMergePatch(object, patch ?? {}) as object;
  } catch (error) {
    throw error instanceof StatusError ? failure(error.message) : error;
  }
}

/** As many operations as the API server takes. */
const maxOperations = 10_000;

/**
 * Applies a JSON Patch.
 * @throws CommandFailure that names the first operation that fails.
 */
function operated(object: object, patch: unknown, wrong: string | undefined): object {
  if (wrong !== undefined) throw failure(wrong);
  if (!Array.isArray(patch)) {
    const kind = isFields(patch) ? 'object' : typeof patch;
    throw failure(`json: cannot unmarshal ${kind} into Go value of type jsonpatch.Patch`);
  }
  if (patch.length > maxOperations) throw failure(`the patch has more than ${maxOperations} operations`);
  const stray: unknown = patch.find((operation) => operation !== null && !isFields(operation));
  if (stray !== undefined) {
    const kind = Array.isArray(stray) ? 'array' : typeof stray === 'boolean' ? 'bool' : typeof stray;
    throw failure(`json: cannot unmarshal ${kind} into Go value of type jsonpatch.Operation`);
  }
  const operations = patch as readonly (Operation | null)[];
  /** Applies the first operations, with one limit of work for all of them. */
  const first = (count: number): object | undefined => {
    try {
      return jsonPatch(object, operations.slice(0, count)) as object;
    } catch (error) {
      if (error instanceof StatusError) return undefined;
      throw error;
    }
  };
  const patched = first(operations.length);
  if (patched !== undefined) return patched;
  let [done, failed] = [0, operations.length];
  while (failed - done > 1) {
    const half = (done + failed) >> 1;
    if (first(half) === undefined) failed = half;
    else done = half;
  }
  throw failure(operationError(first(done)!, operations[done] ?? {}));
}

function operationError(document: object, operation: Operation): string {
  const textOf = (field: string): string | undefined =>
    typeof operation[field] === 'string' ? operation[field] : undefined;
  const op = textOf('op') ?? 'unknown';
  if (!['add', 'copy', 'move', 'remove', 'replace', 'test'].includes(op)) return `Unexpected kind: ${op}`;
  const path = textOf('path');
  if (path === undefined) return `${op} operation failed to decode path: missing value`;
  if (op === 'test') return `testing value ${path} failed: test failed`;
  const place = op === 'move' || op === 'copy' ? (textOf('from') ?? '') : path;
  const steps = place.split('/').slice(1);
  const last = steps.pop() ?? '';
  const parent = steps.reduce<unknown>(
    (value, step) => (isFields(value) || Array.isArray(value) ? (value as Record<string, unknown>)[step] : undefined),
    document,
  );
  if (Array.isArray(parent)) {
    const why = /^\d+$/.test(last)
      ? `Unable to access invalid index: ${last}: invalid index referenced`
      : `value was not a proper array index: '${last}': strconv.Atoi: parsing ${JSON.stringify(last)}: invalid syntax`;
    return `error in ${op} for path: '${place}': ${why}`;
  }
  if (!isFields(parent))
    return `${op} operation does not apply: doc is missing path: ${JSON.stringify(place)}: missing value`;
  return `error in ${op} for path: '${op === 'move' ? last : place}': Unable to remove nonexistent key: ${last}: missing value`;
}

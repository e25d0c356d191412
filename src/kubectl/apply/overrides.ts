/** `--overrides`: changes to the object that a command creates. */
// Models kubectl/pkg/cmd/util/override_options.go
import { jsonPatch, type Manifest, strategicMergePatch } from '../../engine/index.ts';
import { failure } from '../errors/failure.ts';
import { isFields } from '../resources/fields.ts';
import { jsonSyntaxError } from '../text/go-json.ts';
import type { FlagSpec, Flags } from '../flags/flags.ts';
import { readJsonPatch, readMergePatch, toJson } from './patches.ts';

export const overrideFlags: readonly FlagSpec[] = [
  {
    name: 'override-type',
    type: 'string',
    default: 'merge',
    values: ['json', 'merge', 'strategic'],
    usage: 'How the generated object is overridden: json, merge, or strategic.',
  },
  { name: 'overrides', type: 'string', usage: 'An inline JSON override for the generated object.' },
];

/** Returns the error for text that is not JSON, by the type of the override. */
const badJson: Readonly<Record<string, (wrong: string) => string>> = {
  json: (wrong) => wrong,
  merge: () => 'Invalid JSON Patch',
  strategic: () => 'invalid JSON document',
};

export function overridden(object: Manifest, flags: Flags): Manifest {
  const text = flags.string('overrides');
  if (text === '') return object;
  const type = flags.string('override-type');
  const json = toJson(text);
  const wrong = jsonSyntaxError(json);
  if (wrong !== undefined) throw failure(badJson[type]?.(wrong) ?? `invalid override type: ${type}`);
  if (type === 'json') return jsonPatch(object, readJsonPatch(json)) as Manifest;
  if (type === 'merge') return merged(object, readMergePatch(json, 'merge')) as Manifest;
  if (type === 'strategic') return strategicMergePatch(object, readMergePatch(json, 'strategic')) as Manifest;
  throw failure(`invalid override type: ${type}`);
}

/** A JSON merge patch: `null` removes a field. */
function merged(value: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const result: Record<string, unknown> = isFields(value) ? { ...value } : {};
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete result[key];
    else result[key] = merged(result[key], change);
  }
  return result;
}

/** `--overrides`: changes to the object that a command creates. */
// Models kubectl/pkg/cmd/util/override_options.go
import type { Manifest } from '../../engine/index.ts';
import { failure } from '../errors/failure.ts';
import type { FlagSpec, Flags } from '../flags/flags.ts';
import { isPatchType, patchedLocally } from './local-patch.ts';
import { toJson } from './patches.ts';

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

export function overridden(object: Manifest, flags: Flags): Manifest {
  const text = flags.string('overrides');
  if (text === '') return object;
  const type = flags.string('override-type');
  if (!isPatchType(type)) throw failure(`invalid override type: ${type}`);
  return patchedLocally(object, toJson(text), type) as Manifest;
}

/** `--cascade`: the handling of an object's dependents when it is deleted. */
// Models kubectl/pkg/cmd/util/helpers.go (GetCascadingStrategy)
import { type PropagationPolicy, valueOf } from '../../engine/index.ts';
import { type Chunk, complain } from '../command.ts';
import { failure } from '../errors/failure.ts';
import { type Flags, isBool, toBool } from './flags.ts';

const policies: Readonly<Record<string, PropagationPolicy>> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
};

/** The flag was once a boolean; such values still work, with a warning. */
export function* readCascade(flags: Flags): Generator<Chunk, PropagationPolicy> {
  const given = flags.string('cascade');
  const policy = valueOf(policies, given);
  if (policy !== undefined) return policy;
  if (isBool(given)) {
    const name = toBool(given) ? 'background' : 'orphan';
    yield complain(
      `warning: --cascade=${given} is deprecated (boolean value) and can be replaced with --cascade=${name}.\n`,
    );
    return policies[name]!;
  }
  throw failure(`invalid cascade value (${given}). Must be "background", "foreground", or "orphan"`);
}

/** An object that `kubectl create KIND NAME` creates. */
import type { Manifest } from '../../../../engine/index.ts';
import type { KubectlEnvironment, ParsedArgs } from '../../../command.ts';
import type { FlagSpec } from '../../../flags/flags.ts';

export const appendHashFlag: FlagSpec = {
  name: 'append-hash',
  type: 'bool',
  usage: 'Append a hash of what the object holds to its name.',
};

export interface Generator {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly short: string;
  readonly usage: string;
  readonly flags?: readonly FlagSpec[];
  /** Prefix of the server's refusal, e.g. `failed to create deployment:`. */
  readonly failed?: string;
  readonly build: (name: string, parsed: ParsedArgs, env: KubectlEnvironment) => Manifest;
}

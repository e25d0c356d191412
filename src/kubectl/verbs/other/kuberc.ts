/** `kubectl kuberc`: the lab has no kuberc files. */
import type { Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';

export const kuberc: Command = {
  name: 'kuberc',
  short: 'Manage kuberc configuration files',
  usage: 'SUBCOMMAND',
  completes: 'none',
  *run() {
    throw failure('the lab has no kuberc files');
  },
};

/** `kubectl certificate`: not supported; it prints a message. */
import type { Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, hasFiles } from '../../files/files.ts';
import { objectFlags } from '../../flags/print-flags.ts';

const decision = (name: string, short: string): Command => ({
  name,
  short,
  usage: '(-f FILENAME | NAME)',
  flags: [
    ...fileFlags('identifying the resource to update'),
    ...objectFlags,
    { name: 'force', type: 'bool', usage: 'Update the CSR even if it is already decided.' },
  ],
  completes: 'none',
  *run({ args, flags }) {
    if (args.length === 0 && !hasFiles(flags))
      throw failure('one or more CSRs must be specified as <name> or -f <filename>');
    throw failure('the lab signs no certificates');
  },
});

export const certificate: Command = {
  name: 'certificate',
  short: 'Modify certificate resources',
  subcommands: [
    decision('approve', 'Approve a certificate signing request'),
    decision('deny', 'Deny a certificate signing request'),
  ],
};

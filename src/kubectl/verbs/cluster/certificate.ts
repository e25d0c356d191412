/** `kubectl certificate`: finds the requests, and says that the lab signs none. */
import type { Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, hasFiles } from '../../files/files.ts';
import { objectFlags } from '../../flags/print-flags.ts';
import { findObjects } from '../../resources/find-objects.ts';
import { Aside, visitAll } from '../../resources/visit.ts';

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
  *run(parsed, env) {
    const files = hasFiles(parsed.flags);
    if (parsed.args.length === 0 && !files) {
      throw failure('one or more CSRs must be specified as <name> or -f <filename>');
    }
    const args = files ? parsed.args : ['certificatesigningrequests', ...parsed.args];
    yield* visitAll(findObjects(parsed, env, { args }), () => {
      throw new Aside('the lab signs no certificates');
    });
    return 0;
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

/** `kubectl version` */
import { type Command, print } from '../command.ts';

export const version: Command = {
  name: 'version',
  short: 'Print the client and server version information',
  flags: [{ name: 'client', type: 'bool', usage: 'If true, shows client version only (no server required).' }],
  completes: 'none',
  *run({ flags }) {
    yield print('Client Version: v1.36.4\nKustomize Version: v5.8.1\n');
    if (!flags.bool('client')) yield print('Server Version: v1.36.2\n');
    return 0;
  },
};

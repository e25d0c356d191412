/** Commands that kubectl has and the lab cannot carry out: each says why. */
import type { Command } from '../command.ts';
import { failure } from '../failure.ts';
import type { FlagSpec } from '../flags.ts';

const absent = (name: string, short: string, why: string, usage = '', flags: readonly FlagSpec[] = []): Command => ({
  name,
  short,
  ...(usage !== '' && { usage }),
  flags,
  completes: 'none',
  *run() {
    throw failure(why);
  },
});

const certificateDecision = (name: string, short: string): Command => ({
  name,
  short,
  usage: '(-f FILENAME | NAME)',
  flags: [{ name: 'force', type: 'bool', usage: 'Update the CSR even if it is already decided.' }],
  completes: 'none',
  *run({ args }) {
    if (args.length === 0) throw failure('one or more CSRs must be specified as <name> or -f <filename>');
    throw failure('the lab signs no certificates');
  },
});

const certificate: Command = {
  name: 'certificate',
  short: 'Modify certificate resources',
  subcommands: [
    certificateDecision('approve', 'Approve a certificate signing request'),
    certificateDecision('deny', 'Deny a certificate signing request'),
  ],
};

const debug: Command = {
  name: 'debug',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  usage: '(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
  flags: [
    { name: 'container', short: 'c', type: 'string', usage: 'Container name to use for debug container.' },
    { name: 'copy-to', type: 'string', usage: 'Create a copy of the target Pod with this name.' },
    { name: 'image', type: 'string', usage: 'Container image to use for debug container.' },
    { name: 'profile', type: 'string', default: 'general', usage: 'Debugging profile.' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'If true, suppress informational messages.' },
    { name: 'share-processes', type: 'bool', default: 'true', usage: 'With --copy-to: share the process namespace.' },
    { name: 'stdin', short: 'i', type: 'bool', usage: 'Keep stdin open on the container(s) in the pod.' },
    { name: 'target', type: 'string', usage: 'Target the processes of this container.' },
    { name: 'tty', short: 't', type: 'bool', usage: 'Allocate a TTY for the debugging container.' },
  ],
  completes: 'pods',
  *run({ args, dash }) {
    if ((dash < 0 ? args.length : dash) === 0) throw failure('NAME or TYPE/NAME is required for debug');
    throw failure('the lab has no debugging containers; look into the ones that there are with kubectl exec');
  },
};

const pluginList: Command = {
  name: 'list',
  short: "List all visible plugin executables on a user's PATH",
  flags: [{ name: 'name-only', type: 'bool', usage: 'If true, display only the binary name of each plugin.' }],
  completes: 'none',
  *run() {
    throw failure('unable to find any kubectl plugins in your PATH');
  },
};

export const absentCommands: readonly Command[] = [
  certificate,
  debug,
  absent('kuberc', 'Manage kuberc configuration files', 'the lab has no kuberc files', 'SUBCOMMAND'),
  {
    name: 'plugin',
    short: 'Provides utilities for interacting with plugins',
    subcommands: [pluginList],
  },
  absent(
    'proxy',
    'Run a proxy to the Kubernetes API server',
    'the lab has no network outside the cluster; ask the API server with kubectl get --raw',
    '[--port=PORT]',
    [
      { name: 'address', type: 'string', default: '127.0.0.1', usage: 'The IP address on which to serve on.' },
      { name: 'port', short: 'p', type: 'int', default: '8001', usage: 'The port on which to run the proxy.' },
    ],
  ),
];

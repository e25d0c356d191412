/** Commands that kubectl has and the lab cannot carry out: each says why. */
import type { Command } from '../command.ts';
import { failure } from '../errors/failure.ts';
import { fileFlags, filenameFlag, hasFiles } from '../files/files.ts';
import type { FlagSpec } from '../flags/flags.ts';
import { objectFlags } from '../flags/print-flags.ts';

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
    filenameFlag('identifying the resource to debug'),
    { name: 'arguments-only', type: 'bool', usage: 'Pass what follows -- as args instead of command.' },
    { name: 'attach', type: 'bool', usage: 'Wait for the container to start, and attach to it.' },
    { name: 'container', short: 'c', type: 'string', usage: 'Container name to use for debug container.' },
    { name: 'copy-to', type: 'string', usage: 'Create a copy of the target Pod with this name.' },
    { name: 'custom', type: 'string', usage: 'Path to a file with a partial container spec.' },
    { name: 'env', type: 'strings', usage: 'Environment variables to set in the container.' },
    { name: 'image', type: 'string', usage: 'Container image to use for debug container.' },
    { name: 'image-pull-policy', type: 'string', usage: 'The image pull policy for the container.' },
    { name: 'keep-annotations', type: 'bool', usage: 'With --copy-to: keep the annotations.' },
    { name: 'keep-init-containers', type: 'bool', default: 'true', usage: 'With --copy-to: run the init containers.' },
    { name: 'keep-labels', type: 'bool', usage: 'With --copy-to: keep the labels.' },
    { name: 'keep-liveness', type: 'bool', usage: 'With --copy-to: keep the liveness probes.' },
    { name: 'keep-readiness', type: 'bool', usage: 'With --copy-to: keep the readiness probes.' },
    { name: 'keep-startup', type: 'bool', usage: 'With --copy-to: keep the startup probes.' },
    { name: 'profile', type: 'string', default: 'general', usage: 'Debugging profile.' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'If true, suppress informational messages.' },
    { name: 'replace', type: 'bool', usage: 'With --copy-to: delete the original Pod.' },
    { name: 'same-node', type: 'bool', usage: 'With --copy-to: schedule the copy to the same node.' },
    { name: 'set-image', type: 'strings', usage: 'With --copy-to: images for the containers.' },
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
      { name: 'accept-hosts', type: 'string', usage: 'Hosts that the proxy should accept.' },
      { name: 'accept-paths', type: 'string', usage: 'Paths that the proxy should accept.' },
      { name: 'address', type: 'string', default: '127.0.0.1', usage: 'The IP address on which to serve on.' },
      { name: 'api-prefix', type: 'string', default: '/', usage: 'Prefix to serve the proxied API under.' },
      { name: 'append-server-path', type: 'bool', usage: "Appends the path of the server's address." },
      { name: 'disable-filter', type: 'bool', usage: 'If true, disable request filtering in the proxy.' },
      { name: 'keepalive', type: 'duration', default: '0s', usage: 'The keep-alive period of a connection.' },
      { name: 'port', short: 'p', type: 'int', default: '8001', usage: 'The port on which to run the proxy.' },
      { name: 'reject-methods', type: 'string', usage: 'Methods that the proxy should reject.' },
      { name: 'reject-paths', type: 'string', usage: 'Paths that the proxy should reject.' },
      { name: 'unix-socket', short: 'u', type: 'string', usage: 'Unix socket on which to run the proxy.' },
      { name: 'www', short: 'w', type: 'string', usage: 'Serve static files from this directory.' },
      { name: 'www-prefix', short: 'P', type: 'string', default: '/static/', usage: 'Prefix to serve files under.' },
    ],
  ),
];

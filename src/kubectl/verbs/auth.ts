/** `kubectl auth`: in the lab, everything is allowed to the one user that there is. */
// Models kubectl/pkg/cmd/auth/{cani,whoami}.go
import { type Command, complain, type KubectlEnvironment, type ParsedArgs, print, type Run } from '../command.ts';
import { failure } from '../failure.ts';
import { alignTabs, tableTabs } from '../printers/tab-writer.ts';
import { findMapping } from '../rest-mapper.ts';

const canI: Command = {
  name: 'can-i',
  short: 'Check whether an action is allowed',
  usage: 'VERB [TYPE | TYPE/NAME | NONRESOURCEURL]',
  examples: '# Check to see if I can create pods in any namespace\nkubectl auth can-i create pods --all-namespaces\n',
  flags: [
    { name: 'all-namespaces', short: 'A', type: 'bool', usage: 'Check the specified action in all namespaces.' },
    { name: 'list', type: 'bool', usage: 'If true, prints all allowed actions.' },
    { name: 'no-headers', type: 'bool', usage: 'If true, prints allowed actions without headers' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'If true, suppress output and just return the exit code.' },
    { name: 'subresource', type: 'string', usage: 'SubResource such as pod/log or deployment/scale' },
  ],
  completes: 'none',
  run: checkAccess,
};

/** Paths that every user may read; a path is listed once for each role that allows it. */
const openPaths =
  '/.well-known/* /.well-known /api/* /api /apis/* /apis /healthz /healthz /livez /livez /openapi/* /openapi /readyz /readyz /version/ /version/ /version /version';

/** What the administrator may do: everything, and what every user may do besides. */
const allowed: readonly (readonly string[])[] = [
  ['*.*', '[]', '[]', '[*]'],
  ['', '[*]', '[]', '[*]'],
  ...[
    'selfsubjectreviews.authentication.k8s.io',
    'selfsubjectaccessreviews.authorization.k8s.io',
    'selfsubjectrulesreviews.authorization.k8s.io',
  ].map((resource) => [resource, '[]', '[]', '[create]']),
  ...openPaths.split(' ').map((path) => ['', `[${path}]`, '[]', '[get]']),
];

function* checkAccess({ args, flags, path }: ParsedArgs, env: KubectlEnvironment): Run {
  if (flags.bool('list')) {
    if (args.length > 0) throw failure('list option must be specified with no arguments');
    const head = flags.bool('no-headers') ? '' : 'Resources\tNon-Resource URLs\tResource Names\tVerbs\n';
    yield print(alignTabs(head + allowed.map((cells) => `${cells.join('\t')}\n`).join(''), tableTabs));
    return 0;
  }
  if (args.length !== 2 && args.length !== 3) {
    throw failure(
      `you must specify two arguments: verb resource or verb resource/resourceName.\nSee '${path} -h' for help and examples.`,
    );
  }
  const resource = args[1]!.split('/')[0]!;
  if (resource !== '' && resource !== '*') yield* warn(resource, flags.bool('all-namespaces'), env);
  if (!flags.bool('quiet')) yield print('yes\n');
  return 0;
}

function* warn(resource: string, everywhere: boolean, env: KubectlEnvironment) {
  const mapping = findMapping(env.api, resource);
  if (mapping === undefined) yield complain(`Warning: the server doesn't have a resource type '${resource}'\n\n`);
  else if (!mapping.namespaced && !everywhere) {
    const group = mapping.group === '' ? '' : ` in group '${mapping.group}'`;
    yield complain(`Warning: resource '${mapping.resource}' is not namespace scoped${group}\n\n`);
  }
}

const whoAmI: Command = {
  name: 'whoami',
  short: 'Experimental: Check self subject attributes',
  completes: 'none',
  *run(_, { actor }) {
    const rows = `ATTRIBUTE\tVALUE\nUsername\t${actor.name}\nGroups\t[system:masters system:authenticated]\n`;
    yield print(alignTabs(rows, tableTabs));
    return 0;
  },
};

export const auth: Command = {
  name: 'auth',
  short: 'Inspect authorization',
  usage: '[flags]',
  subcommands: [canI, whoAmI],
};

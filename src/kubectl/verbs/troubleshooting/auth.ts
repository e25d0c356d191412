/** `kubectl auth`: the lab's user may do everything; for other users, it reports the permissions of their roles. */
// Models kubectl/pkg/cmd/auth/{cani,whoami}.go
import {
  type Command,
  complain,
  type KubectlEnvironment,
  type ParsedArgs,
  print,
  type CommandRun,
} from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { alignTabs, tableTabs } from '../../printers/tab-writer.ts';
import { findMapping, pluralName } from '../../resources/rest-mapper.ts';
import { timestamp } from '../../../engine/index.ts';
import {
  isAllowed,
  isPathAllowed,
  openPaths,
  rulesOf,
  selfSubjectReview,
  type User,
  userOf,
} from '../../client/access.ts';
import { list } from '../../resources/fields.ts';
import { objectFlags } from '../../flags/print-flags.ts';
import { readOutput } from '../../printers/output.ts';

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

/** Returns a user's permissions as rows of a table: the administrator's, and those of every user. */
function allowed(user: User, namespace: string, { api }: KubectlEnvironment): readonly (readonly string[])[] {
  const everything = [
    ['*.*', '[]', '[]', '[*]'],
    ['', '[*]', '[]', '[*]'],
  ];
  const rules = rulesOf(api, user, namespace).flatMap((rule) => {
    const [names, verbs] = [bracketed(list(rule, 'resourceNames')), bracketed(list(rule, 'verbs'))];
    const groups = list(rule, 'apiGroups') as readonly string[];
    return [
      ...groups.flatMap((group) =>
        list(rule, 'resources').map((resource) => [
          group === '' ? `${resource}` : `${resource}.${group}`,
          '[]',
          names,
          verbs,
        ]),
      ),
      ...list(rule, 'nonResourceURLs').map((url) => ['', `[${String(url)}]`, '[]', verbs]),
    ];
  });
  const isAdmin = user.groups.includes('system:masters');
  return [...(isAdmin ? everything : []), ...rules, ...openPaths.map((path) => ['', `[${path}]`, '[]', '[get]'])];
}

const bracketed = (values: readonly unknown[]): string => `[${values.join(' ')}]`;

function* checkAccess(parsed: ParsedArgs, env: KubectlEnvironment): CommandRun {
  const { args, flags, path } = parsed;
  const user = userOf(flags, env);
  const namespace = flags.bool('all-namespaces') ? '' : parsed.namespace;
  if (flags.bool('list')) {
    if (args.length > 0) throw failure('list option must be specified with no arguments');
    const head = flags.bool('no-headers') ? '' : 'Resources\tNon-Resource URLs\tResource Names\tVerbs\n';
    yield print(
      alignTabs(
        head +
          allowed(user, namespace, env)
            .map((cells) => `${cells.join('\t')}\n`)
            .join(''),
        tableTabs,
      ),
    );
    return 0;
  }
  if (args.length !== 2 && args.length !== 3) {
    throw failure(
      `you must specify two arguments: verb resource or verb resource/resourceName.\nSee '${path} -h' for help and examples.`,
    );
  }
  const [verb = '', what = ''] = args;
  const [resource = '', name = args[2] ?? ''] = what.split('/');
  const isPath = what.startsWith('/');
  if (!isPath && resource !== '*') yield* warn(resource, flags.bool('all-namespaces'), env);
  if (isPath && flags.string('subresource') !== '') throw failure('--subresource can not be used with NonResourceURL');
  const mapping = findMapping(env.api, resource);
  const allows = isPath
    ? isPathAllowed(env.api, user, verb, what)
    : isAllowed(env.api, user, {
        verb,
        group: mapping?.group ?? (resource === '*' ? '*' : ''),
        resource: mapping === undefined ? resource : pluralName(mapping),
        subresource: flags.string('subresource'),
        name,
        namespace: mapping?.namespaced === false ? '' : namespace,
      });
  if (!flags.bool('quiet')) yield print(allows ? 'yes\n' : 'no\n');
  return allows ? 0 : 1;
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
  flags: objectFlags,
  completes: 'none',
  *run({ flags }, env) {
    const user = userOf(flags, env);
    const output = readOutput(flags, env, false);
    if (output?.type === 'objects') {
      yield print(output.print(selfSubjectReview(user, timestamp(env.cluster.now()))));
      return 0;
    }
    const { username, uid, groups, extra } = user;
    const rows = [
      ['ATTRIBUTE', 'VALUE'],
      ['Username', username],
      ...(uid === undefined ? [] : [['UID', uid]]),
      ['Groups', `[${groups.join(' ')}]`],
      ...Object.entries(extra).map(([key, values]) => [`Extra: ${key}`, `[${values.join(' ')}]`]),
    ];
    yield print(alignTabs(rows.map((cells) => `${cells.join('\t')}\n`).join(''), tableTabs));
    return 0;
  },
};

export const auth: Command = {
  name: 'auth',
  short: 'Inspect authorization',
  usage: '[flags]',
  subcommands: [canI, whoAmI],
};

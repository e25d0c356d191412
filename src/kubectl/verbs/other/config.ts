/** `kubectl config` */
// Models kubectl/pkg/cmd/config
import type { KubernetesObject } from '../../../engine/index.ts';
import { writeYaml } from '../../../manifests/write-yaml.ts';
import { type Command, type ParsedArgs, print } from '../../command.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { configView, contextName } from '../../client/kube-config.ts';
import { outputFlags, readOutput } from '../../printers/output.ts';
import type { FlagSpec } from '../../flags/flags.ts';
import { alignTabs, tableTabs } from '../../printers/tab-writer.ts';

const view: Command = {
  name: 'view',
  short: 'Display merged kubeconfig settings or a specified kubeconfig file',
  flags: [
    ...outputFlags(false),
    { name: 'merge', type: 'bool', default: 'true', usage: 'Merge the full hierarchy of kubeconfig files.' },
    { name: 'minify', type: 'bool', usage: 'Remove all information not used by current-context from the output.' },
    { name: 'flatten', type: 'bool', usage: 'Flatten the resulting kubeconfig file into self-contained output.' },
    { name: 'raw', type: 'bool', usage: 'Display raw byte data and sensitive data.' },
  ],
  completes: 'none',
  *run({ args, flags, path }, env) {
    if (args.length > 0) throw usageFailure(path, `unexpected arguments: [${args.join(' ')}]`);
    const output = readOutput(flags, env, false);
    const config = configView(env.config);
    yield print(output?.type === 'objects' ? output.print(config as unknown as KubernetesObject) : writeYaml(config));
    return 0;
  },
};

const currentContext: Command = {
  name: 'current-context',
  short: 'Display the current-context',
  completes: 'none',
  *run() {
    yield print(`${contextName}\n`);
    return 0;
  },
};

const getContexts: Command = {
  name: 'get-contexts',
  short: 'Describe one or many contexts',
  usage: '[(-o|--output=)name)]',
  flags: [
    { name: 'no-headers', type: 'bool', usage: "When using the default output format, don't print headers." },
    { name: 'output', short: 'o', type: 'string', usage: 'Output format. One of: (name).', values: ['name'] },
  ],
  completes: 'none',
  *run({ args, flags }, { config }) {
    const isShown = args.length === 0 || args.includes(contextName);
    if (flags.string('output') === 'name') {
      if (isShown) yield print(`${contextName}\n`);
    } else {
      const row = isShown ? `*\t${contextName}\t${contextName}\t${contextName}\t${config.namespace ?? ''}\n` : '';
      const head = flags.bool('no-headers') ? '' : 'CURRENT\tNAME\tCLUSTER\tAUTHINFO\tNAMESPACE\n';
      yield print(alignTabs(head + row, tableTabs));
    }
    const wrong = args.filter((name) => name !== contextName).map((name) => `context ${name} not found`);
    if (wrong.length > 0) throw failure(...wrong);
    return 0;
  },
};

const useContext: Command = {
  name: 'use-context',
  aliases: ['use'],
  short: 'Set the current-context in a kubeconfig file',
  usage: 'CONTEXT_NAME',
  completes: 'none',
  *run(parsed) {
    const [name] = parsed.args;
    if (name === undefined || parsed.args.length > 1) throw failure(`Unexpected args: [${parsed.args.join(' ')}]`);
    if (name !== contextName) throw failure(`no context exists with the name: "${name}"`);
    yield print(`Switched to context "${name}".\n`);
    return 0;
  },
};

const setContext: Command = {
  name: 'set-context',
  short: 'Set a context entry in kubeconfig',
  usage: '[NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]',
  flags: [{ name: 'current', type: 'bool', usage: 'Modify the current context' }],
  completes: 'none',
  *run(parsed, { config }) {
    const name = contextOf(parsed);
    if (name !== contextName) throw failure(`the lab has one cluster, and one context for it: "${contextName}"`);
    if (parsed.flags.has('namespace')) config.namespace = parsed.flags.string('namespace') || undefined;
    yield print(`Context "${name}" modified.\n`);
    return 0;
  },
};

function contextOf({ args, flags }: ParsedArgs): string {
  const [name] = args;
  if (flags.bool('current')) {
    if (name !== undefined) throw failure('you cannot specify both a context name and --current');
    return contextName;
  }
  if (name === undefined) throw failure('you must specify a non-empty context name or --current');
  if (args.length > 1) throw failure(`Unexpected args: [${args.join(' ')}]`);
  return name;
}

const listOf = (name: string, short: string): Command => ({
  name,
  short,
  completes: 'none',
  *run() {
    yield print(`NAME\n${contextName}\n`);
    return 0;
  },
});

/** The file with kubectl's settings. */
const configFile = '/root/.kube/config';

/** A name that is not in the file; the lab's only context, cluster and user cannot be removed. */
const removal = (name: string, what: string): Command => ({
  name,
  short: `Delete the specified ${what} from the kubeconfig`,
  usage: 'NAME',
  completes: 'none',
  *run({ args }): Generator<never, number> {
    if (args.length !== 1) throw failure(`Unexpected args: [${args.join(' ')}]`);
    if (args[0] !== contextName) throw failure(`cannot delete ${what} ${args[0]}, not in ${configFile}`);
    throw failure(keeps);
  },
});

const keeps = `the lab has one context, one cluster and one user: they cannot be changed`;

const renameContext: Command = {
  name: 'rename-context',
  short: 'Rename a context from the kubeconfig file',
  usage: 'CONTEXT_NAME NEW_NAME',
  completes: 'none',
  *run({ args }): Generator<never, number> {
    if (args.length !== 2) throw failure(`Unexpected args: [${args.join(' ')}]`);
    const [from] = args;
    if (from !== contextName) throw failure(`cannot rename the context "${from}", it's not in ${configFile}`);
    throw failure(keeps);
  },
};

/** A command that would change the settings. Flags that are also global ones are not listed. */
const fixed = (name: string, short: string, flags: readonly FlagSpec[] = []): Command => ({
  name,
  short,
  flags,
  completes: 'none',
  *run(): Generator<never, number> {
    throw failure(keeps);
  },
});

const embedCerts: FlagSpec = {
  name: 'embed-certs',
  type: 'bool',
  usage: 'Write certificates into the kubeconfig file.',
};
const rawBytes: FlagSpec = {
  name: 'set-raw-bytes',
  type: 'bool',
  usage: 'Take a value of bytes as it is, not as base64.',
};
const text = (name: string, usage: string): FlagSpec => ({ name, type: 'string', usage });
const list = (name: string, usage: string): FlagSpec => ({ name, type: 'strings', usage });
const clusterFlags = [embedCerts, text('proxy-url', 'Address of a proxy.')];
const credentialFlags: readonly FlagSpec[] = [
  embedCerts,
  text('auth-provider', 'Auth provider of the user.'),
  list('auth-provider-arg', "'key=value' arguments of the auth provider."),
  text('exec-api-version', 'API version of the exec credential plugin.'),
  list('exec-arg', 'Arguments of the exec credential plugin.'),
  text('exec-command', 'Command of the exec credential plugin.'),
  list('exec-env', "'key=value' variables of the exec credential plugin."),
  text('exec-interactive-mode', 'Use of standard input by the exec credential plugin.'),
  { name: 'exec-provide-cluster-info', type: 'bool', usage: 'Pass the cluster to the exec credential plugin.' },
];

export const config: Command = {
  name: 'config',
  short: 'Modify kubeconfig files',
  subcommands: [
    currentContext,
    removal('delete-cluster', 'cluster'),
    removal('delete-context', 'context'),
    removal('delete-user', 'user'),
    listOf('get-clusters', 'Display clusters defined in the kubeconfig'),
    getContexts,
    listOf('get-users', 'Display users defined in the kubeconfig'),
    renameContext,
    fixed('set', 'Set an individual value in a kubeconfig file', [rawBytes]),
    fixed('set-cluster', 'Set a cluster entry in kubeconfig', clusterFlags),
    setContext,
    fixed('set-credentials', 'Set a user entry in kubeconfig', credentialFlags),
    fixed('unset', 'Unset an individual value in a kubeconfig file'),
    useContext,
    view,
  ].map((command) => ({ ...command, local: true as const })),
  completes: 'none',
};

/** `kubectl set env` */
// Models kubectl/pkg/cmd/set/{set_env,env/env_parse}.go
import type { Container, KubernetesObject, PodSpec } from '../../../../engine/index.ts';
import {
  type Chunk,
  type Command,
  complain,
  type KubectlEnvironment,
  type ParsedArgs,
  print,
} from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import { hasFiles } from '../../../files/files.ts';
import { findObjects, type Target } from '../../../resources/find-objects.ts';
import { fieldsAt, podSpecPath } from '../../../resources/pod-spec-path.ts';
import { changeContainers, changePodSpec, objectName, selectContainers } from '../../../resources/pod-specs.ts';
import { refuseLocalServerDryRun, startReport } from '../../../flags/print-flags.ts';
import { Aside, mustFindAll, visitAll } from '../../../resources/visit.ts';
import { referenceName, resolveReference } from './env-references.ts';
import { setFlags } from './image.ts';
import { environmentNameProblem } from '../../../text/environment-names.ts';

type EnvVar = NonNullable<Container['env']>[number];

export const setEnv: Command = {
  name: 'env',
  short: 'Update environment variables on a pod template',
  long: 'Update environment variables on a pod template.\n\n List environment variable definitions in one or more pods, pod templates.',
  usage: 'RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N',
  examples:
    '# Update a stateful set with a new environment variable\nkubectl set env statefulset/web STORAGE_DIR=/local\n\n' +
    '# Remove the environment variable ENV\nkubectl set env statefulset/web ENV-\n',
  flags: [
    ...setFlags,
    {
      name: 'containers',
      short: 'c',
      type: 'string',
      default: '*',
      usage: 'The names of containers to change; may use wildcards',
    },
    { name: 'env', short: 'e', type: 'strings', usage: 'Specify a key-value pair for an environment variable.' },
    { name: 'from', type: 'string', usage: 'The name of a resource from which to inject environment variables' },
    { name: 'keys', type: 'strings', usage: 'Comma-separated list of keys to import from specified resource' },
    { name: 'list', type: 'bool', usage: 'If true, display the environment and any changes in the standard format.' },
    { name: 'overwrite', type: 'bool', default: 'true', usage: 'If true, allow environment to be overwritten.' },
    { name: 'prefix', type: 'string', usage: 'Prefix to append to variable names' },
    { name: 'resolve', type: 'bool', usage: 'If true, show secret or configmap references when listing variables' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    yield* runSetEnv(parsed, env);
    return 0;
  },
};

function* runSetEnv(parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, void> {
  const { flags } = parsed;
  const { resources, words } = splitWords(parsed.args);
  if (flags.bool('all') && flags.string('selector') !== '') {
    throw failure('cannot set --all and --selector at the same time');
  }
  if (resources.length === 0 && !hasFiles(flags)) {
    throw failure('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  }
  if (flags.bool('list') && flags.string('output') !== '') {
    throw failure('--list and --output may not be specified together');
  }
  if (flags.has('keys') && !flags.has('from')) {
    throw failure('when specifying --keys, a configmap or secret must be provided with --from');
  }
  const report = yield* startReport(flags, env);
  refuseLocalServerDryRun(flags);
  const { variables, remove } = parseVariables([...flags.all('env'), ...words]);
  const injected = flags.has('from') ? yield* variablesFrom(parsed, env) : [];
  const prefix = flags.string('prefix');
  const added = [...variables, ...injected].map((variable) => ({ ...variable, name: prefix + variable.name }));

  const found = findObjects(parsed, env, { args: resources, typeMeansAll: flags.bool('all') });
  mustFindAll(found);
  const update = (container: Container, { mapping, name }: Target): Container => {
    if (!flags.bool('overwrite')) refuseOverwrite(container.env ?? [], added, objectName(mapping, name, report));
    const env = [...(container.env ?? []).filter(({ name }) => !remove.includes(name))];
    for (const variable of added) {
      const at = env.findIndex(({ name }) => name === variable.name);
      if (at < 0) env.push(variable);
      else env[at] = variable;
    }
    const { env: _, ...rest } = container;
    return env.length === 0 ? rest : { ...rest, env };
  };
  const pattern = flags.string('containers');
  yield* visitAll(found, function* (target) {
    yield* warnNoContainers(target, pattern);
    if (flags.bool('list')) return yield* list(target, pattern, update, flags.bool('resolve') ? env : undefined);
    const change = (spec: PodSpec): PodSpec => changeContainers(spec, pattern, (c) => update(c, target)) ?? spec;
    const failed = 'failed to patch env update to pod template:';
    yield* changePodSpec(target, report, env, { change, operation: 'env updated', failed });
  });
}

const isVariable = (word: string): boolean =>
  word === '-' || word.includes('=') || (word.endsWith('-') && word !== '-');

function splitWords(args: readonly string[]): { resources: readonly string[]; words: readonly string[] } {
  const first = args.findIndex(isVariable);
  const [resources, words] = first < 0 ? [args, []] : [args.slice(0, first), args.slice(first)];
  if (!words.every(isVariable)) {
    throw failure(`all resources must be specified before environment changes: ${args.join(' ')}`);
  }
  return { resources, words };
}

function parseVariables(words: readonly string[]): { variables: readonly EnvVar[]; remove: readonly string[] } {
  const variables = new Map<string, EnvVar>();
  const remove: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    if (at > 0) {
      const [name, value] = [word.slice(0, at), word.slice(at + 1)];
      const wrong = environmentNameProblem(name);
      if (wrong !== undefined) throw failure(`${JSON.stringify(name)} is not a valid key name: ${wrong}`);
      if (!variables.has(name)) variables.set(name, value === '' ? { name } : { name, value });
    } else if (word.endsWith('-') && at < 0) remove.push(word.slice(0, -1));
    else throw failure(`unknown environment: ${word}`);
  }
  if (remove.some((name) => variables.has(name))) {
    throw failure('can not both modify and remove the same environment variable in the same command');
  }
  return { variables: [...variables.values()], remove };
}

/** `--from=configmap/settings`: one variable for each key, with warnings about keys that are invalid names. */
function* variablesFrom(parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, readonly EnvVar[]> {
  const { flags } = parsed;
  const wanted = flags.list('keys');
  const sources = mustFindAll(findObjects(parsed, env, { args: [flags.string('from')] }));
  const injected: EnvVar[] = [];
  for (const { mapping, name, live } of sources) {
    if (mapping.kind !== 'Secret' && mapping.kind !== 'ConfigMap') {
      throw failure('unsupported resource specified in --from');
    }
    const keys = Object.keys((live as KubernetesObject & { data?: object }).data ?? {}).sort();
    for (const key of keys.filter((each) => wanted.length === 0 || wanted.includes(each))) {
      const variable = key.replace(/[^_a-zA-Z0-9]/g, '_').toUpperCase();
      if (variable !== key) yield complain(`Warning: key ${key} transferred to ${variable}\n`);
      const valueFrom =
        mapping.kind === 'Secret' ? { secretKeyRef: { name, key } } : { configMapKeyRef: { name, key } };
      injected.push({ name: variable, valueFrom });
    }
  }
  return injected;
}

function refuseOverwrite(existing: readonly EnvVar[], added: readonly EnvVar[], of: string): void {
  for (const { name, value } of added) {
    const current = existing.find((variable) => variable.name === name);
    if (current === undefined || current.value === value) continue;
    throw new Aside(`error: ${of} '${name}' already has a value (${current.value ?? ''}), and --overwrite is false`);
  }
}

function containersOf({ mapping, live }: Target): readonly Container[] {
  const spec = fieldsAt(live, podSpecPath(mapping.resource) ?? []) as PodSpec | undefined;
  return [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
}

function* warnNoContainers(target: Target, pattern: string): Generator<Chunk, void> {
  if (podSpecPath(target.mapping.resource) === undefined) return;
  if (selectContainers(containersOf(target), pattern).length > 0) return;
  const { mapping, name } = target;
  yield complain(`Warning: ${mapping.kind}/${name} does not have any containers matching "${pattern}"\n`);
}

function* list(
  target: Target,
  pattern: string,
  update: (c: Container, of: Target) => Container,
  resolver: KubectlEnvironment | undefined,
): Generator<Chunk, void> {
  for (const container of selectContainers(containersOf(target), pattern)) {
    yield print(`# ${target.mapping.kind} ${target.name}, container ${container.name}\n`);
    const unresolved = new Map<string, string[]>();
    for (const { name, value = '', valueFrom } of update(container, target).env ?? []) {
      if (valueFrom === undefined) {
        yield print(`${name}=${value}\n`);
        continue;
      }
      const found = resolver && resolveReference(valueFrom, target, container, resolver);
      if (typeof found === 'string') yield print(`${name}=${found}\n`);
      else yield print(`# ${name} from ${referenceName(valueFrom)}\n`);
      if (found instanceof Error) unresolved.set(found.message, [...(unresolved.get(found.message) ?? []), name]);
    }
    const problems = [...unresolved].map(
      ([why, names]) => `error retrieving reference for ${names.join(', ')}: ${why}\n`,
    );
    if (problems.length > 0) yield complain(problems.sort().join(''));
  }
}

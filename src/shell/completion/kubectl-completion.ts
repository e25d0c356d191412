/** Completes kubectl's commands, kinds, names, flags, values and namespaces. */
import { type ApiServer, resources } from '../../engine/index.ts';
import { commands, findCommand, globalFlags } from '../../kubectl/index.ts';

type Found = ReturnType<typeof findCommand>;
type Flag = (typeof globalFlags)[number];

export interface KubectlWords {
  readonly api: ApiServer;
  /** The words after `kubectl`. */
  readonly words: readonly string[];
  readonly current: string;
  /** Namespace of the current context. */
  readonly namespace: string;
}

/** Returns the candidates for a whole word; `'files'` if a file is expected. */
export function completeKubectl(typed: KubectlWords): readonly string[] | 'files' {
  const { words, current } = typed;
  const { command, words: rest } = findCommand(words);
  const flags = [...(command?.flags ?? []), ...globalFlags];
  const attached = /^(--[\w-]+)=(.*)$/.exec(current);
  if (attached !== null) {
    const flag = flags.find(({ name }) => `--${name}` === attached[1]);
    const values = flag === undefined ? [] : valuesOf(flag, typed);
    return values === 'files' ? [] : values.map((value) => `${attached[1]}=${value}`);
  }
  const asked = flagOf(words.at(-1), flags);
  if (asked !== undefined && asked.type !== 'bool' && asked.bare === undefined) return valuesOf(asked, typed);
  if (current.startsWith('-')) {
    const shorts = current === '-' ? flags.flatMap(({ short }) => (short === undefined ? [] : [`-${short}`])) : [];
    return [...shorts, ...flags.filter(({ hidden }) => !hidden).map(flagText)];
  }
  if (command === undefined) return commands.map(({ name }) => name);
  if (command.subcommands !== undefined && rest.every((word) => word.startsWith('-'))) {
    return command.subcommands.map(({ name }) => name);
  }
  return argumentsOf(command, rest, flags, typed);
}

/** `--replicas=` takes a value; `--force` takes none. */
const flagText = ({ name, type, bare }: Flag): string =>
  type === 'bool' || bare !== undefined ? `--${name}` : `--${name}=`;

function flagOf(word: string | undefined, flags: readonly Flag[]): Flag | undefined {
  if (word === undefined || !word.startsWith('-') || word.includes('=')) return undefined;
  return word.startsWith('--')
    ? flags.find(({ name }) => name === word.slice(2))
    : flags.find(({ short }) => short !== undefined && word.endsWith(short) && word.length === 2);
}

function valuesOf({ name, values }: Flag, { api, words, namespace }: KubectlWords): readonly string[] | 'files' {
  if (values !== undefined) return values;
  if (name === 'namespace') return names(api, 'namespaces', '');
  if (/^(filename|patch-file|from-file|from-env-file|kustomize)$/.test(name)) return 'files';
  if (name === 'container') return containersOf(api, words, namespace);
  return [];
}

function argumentsOf(
  command: NonNullable<Found['command']>,
  rest: readonly string[],
  flags: readonly Flag[],
  { api, words, current, namespace }: KubectlWords,
): readonly string[] | 'files' {
  const given = rest.filter((word, at) => !word.startsWith('-') && takesNoValue(rest[at - 1], flags));
  const inNamespace = namespaceOf(words) ?? namespace;
  const [type, name] = current.split('/') as [string, string | undefined];
  switch (command.completes) {
    case 'resources': {
      if (name !== undefined) return names(api, type, inNamespace).map((found) => `${type}/${found}`);
      const [first] = given;
      if (first === undefined) return types();
      return first.includes('/') ? [] : names(api, first.split(',').at(-1)!, inNamespace).filter(isNew(given));
    }
    case 'pods':
      return given.length === 0 ? names(api, 'pods', inNamespace) : [];
    case 'nodes':
      return names(api, 'nodes', '').filter(isNew(given));
    case 'types':
      return given.length === 0 ? types() : [];
    case 'files':
      return 'files';
    case 'none':
    case undefined:
      return [];
  }
}

const isNew =
  (given: readonly string[]) =>
  (name: string): boolean =>
    !given.includes(name);

const takesNoValue = (before: string | undefined, flags: readonly Flag[]): boolean => {
  const flag = flagOf(before, flags);
  return flag === undefined || flag.type === 'bool' || flag.bare !== undefined;
};

function namespaceOf(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === '-n' || word === '--namespace');
  if (at >= 0) return words[at + 1];
  return words.find((word) => word.startsWith('--namespace='))?.slice('--namespace='.length);
}

/** Plural names, and the short names that people type. */
const types = (): readonly string[] => [
  ...new Set(resources.flatMap(({ resource, shortNames }) => [resource, ...shortNames])),
];

function names(api: ApiServer, type: string, namespace: string): readonly string[] {
  const plain = type.toLowerCase().split('.')[0]!;
  const info = resources.find(
    ({ resource, kind, shortNames }) =>
      resource === plain || kind.toLowerCase() === plain || shortNames.includes(plain),
  );
  if (info === undefined) return [];
  const objects = api.list(info.resource, info.namespaced ? { namespace } : {});
  return objects.map(({ metadata }) => metadata.name);
}

function containersOf(api: ApiServer, words: readonly string[], namespace: string): readonly string[] {
  const pods = api.list('pods', { namespace });
  const pod = pods.find(({ metadata }) =>
    words.some((word) => word === metadata.name || word === `pod/${metadata.name}`),
  );
  return pod?.spec.containers.map(({ name }) => name) ?? [];
}

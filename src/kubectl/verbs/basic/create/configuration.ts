/** `kubectl create configmap` and `secret` */
// Models kubectl/pkg/cmd/create/create_{configmap,secret}.go and kubectl/pkg/util/util.go (ParseFileSource)
import type { KubectlEnvironment } from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import type { FlagSpec, Flags } from '../../../flags/flags.ts';
import { toBase64 } from '../../../text/text.ts';
import { appendHashFlag, type Generator } from './generator.ts';
import { environmentNameProblem } from '../../../text/environment-names.ts';

const sourceFlags: readonly FlagSpec[] = [
  appendHashFlag,
  { name: 'from-env-file', type: 'strings', usage: 'Specify the path to a file to read lines of key=val pairs.' },
  { name: 'from-file', type: 'strings', usage: 'Key file can be specified using its file path, or as key=path.' },
  { name: 'from-literal', type: 'strings', usage: 'Specify a key and literal value to insert (i.e. mykey=somevalue)' },
];

export const configMapGenerator: Generator = {
  name: 'configmap',
  failed: 'failed to create configmap:',
  aliases: ['cm'],
  short: 'Create a config map from a local file, directory or literal value',
  usage: 'NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  flags: sourceFlags,
  build(name, { flags }, env) {
    const data = readSources(flags, env, configMapWords(name));
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...(data.size > 0 && { data: sorted(data) }) };
  },
};

export const secretGenerator: Generator = {
  name: 'generic',
  failed: 'failed to create secret',
  short: 'Create a secret from a local file, directory, or literal value',
  usage: 'NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  flags: [...sourceFlags, { name: 'type', type: 'string', usage: 'The type of secret to create' }],
  build(name, { flags }, env) {
    const data = new Map([...readSources(flags, env, secretWords)].map(([key, value]) => [key, toBase64(value)]));
    const type = flags.string('type');
    return {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name },
      ...(data.size > 0 && { data: sorted(data) }),
      ...(type !== '' && { type }),
    };
  },
};

const sorted = (data: ReadonlyMap<string, string>): Readonly<Record<string, string>> =>
  Object.fromEntries([...data].sort(([a], [b]) => (a < b ? -1 : 1)));

interface Words {
  readonly badKey: (key: string, why: string) => string;
  readonly twice: (key: string) => string;
}

const configMapWords = (name: string): Words => ({
  badKey: (key, why) => `${JSON.stringify(key)} is not a valid key name for a ConfigMap: ${why}`,
  twice: (key) =>
    `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ConfigMap ${JSON.stringify(name)}`,
});

export const secretWords: Words = {
  badKey: (key, why) => `${JSON.stringify(key)} is not valid key name for a Secret ${why}`,
  twice: (key) => `cannot add key ${key}, another key by that name already exists`,
};

/**
 * Returns keys and values, those of files first.
 * @param ownKey The key of a file for which none is given; by default its name.
 */
export function readSources(
  flags: Flags,
  env: KubectlEnvironment,
  words: Words,
  ownKey?: string,
): ReadonlyMap<string, string> {
  if (flags.has('from-env-file') && (flags.has('from-file') || flags.has('from-literal'))) {
    throw failure('from-env-file cannot be combined with from-file or from-literal');
  }
  const data = new Map<string, string>();
  const add = (key: string, value: string): void => {
    const wrong = keyProblem(key);
    if (wrong !== undefined) throw failure(words.badKey(key, wrong));
    if (data.has(key)) throw failure(words.twice(key));
    data.set(key, value);
  };
  for (const source of flags.list('from-file')) {
    const given = ownKey !== undefined && !source.includes('=') ? `${ownKey}=${source}` : source;
    for (const [key, text] of filesOf(given, env)) add(key, text);
  }
  for (const literal of flags.all('from-literal')) {
    const at = literal.indexOf('=');
    if (at <= 0) throw failure(`invalid literal source ${literal}, expected key=value`);
    add(literal.slice(0, at), literal.slice(at + 1));
  }
  for (const path of flags.list('from-env-file')) {
    for (const line of readSource(path, env).split('\n')) {
      const text = line.trimStart();
      if (text === '' || text.startsWith('#')) continue;
      const at = text.indexOf('=');
      const key = at < 0 ? text : text.slice(0, at);
      const wrong = environmentNameProblem(key);
      if (wrong !== undefined) throw failure(`${JSON.stringify(key)} is not a valid key name: ${wrong}`);
      add(key, at < 0 ? '' : text.slice(at + 1));
    }
  }
  return data;
}

function keyProblem(key: string): string | undefined {
  if (/^[-._a-zA-Z0-9]+$/.test(key) && !/^\.\.?$/.test(key)) return undefined;
  return "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
}

/** `path`, `key=path`, or a directory: each of its files under its name. */
function filesOf(source: string, env: KubectlEnvironment): readonly (readonly [string, string])[] {
  const parts = source.split('=');
  if (parts.length > 2) {
    throw failure("key names or file paths cannot contain '='");
  }
  const [first = '', second] = parts;
  if (second !== undefined && first === '') throw failure(`key name for file path ${second} missing`);
  if (second === '') throw failure(`file path for key name ${first} missing`);
  const path = second ?? first;
  const inside = env.readFile(path) === undefined ? env.readDirectory(path) : undefined;
  if (inside !== undefined) {
    if (second !== undefined) throw failure('cannot give a key name for a directory path');
    return inside.flatMap((file) => {
      const text = env.readFile(file);
      return text === undefined ? [] : [[baseName(file), text] as const];
    });
  }
  return [[second === undefined ? baseName(path) : first, readSource(path, env)]];
}

const baseName = (path: string): string => path.split('/').at(-1)!;

function readSource(path: string, env: KubectlEnvironment): string {
  const text = path === '-' || path === '/dev/stdin' ? env.stdin : env.readFile(path);
  if (text === undefined) throw failure(`error reading ${path}: no such file or directory`);
  return text;
}

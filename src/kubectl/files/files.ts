/** The files of `-f`: paths, directories, `-` for standard input, and URLs. */
// Models cli-runtime/pkg/resource/{builder,visitor}.go
import { type ManifestFile, parseManifests } from '../../manifests/parse.ts';
import { writeYaml } from '../../manifests/write-yaml.ts';
import type { KubectlEnvironment } from '../command.ts';
import { failure, plainFailure } from '../errors/failure.ts';
import type { FlagSpec, Flags } from '../flags/flags.ts';
import { unreachable } from '../client/kube-config.ts';
import { BuildError } from '../kustomize/build-error.ts';
import { build, type BuildOptions } from '../kustomize/build.ts';

export const filenameFlag = (usage: string): FlagSpec => ({ name: 'filename', short: 'f', type: 'strings', usage });

/** For commands without kustomizations, which read directories recursively. */
export const recursiveFileFlags = (usage: string): readonly FlagSpec[] => [
  filenameFlag(usage),
  {
    name: 'recursive',
    short: 'R',
    type: 'bool',
    default: 'true',
    usage: 'Process the directory used in -f, --filename recursively.',
  },
];

export const fileFlags = (usage: string): readonly FlagSpec[] => [
  filenameFlag(usage),
  { name: 'kustomize', short: 'k', type: 'string', usage: 'Process a kustomization directory.' },
  { name: 'recursive', short: 'R', type: 'bool', usage: 'Process the directory used in -f, --filename recursively.' },
];

export const hasFiles = (flags: Flags): boolean => flags.has('filename') || flags.has('kustomize');

/** Returns the content of each file; if a file cannot be read to its end, the part before the error. */
export function readFiles(flags: Flags, env: KubectlEnvironment): readonly ManifestFile[] {
  const recursive = flags.bool('recursive');
  if (flags.has('kustomize')) {
    if (flags.has('filename')) throw failure('only one of -f or -k can be specified');
    if (recursive) throw failure("the -k flag can't be used with -f or -R");
    const directory = flags.string('kustomize');
    return [parseManifests(kustomized(directory, env), directory)];
  }
  return flags
    .list('filename')
    .flatMap((path) => expand(path, recursive, env))
    .map(({ name, text }) => parseManifests(text, name));
}

type KustomizeEnvironment = Pick<KubectlEnvironment, 'readFile' | 'readDirectory' | 'resolvePath' | 'warn'>;

/** Builds a kustomization and returns it as YAML. Prints its warnings. */
export function kustomized(directory: string, env: KustomizeEnvironment, options?: BuildOptions): string {
  try {
    return build(directory, env, { warn: (line) => env.warn?.(`${line}\n`), ...options })
      .map(writeYaml)
      .join('---\n');
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    throw failure(error.message);
  }
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

function expand(path: string, recursive: boolean, env: KubectlEnvironment): readonly NamedText[] {
  if (path === '-') return [{ name: 'STDIN', text: env.stdin }];
  const text = env.readFile(path);
  if (text !== undefined) return [{ name: path, text }];
  if (/^https?:\/\/(?:127\.[\d.]+|localhost)(?::\d+)?(?:\/|$)/.test(path)) throw plainFailure(unreachable(path));
  if (/^https?:\/\//.test(path)) {
    throw failure(`unable to read URL "${path}", server reported 404 Not Found, status code=404`);
  }
  if (env.readDirectory(path) === undefined) {
    const matches = matching(path, env);
    if (matches.length === 0) throw failure(`the path "${path}" does not exist`);
    return matches.flatMap((match) => expand(match, recursive, env));
  }
  const wanted = within(path, recursive, env).filter((file) => /\.(json|yaml|yml)$/.test(file));
  if (wanted.length === 0) throw failure(`error reading [${path}]: recognized file extensions are [.json .yaml .yml]`);
  return wanted.map((file) => ({ name: file, text: env.readFile(file) ?? '' }));
}

/** Returns the files and directories that match a pattern which the shell has not expanded. */
function matching(pattern: string, env: KubectlEnvironment): readonly string[] {
  const before = literalDirectory(pattern);
  if (before === undefined) return [];
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  let whole: RegExp;
  try {
    whole = new RegExp(`^${source}$`);
  } catch {
    throw failure(`pattern "${pattern}" is not valid: syntax error in pattern`);
  }
  const inside = within(before, true, env).map((path) => path.replace(/^\.\//, ''));
  const depth = pattern.split('/').length;
  const found = new Set(inside.map((path) => path.split('/').slice(0, depth).join('/')));
  return [...found].filter((path) => whole.test(path));
}

/** Returns the directory before the first part of a path with `*`, `?` or `[`; `undefined` if it has none of these. */
export function literalDirectory(path: string): string | undefined {
  const at = path.search(/[*?[]/);
  return at < 0 ? undefined : path.slice(0, path.lastIndexOf('/', at) + 1) || '.';
}

/** Returns the files of a directory by name; including subdirectories, if `recursive`. */
function within(path: string, recursive: boolean, env: KubectlEnvironment): readonly string[] {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  return [...(env.readDirectory(path) ?? [])].sort().flatMap((entry) => {
    if (env.readDirectory(entry) !== undefined) return recursive ? within(entry, recursive, env) : [];
    return recursive || !entry.slice(prefix.length).includes('/') ? [entry] : [];
  });
}

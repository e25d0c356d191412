/** The files of `-f`: paths, directories, `-` for what is piped in, and addresses on the web. */
// Models cli-runtime/pkg/resource/{builder,visitor}.go
import { type ManifestFile, parseManifests } from '../manifests/parse.ts';
import type { KubectlEnvironment } from './command.ts';
import { failure } from './failure.ts';
import type { FlagSpec, Flags } from './flags.ts';

export const fileFlags = (usage: string): readonly FlagSpec[] => [
  { name: 'filename', short: 'f', type: 'strings', usage },
  { name: 'kustomize', short: 'k', type: 'string', usage: 'Process a kustomization directory.' },
  { name: 'recursive', short: 'R', type: 'bool', usage: 'Process the directory used in -f, --filename recursively.' },
];

export const hasFiles = (flags: Flags): boolean => flags.has('filename') || flags.has('kustomize');

/** Each file, read; the text of one that cannot be read to its end is read up to there. */
export function readFiles(flags: Flags, env: KubectlEnvironment): readonly ManifestFile[] {
  if (flags.has('kustomize')) throw failure('the lab has no kustomize; apply the files with -f');
  const recursive = flags.bool('recursive');
  return flags
    .list('filename')
    .flatMap((path) => expand(path, recursive, env))
    .map(({ name, text }) => parseManifests(text, name));
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

function expand(path: string, recursive: boolean, env: KubectlEnvironment): readonly NamedText[] {
  if (path === '-') return [{ name: 'STDIN', text: env.stdin }];
  const text = env.readFile(path);
  if (text !== undefined) return [{ name: path, text }];
  if (/^https?:\/\//.test(path)) {
    throw failure(`unable to read URL "${path}", server reported 404 Not Found, status code=404`);
  }
  const files = env.readDirectory(path);
  if (files === undefined) throw failure(`the path "${path}" does not exist`);
  const prefix = path.endsWith('/') ? path : `${path}/`;
  const wanted = files.filter(
    (file) => /\.(json|yaml|yml)$/.test(file) && (recursive || !file.slice(prefix.length).includes('/')),
  );
  if (wanted.length === 0) throw failure(`error reading [${path}]: recognized file extensions are [.json .yaml .yml]`);
  return wanted.map((file) => ({ name: file, text: env.readFile(file) ?? '' }));
}

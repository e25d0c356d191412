/** Loads the files that a command line names. kubectl reads files synchronously; this file system is asynchronous. */
import { literalDirectory } from '../../kubectl/index.ts';
import type { CommandContext } from './terminal-output.ts';
import { publishedFiles } from '../machine/tutorial-files.ts';

export interface NamedFiles {
  /** The text of a file or of a known URL; `undefined` if it does not exist. */
  read(path: string): string | undefined;
  /** Paths of the files in a directory; `undefined` if it does not exist. */
  list(path: string): readonly string[] | undefined;
}

/** Largest number of files that are read from one directory. */
const maxFiles = 200;
/** Largest number of paths that kustomizations can name in total. */
const maxNamed = 5000;

const isKustomization = (path: string): boolean => /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);

/**
 * Reads every file that a word can name (`web.yaml`, `-fweb.yaml`, `--filename=a.yaml,b.yaml`, `key=path`), and the
 * files that kustomizations among them name.
 */
export async function readFiles(context: CommandContext, words: readonly string[]): Promise<NamedFiles> {
  const texts = new Map<string, string>();
  const directories = new Map<string, string[]>();
  const resolved = (path: string): string => context.fs.resolvePath(context.cwd, path);

  const named = new Set<string>();
  /** The depth to which directories have been read. */
  const depths = new Map<string, number>();

  async function load(path: string, depth: number): Promise<void> {
    const at = resolved(path);
    if (texts.has(at) || (depths.get(at) ?? -1) >= depth || !(await context.fs.exists(at))) return;
    if (!(await context.fs.stat(at)).isDirectory) {
      const text = await context.fs.readFile(at);
      texts.set(at, text);
      if (isKustomization(at)) for (const word of wordsIn(text)) named.add(context.fs.resolvePath(`${at}/..`, word));
      return;
    }
    depths.set(at, depth);
    const names = (await context.fs.readdir(at)).slice(0, maxFiles);
    directories.set(
      at,
      names.map((name) => `${path.replace(/\/$/, '')}/${name}`),
    );
    if (depth > 0) for (const name of names) await load(`${at}/${name}`, depth - 1);
  }

  for (const word of new Set(words.flatMap(pathsIn))) await load(word, 3);
  if (words.includes('kustomize')) await load('.', 1);
  let left = maxNamed;
  for (const path of named) if (left-- > 0) await load(path, 1);
  return {
    read: (path) => publishedFiles.get(path) ?? texts.get(resolved(path)),
    list: (path) => directories.get(resolved(path)),
  };
}

/** Returns the words of a kustomization that can be paths. */
const wordsIn = (text: string): readonly string[] =>
  [...text.matchAll(/[^\s'"[\]{},]+/g)].flatMap(([word]) => (word.length > 500 ? [] : [word, ...pathsIn(word)]));

function pathsIn(word: string): string[] {
  const values = [word, word.replace(/^-[a-zA-Z]/, ''), word.slice(word.indexOf('=') + 1)];
  // Returns the value of an option, and the path in `--from-file=key=path`.
  const last = word.slice(word.lastIndexOf('=') + 1);
  return [...values, last]
    .flatMap((value) => [value, ...value.split(',')])
    .map((path) => literalDirectory(path) ?? path)
    .filter((path) => path !== '' && path !== '-');
}

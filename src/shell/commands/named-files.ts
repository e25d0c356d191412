/** The files that a command line names. kubectl reads files at once, this file system reads them when it can. */
import type { CommandContext } from './terminal-output.ts';
import { publishedFiles } from '../tutorial-files.ts';

export interface NamedFiles {
  /** The text of a file or of a known address; `undefined` when there is none. */
  read(path: string): string | undefined;
  /** Paths of the files in a directory; `undefined` when there is none. */
  list(path: string): readonly string[] | undefined;
}

/** More files than this of one directory are not read. */
const maxFiles = 200;

/** Reads every file that a word may mean: `web.yaml`, `-fweb.yaml`, `--filename=a.yaml,b.yaml`, `key=path`. */
export async function readFiles(context: CommandContext, words: readonly string[]): Promise<NamedFiles> {
  const texts = new Map<string, string>();
  const directories = new Map<string, string[]>();
  const resolved = (path: string): string => context.fs.resolvePath(context.cwd, path);

  async function load(path: string, depth: number): Promise<void> {
    const at = resolved(path);
    if (texts.has(at) || directories.has(at) || !(await context.fs.exists(at))) return;
    if (!(await context.fs.stat(at)).isDirectory) {
      texts.set(at, await context.fs.readFile(at));
      return;
    }
    const names = (await context.fs.readdir(at)).slice(0, maxFiles);
    directories.set(
      at,
      names.map((name) => `${path.replace(/\/$/, '')}/${name}`),
    );
    if (depth > 0) for (const name of names) await load(`${at}/${name}`, depth - 1);
  }

  for (const word of new Set(words.flatMap(pathsIn))) await load(word, 3);
  return {
    read: (path) => publishedFiles.get(path) ?? texts.get(resolved(path)),
    list: (path) => directories.get(resolved(path)),
  };
}

function pathsIn(word: string): string[] {
  const values = [word, word.replace(/^-[a-zA-Z]/, ''), word.slice(word.indexOf('=') + 1)];
  // An option's value, then what follows the key in `--from-file=key=path`.
  const last = word.slice(word.lastIndexOf('=') + 1);
  return [...values, last]
    .flatMap((value) => [value, ...value.split(',')])
    .filter((path) => path !== '' && path !== '-');
}

/** Terminal devices among a shell's files: writing shows text, reading waits for typed lines. */
import type { IFileSystem } from 'just-bash/browser';
import { textOf } from '../machine/files.ts';
import { randomBytes, zeroBytes } from '../machine/random.ts';
import { opensMark } from '../language/forms.ts';
import { hidden, liveMark } from '../language/hidden.ts';

export interface Devices {
  /** Permissions that new files do not get. */
  readonly mask: { readonly value: number };
  /** Called with the file that a program fills while it runs, when it is opened. */
  readonly opened: (path: string) => void;
  /** Called with the reason if a file cannot be opened for writing. */
  readonly refused: (reason: string) => void;
  /** Called with written text, by the paths of the devices. */
  readonly written: Readonly<Record<string, (text: string) => void>>;
  /** Returns all available input, by the paths of the devices. */
  readonly read: Readonly<Record<string, () => Promise<string>>>;
}

/** The files, with the devices of one shell. */
export function withDevices(files: IFileSystem, { written, read, mask, opened, refused }: Devices): IFileSystem {
  const write: IFileSystem['writeFile'] = async (path, content, options) => {
    const text = textOf(content, options);
    if (text !== '') written[path]!(text);
  };
  /** Writes to a file with the permissions of new files. */
  const put = async (path: string, writeTo: (path: string) => Promise<void>): Promise<void> => {
    const plain = unmarked(path);
    if (path.endsWith(liveMark)) opened(plain);
    const reason = await noFolder(files, plain);
    if (reason !== undefined) {
      const code = reason === 'Not a directory' ? 'ENOTDIR' : 'ENOENT';
      throw new Error(`${code}: ${reason.toLowerCase()}, open '${plain}'`);
    }
    const before = (await files.exists(plain)) ? (await files.stat(plain)).mode : 0o666 & ~mask.value;
    await writeTo(plain);
    if (before !== usualMode) await files.chmod(plain, before);
  };
  const random: Readonly<Record<string, () => Uint8Array>> = {
    '/dev/random': randomBytes(),
    '/dev/urandom': randomBytes(),
    '/dev/zero': zeroBytes,
  };
  // Hidden commands are ordinary files that no listing shows.
  const isShown = (name: string): boolean => !Object.values<string>(hidden).includes(name);
  const own: Partial<IFileSystem> = {
    readdir: async (path) => (await files.readdir(path)).filter(isShown),
    ...(files.readdirWithFileTypes !== undefined && {
      readdirWithFileTypes: async (path) =>
        (await files.readdirWithFileTypes!(path)).filter(({ name }) => isShown(name)),
    }),
    getAllPaths: () => files.getAllPaths().filter((path) => !/^(\/usr)?\/bin\/lab-/.test(path)),
    resolvePath: (base, path) =>
      isMarked(path)
        ? `${files.resolvePath(base, unmarked(path))}${path.slice(unmarked(path).length)}`
        : files.resolvePath(base, path),
    // A redirection checks if the file exists before it opens it: a file that cannot be opened counts as existing.
    exists: async (path) => {
      if (path in random) return true;
      if (!isMarked(path)) return files.exists(path);
      const reason = await noFolder(files, unmarked(path));
      if (reason !== undefined) refused(reason);
      return reason !== undefined || files.exists(unmarked(path));
    },
    stat: async (path) => files.stat(path in random ? '/dev/null' : unmarked(path)),
    writeFile: (path, ...args) =>
      written[unmarked(path)] === undefined
        ? put(path, (plain) => files.writeFile(plain, ...args))
        : write(unmarked(path), ...args),
    appendFile: (path, ...args) =>
      written[unmarked(path)] === undefined
        ? put(path, (plain) => files.appendFile(plain, ...args))
        : write(unmarked(path), ...args),
    readFileBuffer: async (path) =>
      random[path]?.() ??
      (read[path] === undefined ? files.readFileBuffer(path) : new TextEncoder().encode(await read[path]())),
  };
  return new Proxy(files, {
    get(_, name) {
      // Callers that want bytes use a buffer if this method is missing.
      if (name === 'readFileBytes') return undefined;
      if (name in own) return own[name as keyof IFileSystem];
      const member: unknown = Reflect.get(files, name, files);
      return typeof member === 'function' ? (member.bind(files) as unknown) : member;
    },
  });
}

/** Returns the permissions of a newly written file. */
const usualMode = 0o644;

export const marks = new RegExp(`[${opensMark}${liveMark}]`, 'g');
const isMarked = (path: string): boolean => path.endsWith(opensMark) || path.endsWith(liveMark);
const unmarked = (path: string): string => (isMarked(path) ? path.replace(marks, '') : path);

/** Returns the system's error if the folder of a file does not exist. */
async function noFolder(files: IFileSystem, path: string): Promise<string | undefined> {
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  if (folder === '/dev/fd') return undefined;
  if (await files.exists(folder)) return (await files.stat(folder)).isDirectory ? undefined : 'Not a directory';
  const above = await noFolder(files, folder);
  return above ?? 'No such file or directory';
}

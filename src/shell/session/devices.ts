/** Terminal devices among a shell's files: writing shows text, reading waits for typed lines. */
import type { IFileSystem } from 'just-bash/browser';
import { textOf } from '../machine/files.ts';
import { hidden } from '../language/hidden.ts';

export interface Devices {
  /** Called with what is written, by the paths of the devices. */
  readonly written: Readonly<Record<string, (text: string) => void>>;
  /** Asked for all that there is to read. */
  readonly read: Readonly<Record<string, () => Promise<string>>>;
}

/** The same files, and the devices of one shell. */
export function withDevices(files: IFileSystem, { written, read }: Devices): IFileSystem {
  const write: IFileSystem['writeFile'] = async (path, content, options) => {
    const text = textOf(content, options);
    if (text !== '') written[path]!(text);
  };
  // Hidden commands are files as others are; nobody is shown them.
  const isShown = (name: string): boolean => !Object.values<string>(hidden).includes(name);
  const own: Partial<IFileSystem> = {
    readdir: async (path) => (await files.readdir(path)).filter(isShown),
    ...(files.readdirWithFileTypes !== undefined && {
      readdirWithFileTypes: async (path) =>
        (await files.readdirWithFileTypes!(path)).filter(({ name }) => isShown(name)),
    }),
    getAllPaths: () => files.getAllPaths().filter((path) => !/^(\/usr)?\/bin\/lab-/.test(path)),
    writeFile: (...args) => (written[args[0]] === undefined ? files.writeFile(...args) : write(...args)),
    appendFile: (...args) => (written[args[0]] === undefined ? files.appendFile(...args) : write(...args)),
    readFileBuffer: async (path) =>
      read[path] === undefined ? files.readFileBuffer(path) : new TextEncoder().encode(await read[path]()),
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

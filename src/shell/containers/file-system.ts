/** A container's files in the form that just-bash uses. */
import type { IFileSystem } from 'just-bash/browser';
import { type FileChange, usualDirectories } from '../../engine/index.ts';
import { textOf } from '../machine/files.ts';
import type { RunningContainer } from './find-container.ts';

type Stat = Awaited<ReturnType<IFileSystem['stat']>>;

/** Files have no modification times here. */
const begin = new Date(0);
/** The operating system's message, and the code by which programs recognize it. */
const codes: Readonly<Record<string, string>> = {
  'Read-only file system': 'EROFS',
  'Device or resource busy': 'EBUSY',
  'Is a directory': 'EISDIR',
  'Not a directory': 'ENOTDIR',
  'No such file or directory': 'ENOENT',
};

export class ContainerFileSystem implements IFileSystem {
  constructor(private readonly container: Pick<RunningContainer, 'files' | 'change'>) {}

  /** Files of the shell itself: its commands and system files. */
  readonly #own = new Map<string, string>();

  /** The paths at which just-bash puts them. */
  writeFileSync(path: string, content: string | Uint8Array): void {
    if (typeof content === 'string') this.#own.set(path, content);
  }

  async readFile(path: string): Promise<string> {
    return this.#read(path);
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    return new TextEncoder().encode(this.#read(path));
  }

  async writeFile(...[path, content, options]: Parameters<IFileSystem['writeFile']>): Promise<void> {
    if (path.startsWith('/dev/')) return;
    if (!this.#isDirectory(parentOf(path))) throw missing('open', path);
    this.#change({ op: 'write', path, content: textOf(content, options) });
  }

  async appendFile(...[path, content, options]: Parameters<IFileSystem['appendFile']>): Promise<void> {
    await this.writeFile(path, (this.container.files().read(path) ?? '') + textOf(content, options));
  }

  async exists(path: string): Promise<boolean> {
    return this.#has(path);
  }

  async stat(path: string): Promise<Stat> {
    const isDirectory = this.#isDirectory(path);
    if (!this.#has(path)) throw missing('stat', path);
    const content = this.container.files().read(path);
    return {
      isFile: !isDirectory,
      isDirectory,
      isSymbolicLink: false,
      mode: isDirectory || this.#own.has(path) ? 0o755 : 0o644,
      size: isDirectory ? 4096 : new TextEncoder().encode(content ?? '').length,
      mtime: begin,
    };
  }

  lstat(path: string): Promise<Stat> {
    return this.stat(path);
  }

  async mkdir(path: string, options?: { recursive?: boolean }): Promise<void> {
    if (this.#has(path)) {
      if (options?.recursive) return;
      throw fileError('EEXIST', 'file already exists, mkdir', path);
    }
    if (!options?.recursive && !this.#isDirectory(parentOf(path))) throw missing('mkdir', path);
    this.#change({ op: 'makeDirectory', path });
  }

  async readdir(path: string): Promise<string[]> {
    if (!this.#has(path)) throw missing('scandir', path);
    if (!this.#isDirectory(path)) throw fileError('ENOTDIR', 'not a directory, scandir', path);
    const names = this.container.files().list(path) ?? [];
    const also = [...usualDirectories, ...this.#own.keys()]
      .filter((other) => parentOf(other) === path)
      .map((other) => other.slice(path === '/' ? 1 : path.length + 1));
    return [...new Set([...names, ...also])].sort();
  }

  async rm(path: string, options?: { recursive?: boolean; force?: boolean }): Promise<void> {
    if (!this.#has(path)) {
      if (options?.force) return;
      throw missing('rm', path);
    }
    if (this.#isDirectory(path) && !options?.recursive && (await this.readdir(path)).length > 0) {
      throw fileError('ENOTEMPTY', 'directory not empty, rm', path);
    }
    this.#change({ op: 'remove', path });
  }

  async cp(from: string, to: string, options?: { recursive?: boolean }): Promise<void> {
    if (!this.#has(from)) throw missing('cp', from);
    if (!this.#isDirectory(from)) return this.writeFile(to, this.#read(from));
    if (!options?.recursive) throw fileError('EISDIR', 'is a directory, cp', from);
    this.#change({ op: 'makeDirectory', path: to });
    for (const name of await this.readdir(from)) await this.cp(`${from}/${name}`, `${to}/${name}`, options);
  }

  async mv(from: string, to: string): Promise<void> {
    await this.cp(from, to, { recursive: true });
    await this.rm(from, { recursive: true });
  }

  resolvePath(base: string, path: string): string {
    const parts: string[] = [];
    for (const part of `${path.startsWith('/') ? '' : base}/${path}`.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return `/${parts.join('/')}`;
  }

  getAllPaths(): string[] {
    const files = this.container.files();
    const within = (path: string): string[] =>
      (files.list(path) ?? []).flatMap((name) => {
        const inside = `${path === '/' ? '' : path}/${name}`;
        return [inside, ...within(inside)];
      });
    return ['/', ...within('/')];
  }

  async realpath(path: string): Promise<string> {
    if (!this.#has(path)) throw missing('realpath', path);
    return path;
  }

  /** All files belong to root, who may do everything. */
  async chmod(path: string): Promise<void> {
    if (!this.#has(path)) throw missing('chmod', path);
  }

  async utimes(path: string): Promise<void> {
    if (!this.#has(path)) throw missing('utimes', path);
  }

  async symlink(_: string, path: string): Promise<void> {
    throw fileError('EPERM', 'operation not permitted, symlink', path);
  }

  async link(_: string, path: string): Promise<void> {
    throw fileError('EPERM', 'operation not permitted, link', path);
  }

  async readlink(path: string): Promise<string> {
    throw fileError('EINVAL', 'invalid argument, readlink', path);
  }

  #isDirectory(path: string): boolean {
    return path === '/' || usualDirectories.includes(path) || this.container.files().list(path) !== undefined;
  }

  #has(path: string): boolean {
    if (this.#isDirectory(path) || path.startsWith('/dev/') || this.#own.has(path)) return true;
    return this.container.files().read(path) !== undefined;
  }

  #read(path: string): string {
    if (this.#isDirectory(path)) throw fileError('EISDIR', 'illegal operation on a directory, read', path);
    const content = this.container.files().read(path) ?? this.#own.get(path);
    if (content === undefined && !path.startsWith('/dev/')) throw missing('open', path);
    return content ?? '';
  }

  #change(change: FileChange): void {
    const problem = this.container.change(change);
    if (problem !== undefined) throw fileError(codes[problem] ?? 'EIO', problem.toLowerCase(), change.path);
  }
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
const missing = (call: string, path: string): Error => fileError('ENOENT', `no such file or directory, ${call}`, path);

/** In Node's words, for which just-bash looks. */
function fileError(code: string, words: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${words} '${path}'`), { code });
}

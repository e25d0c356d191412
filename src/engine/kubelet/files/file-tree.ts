/**
 * Files and directories in memory. Paths are absolute and normalized: `/data/index.html`, without `..` and without a
 * trailing slash.
 */
export class FileTree {
  readonly #files = new Map<string, string>();
  readonly #directories = new Set<string>(['/']);

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, content] of Object.entries(files)) this.write(path, content);
  }

  read(path: string): string | undefined {
    return this.#files.get(path);
  }

  isDirectory(path: string): boolean {
    return this.#directories.has(path);
  }

  /** Missing parent directories are created. */
  write(path: string, content: string): void {
    this.makeDirectory(parentOf(path));
    this.#files.set(path, content);
  }

  makeDirectory(path: string): void {
    for (let at = path; !this.#directories.has(at); at = parentOf(at)) this.#directories.add(at);
  }

  /** Removes a file, or a directory with its content. */
  remove(path: string): void {
    const within = path === '/' ? '/' : `${path}/`;
    for (const set of [this.#files, this.#directories]) {
      for (const other of [...set.keys()]) if (other === path || other.startsWith(within)) set.delete(other);
    }
    this.#directories.add('/');
  }

  /** Returns the sorted names in a directory; `undefined` if it is not a directory. */
  list(path: string): readonly string[] | undefined {
    if (!this.isDirectory(path)) return undefined;
    const all = [...this.#files.keys(), ...this.#directories].filter((p) => p !== '/' && parentOf(p) === path);
    return all.map(nameOf).sort();
  }

  get files(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#files].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

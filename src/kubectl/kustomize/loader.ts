/** The files that a kustomization may use: those in its directory and below, and other directories. */
// Models sigs.k8s.io/kustomize/api/internal/loader/{fileloader,loadrestrictions}.go and kyaml/filesys
import { BuildError } from './build-error.ts';

export interface BuildFiles {
  /** An absolute path, without `.` and `..`. */
  resolvePath(path: string): string;
  readFile(path: string): string | undefined;
  /** Returns the paths in a directory; `undefined` if there is none. */
  readDirectory(path: string): readonly string[] | undefined;
}

/** Deepest nesting of kustomizations, and largest number in total. */
const limits = { depth: 30, directories: 300 };

interface Budget {
  directories: number;
}

export class Loader {
  private constructor(
    readonly root: string,
    private readonly files: BuildFiles,
    private readonly parents: readonly string[],
    private readonly budget: Budget,
    private readonly unrestricted: boolean,
  ) {}

  /** @param path As it was typed. */
  static at(path: string, files: BuildFiles, unrestricted: boolean): Loader {
    const root = directoryAt(path, files.resolvePath(path), files);
    return new Loader(root, files, [], { directories: 0 }, unrestricted);
  }

  /** Returns a loader for the directory at `path`. */
  enter(path: string): Loader {
    if (path === '') throw new BuildError('new root cannot be empty');
    if (isRemote(path)) throw new BuildError(`the lab cannot fetch '${path}': it has no network outside the cluster`);
    if (path.startsWith('/')) throw new BuildError(`new root '${path}' cannot be absolute`);
    const root = directoryAt(joined(this.root, path), joined(this.root, path), this.files);
    for (const visited of [this.root, ...this.parents.toReversed()]) {
      if (isWithin(visited, root)) {
        throw new BuildError(`cycle detected: candidate root '${root}' contains visited root '${visited}'`);
      }
    }
    if (this.parents.length >= limits.depth || ++this.budget.directories > limits.directories) {
      throw new BuildError(
        `too many kustomizations: the lab reads ${limits.directories}, and ${limits.depth} in each other`,
      );
    }
    return new Loader(root, this.files, [...this.parents, this.root], this.budget, this.unrestricted);
  }

  /** The text of a file. */
  read(path: string): string {
    if (isRemote(path)) {
      const published = this.files.readFile(path);
      if (published !== undefined) return published;
      throw new BuildError(`the lab cannot fetch '${path}': it has no network outside the cluster`);
    }
    const at = path.startsWith('/') ? joined('/', path) : joined(this.root, path);
    if (this.files.readDirectory(at) !== undefined) throw new BuildError(`'${at}' must resolve to a file`);
    const text = this.files.readFile(at);
    if (text === undefined) throw new BuildError(noSuchFile(at, at));
    if (!this.unrestricted && !isWithin(at, this.root))
      throw new BuildError(`security; file '${at}' is not in or below '${this.root}'`);
    return text;
  }

  /** Returns the text of a file in this directory, if it exists. */
  find(name: string): string | undefined {
    return this.files.readFile(joined(this.root, name));
  }
}

const isRemote = (path: string): boolean => /^(https?|ssh|git|file):|^git@|^(www\.)?github\.com\//.test(path);

const noSuchFile = (path: string, at: string): string =>
  `evalsymlink failure on '${path}' : lstat ${at}: no such file or directory`;

/** @param path As it was written; `at` is the place. */
function directoryAt(path: string, at: string, files: BuildFiles): string {
  if (files.readDirectory(at) !== undefined) return at;
  const reason =
    files.readFile(at) === undefined
      ? `not a valid directory: ${noSuchFile(path, at)}`
      : `'${path}': file is not directory`;
  throw new BuildError(`must build at directory: ${reason}`);
}

/** Returns true if a path is the directory, or inside it. */
const isWithin = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);

function joined(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${directory}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

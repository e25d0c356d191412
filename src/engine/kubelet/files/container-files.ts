/** The files of a container: its writable layer, and the mounts over it. */
import { type FileTree, nameOf, parentOf } from './file-tree.ts';

/** The reason why a file cannot be changed, in the words of the operating system. */
export type FileProblem =
  | 'Read-only file system'
  | 'Device or resource busy'
  | 'Is a directory'
  | 'Not a directory'
  | 'No such file or directory'
  | 'No space left on device';

/** A change as plain data, so that it can be stored and repeated. */
export type FileChange =
  | { readonly op: 'write'; readonly path: string; readonly content: string }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'makeDirectory'; readonly path: string };

/** Read access to a container's files. */
export interface FileView {
  /** `undefined` if there is no such file. */
  read(path: string): string | undefined;
  /** Names in a directory; `undefined` if it is not a directory. */
  list(path: string): readonly string[] | undefined;
}

export interface Mount {
  /** The mount path in the container. */
  readonly path: string;
  /** Returns the files of the volume as they are now. */
  readonly tree: () => FileTree;
  /** The mounted part of the tree: `/` for all of it, otherwise a directory or file in it. */
  readonly root: string;
  readonly readOnly: boolean;
  /** Name of the PersistentVolume with the data. */
  readonly volume?: string;
}

/** Converts `/a//b/../c/` to `/a/c`. */
function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const isWithin = (path: string, directory: string): boolean =>
  directory === '/' || path === directory || path.startsWith(`${directory}/`);

export class ContainerFiles implements FileView {
  readonly #mounts: readonly Mount[];

  constructor(layer: FileTree, mounts: readonly Mount[]) {
    const root: Mount = { path: '/', tree: () => layer, root: '/', readOnly: false };
    // The deepest first: a mount hides the files beneath it.
    this.#mounts = [...mounts, root].sort((a, b) => b.path.length - a.path.length);
    for (const { path, tree, root: part, readOnly } of mounts) {
      if (layer.read(path) === undefined) layer.makeDirectory(parentOf(path));
      if (!readOnly && tree().read(part) === undefined) tree().makeDirectory(part);
    }
  }

  read(path: string): string | undefined {
    const { mount, inside } = this.#locate(path);
    return mount.tree().read(inside);
  }

  list(path: string): readonly string[] | undefined {
    const at = normalPath(path);
    const { mount, inside } = this.#locate(at);
    const own = mount.tree().list(inside);
    if (own === undefined) return undefined;
    const mounted = this.#mounts.filter((m) => m.path !== '/' && parentOf(m.path) === at).map((m) => nameOf(m.path));
    return [...new Set([...own, ...mounted])].sort();
  }

  /** Makes the change, or returns the reason why it fails. */
  change(change: FileChange): FileProblem | undefined {
    const at = normalPath(change.path);
    const { mount, inside } = this.#locate(at);
    const tree = mount.tree();
    if (mount.readOnly) return 'Read-only file system';
    if (change.op === 'remove') {
      if (this.#mounts.some((m) => isWithin(m.path, at))) return 'Device or resource busy';
      if (tree.read(inside) === undefined && !tree.isDirectory(inside)) return 'No such file or directory';
      return void tree.remove(inside);
    }
    for (let above = inside; above !== '/';) {
      above = parentOf(above);
      if (tree.read(above) !== undefined) return 'Not a directory';
    }
    if (change.op === 'makeDirectory') return void tree.makeDirectory(inside);
    if (tree.isDirectory(inside)) return 'Is a directory';
    return void tree.write(inside, change.content);
  }

  /** Returns the name of the PersistentVolume with the file, and its files. */
  volumeAt(path: string): { readonly name: string; readonly tree: FileTree } | undefined {
    const { volume, tree } = this.#locate(path).mount;
    return volume === undefined ? undefined : { name: volume, tree: tree() };
  }

  #locate(path: string): { mount: Mount; inside: string } {
    const at = normalPath(path);
    const mount = this.#mounts.find((m) => isWithin(at, m.path))!;
    const below = mount.path === '/' ? at : at.slice(mount.path.length);
    return { mount, inside: normalPath(`${mount.root}/${below}`) };
  }
}

/** Paths and directories in a container. */
import type { FileView } from '../kubelet/files/container-files.ts';
import { isPattern, matching, unescaped } from './sh/patterns.ts';

/** Directories of every image. */
export const usualDirectories: readonly string[] = [
  '/bin',
  '/dev',
  '/etc',
  '/home',
  '/opt',
  '/proc',
  '/root',
  '/tmp',
  '/usr',
  '/usr/bin',
  '/var',
  '/var/log',
];

export const isDirectory = (files: FileView, path: string): boolean =>
  path === '/' || usualDirectories.includes(path) || files.list(path) !== undefined;

/** Returns an absolute path; a relative one begins in the working directory: `../b/` in `/a` is `/b`. */
export function resolvePath(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${path.startsWith('/') ? '' : cwd}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Returns the names in a directory, including those of every image. */
export function namesIn(files: FileView, path: string): readonly string[] {
  const usual = usualDirectories.filter(
    (other) => other.slice(0, other.lastIndexOf('/')) === (path === '/' ? '' : path),
  );
  const own = usual.map((other) => other.slice(other.lastIndexOf('/') + 1));
  return [...new Set([...(files.list(path) ?? []), ...own])].sort();
}

/** Returns the sorted paths of the files and directories that match a shell pattern. */
export function matchingPaths(files: FileView, cwd: string, pattern: string): readonly string[] {
  let found = [pattern.startsWith('/') ? '/' : ''];
  for (const part of pattern.split('/').filter((each) => each !== '')) {
    found = found.flatMap((path) => {
      const join = (name: string): string => (path === '' || path === '/' ? `${path}${name}` : `${path}/${name}`);
      if (!isPattern(part))
        return isThere(files, resolvePath(cwd, join(unescaped(part)))) ? [join(unescaped(part))] : [];
      const matches = matching(part);
      const hidden = part.startsWith('.');
      const names = namesIn(files, resolvePath(cwd, path)).filter((n) => matches(n) && n.startsWith('.') === hidden);
      return names.map(join);
    });
  }
  return found;
}

export const isThere = (files: FileView, path: string): boolean =>
  files.read(path) !== undefined || isDirectory(files, path);

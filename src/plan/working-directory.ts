/** The working directory of a planned command. */

type Files = Readonly<Record<string, string>>;

/** Reads files by path, and the directories that their paths contain. */
export const workingDirectory = (files: Files) => ({
  readFile: (path: string): string | undefined =>
    Object.hasOwn(files, nameOf(path)) ? files[nameOf(path)] : undefined,
  readDirectory: (path: string): readonly string[] | undefined => entriesOf(files, path),
});

const nameOf = (path: string): string => path.replace(/^(\.\/+)+/, '').replace(/\/+$/, '');

/** Returns the paths of what lies in a directory; undefined if there is no such directory. */
function entriesOf(files: Files, path: string): readonly string[] | undefined {
  const directory = nameOf(path);
  const inside = directory === '.' || directory === '' ? '' : `${directory}/`;
  const names = Object.keys(files).flatMap((name) =>
    name.startsWith(inside) ? name.slice(inside.length).split('/', 1) : [],
  );
  const parent = path.replace(/\/*$/, '/');
  return names.length === 0 ? undefined : [...new Set(names)].map((name) => parent + name);
}

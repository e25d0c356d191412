/** Files that the user wrote into the home directory, as text that can be saved and restored. */
import type { TerminalFiles } from './files.ts';
import { homeFiles } from './tutorial-files.ts';

/** Files by their paths within the home directory. */
export type OwnFiles = Readonly<Record<string, string>>;

/** Limits of saved files, so that a link can carry them. Files beyond them last until the page is closed. */
export const keptAtMost = { files: 50, characters: 64 * 1024 };

/** The editor's text is kept with the rest of the session. */
const live = 'manifest.yaml';

/** The text files at and below `home` that were not there from the beginning, or are different, by name. */
export async function ownFiles(files: TerminalFiles, home: string): Promise<OwnFiles> {
  const own: [string, string][] = [];
  let room = keptAtMost.characters;
  const paths = files.paths().filter((path) => path.startsWith(`${home}/`) && !path.endsWith('/'));
  for (const path of paths.sort()) {
    const name = path.slice(home.length + 1);
    if (name === live) continue;
    const text = await files.readFile(path).catch(() => null);
    if (text === null || text === homeFiles[name] || text.includes('\uFFFD')) continue;
    const size = name.length + text.length;
    if (size > room || own.length === keptAtMost.files) continue;
    room -= size;
    own.push([name, text]);
  }
  return Object.fromEntries(own);
}

/** Puts files back. They may come from a link of anyone: what would lie elsewhere is left out. */
export function putBack(files: TerminalFiles, home: string, own: OwnFiles): void {
  for (const [name, text] of Object.entries(own)) {
    if (name === live || name.split('/').some((part) => part === '' || part === '.' || part === '..')) continue;
    try {
      files.writeFileSync(`${home}/${name}`, text);
    } catch {
      // No room, or a directory has that name: the others are put back all the same.
    }
  }
}

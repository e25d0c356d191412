/** Saves and restores the text files that the user wrote into the home directory. */
import type { TerminalFiles } from './files.ts';
import { homeFiles } from './tutorial-files.ts';

/** Files by their paths within the home directory. */
export type OwnFiles = Readonly<Record<string, string>>;

/** Limits of saved files, so that they fit into a link. Other files last until the page is closed. */
export const keptAtMost = { files: 50, characters: 64 * 1024 };

/** The editor's text is saved with the rest of the session. */
const live = 'manifest.yaml';

/** Returns the text files below `home` that are new or changed, by name. */
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

/** Restores files. They can come from anyone's link: paths outside of the home directory are ignored. */
export function putBack(files: TerminalFiles, home: string, own: OwnFiles): void {
  for (const [name, text] of Object.entries(own)) {
    if (name === live || name.split('/').some((part) => part === '' || part === '.' || part === '..')) continue;
    try {
      files.writeFileSync(`${home}/${name}`, text);
    } catch {
      // There is no space, or a directory has that name: the other files are restored.
    }
  }
}

/** Opens files from outside: sessions, lessons, and manifests. Each may be anything. */
import { maxLessonFile } from '../../../share/saved-fields.ts';
import { parseSession } from '../../../share/read-session.ts';
import type { Lab } from '../../../store/lab.ts';
import { isDump, offerDump } from '../../import/offered-dump.ts';
import type { Site } from '../site.tsx';

/** Largest file that is read, in bytes: as much as a session may hold. */
const maxBytes = 8 * 1024 * 1024;

/** Returns true for the text of a lesson file, by its top-level fields: an object has a kind. */
const isLesson = (text: string): boolean =>
  !/^(?:apiVersion|kind|"?\{)/m.test(text) &&
  /^(?:id|title|serves|leavesOut|minutes|start|parts|pages)[ \t]*:/m.test(text);

/** Opens a text as a lesson file, or replaces the open one. If it is too long, nothing changes and the page says so. */
export function openLesson(
  lab: Lab,
  text: string,
  action: 'openLessonFile' | 'editLessonFile' = 'openLessonFile',
): void {
  if (text.length > maxLessonFile) lab.act('showBanner', { banner: 'LessonTooLong' });
  else lab.act(action, { text });
}

/** Number of bytes that show if a file is a dump. */
const beginning = 64 * 1024;

/** Opens files: all dumps of a cluster together, otherwise the first file. */
export async function openFiles(lab: Lab, site: Pick<Site, 'openApart'>, files: readonly File[]): Promise<void> {
  const [first] = files;
  if (first === undefined) return;
  try {
    const heads = await Promise.all(files.map((file) => file.slice(0, beginning).text()));
    const dumps = files.filter((_, i) => isDump(heads[i]!));
    if (dumps.length === 0) return await openFile(lab, site, first);
    offerDump({ files: dumps });
    lab.act('openImport');
  } catch {
    lab.act('showBanner', { banner: 'FileUnreadable' });
  }
}

/** Opens a file by its content. If it cannot be opened, nothing changes and the page shows a message. */
async function openFile(lab: Lab, site: Pick<Site, 'openApart'>, file: File): Promise<void> {
  try {
    if (file.size > maxBytes) throw new Error('too large');
    const text = await file.text();
    if (/^\s*\{/.test(text) && !/"kind"\s*:/.test(text.slice(0, 200))) await site.openApart(parseSession(text));
    else if (isLesson(text)) openLesson(lab, text);
    else openManifest(lab, text);
  } catch {
    lab.act('showBanner', { banner: 'FileUnreadable' });
  }
}

/** Puts a text into the editor; the previous one can be restored. */
function openManifest(lab: Lab, text: string): void {
  const before = lab.store.getState().text;
  lab.act('edit', { text });
  if (lab.store.getState().text === text) lab.act('keepReplacedText', { text: before });
}

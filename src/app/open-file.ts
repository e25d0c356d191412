/** Opens the lesson file that the address names. Loaded on demand. */
import { maxLessonFile } from '../share/saved-fields.ts';
import type { Lab } from '../store/lab.ts';
import { openLesson } from '../ui/kit/browser/open-file.ts';

/** Longest wait for a lesson file, in ms, and its largest size in bytes: a character has up to four. */
const maxWait = 10_000;
const maxBytes = 4 * maxLessonFile;

/** Opens the lesson file that an address names, from this site only. If it cannot be opened, nothing changes. */
export async function openLessonAt(lab: Lab, address: string): Promise<void> {
  try {
    openLesson(lab, await textAt(address));
  } catch {
    lab.act('showBanner', { banner: 'LessonNotFound' });
  }
}

/** @throws Error if it belongs to another site, does not exist, is not text, or is too long. */
async function textAt(address: string): Promise<string> {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin || !/^https?:$/.test(url.protocol)) throw new Error('another site');
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(maxWait) });
  if (!response.ok || response.body === null) throw new Error(`${response.status}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw new Error('too long');
    }
    text += decoder.decode(value, { stream: true });
  }
}

export { openFiles } from '../ui/kit/browser/open-file.ts';

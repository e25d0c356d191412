import { strToU8, zipSync } from 'fflate';

/** Returns an archive of text files, by their paths. The same files give the same archive. */
export function zipped(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const bytes = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]));
  // The earliest time that an archive can hold.
  return zipSync(bytes, { mtime: new Date(1980, 0, 2) });
}

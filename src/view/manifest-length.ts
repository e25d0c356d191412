/** The longest manifest that the editor takes, and the longest that it shows with everything it can do. */

/**
 * Characters: 256 KiB, as much as the annotations of an object may hold. `kubectl apply` keeps the manifest in one of
 * them, so that it refuses larger objects in any case. Reading and applying such a text fits into one task of the page.
 */
export const maxManifestLength = 256 * 1024;

/** Reports if an edit makes a text longer than the editor takes. A longer text that a link brought can be shortened. */
export const isTooLong = (text: string, before = ''): boolean =>
  text.length > maxManifestLength && text.length > before.length;

/** Characters from which on the editor leaves out what costs too much in long texts: pairs of brackets, ends of long lines. */
const largeManifest = 32 * 1024;

/** Reports if the editor shows a text of so many characters with less. */
export const isLarge = (length: number): boolean => length > largeManifest;

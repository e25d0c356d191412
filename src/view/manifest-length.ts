/** The longest manifest that the editor takes. */

/**
 * Characters: 256 KiB, as much as the annotations of an object may hold. `kubectl apply` keeps the manifest in one of
 * them, so that it refuses larger objects in any case. Reading and applying such a text fits into one task of the page.
 */
export const maxManifestLength = 256 * 1024;

/** Reports if an edit makes a text longer than the editor takes. A longer text that a link brought can be shortened. */
export const isTooLong = (text: string, before = ''): boolean =>
  text.length > maxManifestLength && text.length > before.length;

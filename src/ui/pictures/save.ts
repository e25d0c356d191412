/** Copies to the clipboard. Returns false where that is not allowed: in a frame, or over plain http. */
export async function copy(type: 'image/png' | 'text/plain', content: Promise<Blob | string>): Promise<boolean> {
  try {
    // The promise goes into the item: Safari wants the clipboard asked for while the click is still being handled.
    await navigator.clipboard.write([new ClipboardItem({ [type]: content })]);
    return true;
  } catch {
    return false;
  }
}

/** Copies to the clipboard. Returns false where that is not allowed: in a frame, or over plain http. */
export async function copy(type: 'image/png' | 'text/plain', content: Promise<Blob | string>): Promise<boolean> {
  try {
    // The item takes the promise: Safari requires the call while the click is still being handled.
    await navigator.clipboard.write([new ClipboardItem({ [type]: content })]);
    return true;
  } catch {
    return false;
  }
}

/** Ways out of the page. */

export function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** Whether it worked: a page that is embedded, or comes over plain http, may not be allowed to. */
export async function copy(type: 'image/png' | 'text/plain', content: Promise<Blob | string>): Promise<boolean> {
  try {
    // The promise goes into the item: Safari wants the clipboard asked for while the click is still being handled.
    await navigator.clipboard.write([new ClipboardItem({ [type]: content })]);
    return true;
  } catch {
    return false;
  }
}

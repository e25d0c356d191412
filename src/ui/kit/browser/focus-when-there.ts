/** Focuses an element that may still be loading. Returns the canceller. */
export function focusWhenThere(selector: string): () => void {
  const observer = new MutationObserver(focus);
  function focus(): void {
    const found = document.querySelector<HTMLElement>(selector);
    if (found === null) return;
    observer.disconnect();
    found.focus();
  }
  observer.observe(document.body, { childList: true, subtree: true });
  focus();
  return () => observer.disconnect();
}

/**
 * Marks an element that scrolls sideways: `data-more` is true while a part at its end is out of sight. An element with
 * text only is a Tab stop while it overflows, so that arrow keys scroll it. For use as a `ref`; returns the function
 * that ends it.
 */
export function watchWidth(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined;
  const scrolled = element;
  function mark(): void {
    const { scrollLeft, clientWidth, scrollWidth } = scrolled;
    scrolled.dataset['more'] = String(Math.abs(scrollLeft) + clientWidth < scrollWidth - 1);
    if (scrollWidth > clientWidth && scrolled.querySelector('button') === null) scrolled.tabIndex = 0;
    else scrolled.removeAttribute('tabindex');
  }
  const sizes = new ResizeObserver(mark);
  sizes.observe(element);
  const contents = new MutationObserver(mark);
  contents.observe(element, { childList: true, characterData: true, subtree: true });
  element.addEventListener('scroll', mark, { passive: true });
  mark();
  return () => {
    sizes.disconnect();
    contents.disconnect();
    scrolled.removeEventListener('scroll', mark);
  };
}

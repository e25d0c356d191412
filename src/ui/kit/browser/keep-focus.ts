/**
 * Keeps the focus from getting lost: when the focused element is removed, hidden or disabled, its nearest named
 * container gets the focus. That is announced, and pressing the same key again presses nothing.
 */

/** Containers with arrow keys: they have one Tab stop, at the last or the nearest place. */
const walked = '[role="grid"], [data-roving]';

/** Elements that can receive the focus: focusable ones and regions. */
const places = '[tabindex], section, aside, nav, dialog, [role="region"], [role="group"]';

const isNamed = (element: Element): boolean =>
  element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby') || element.hasAttribute('tabindex');

const isLive = (element: Element): boolean =>
  element.isConnected && element.closest('[inert]') === null && !element.matches(':disabled');

const isUsable = (element: Element): boolean =>
  isLive(element) && element.checkVisibility({ visibilityProperty: true });

/**
 * Returns the element that gets the focus instead.
 * @param path The element that had it, and its ancestors, innermost first.
 */
function homeOf(path: readonly Element[]): HTMLElement | undefined {
  for (const around of path.slice(1)) {
    const stop = around.matches(walked) && [...around.querySelectorAll<HTMLElement>('[tabindex="0"]')].find(isUsable);
    if (stop) return stop;
    if (around.matches(places) && isNamed(around) && isUsable(around)) return around as HTMLElement;
  }
  return undefined;
}

function pathOf(element: Element): readonly Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) path.push(at);
  return path;
}

/**
 * Keeps the focus until the returned function is called.
 * @param otherwise Selects the element that gets the focus if no container is left.
 */
export function keepFocus(otherwise: string): () => void {
  /** Path of the focused or last focused element; empty when the user has left it. */
  let path: readonly Element[] = [];
  let asked = false;
  /** Element opened by a key while nothing had the focus; when it closes, nothing gets the focus. */
  let fromNothing: Element | null = null;

  function settle(): void {
    asked = false;
    const [last] = path;
    const active = document.activeElement ?? document.body;
    if (last === undefined || (active === last ? isLive(last) : active !== document.body)) return;
    // The user has left the focus, or it was only temporary.
    if (isUsable(last) || (fromNothing !== null && path.includes(fromNothing) && !isUsable(fromNothing))) {
      path = [];
      return;
    }
    const home = homeOf(path) ?? document.querySelector<HTMLElement>(otherwise);
    if (home === null) return;
    if (home.tabIndex < 0 && !home.hasAttribute('tabindex')) home.tabIndex = -1;
    home.focus({ preventScroll: true });
  }

  /** With the next frame, after all others that move the focus: a grid to a cell, a dialog to its opener. */
  function ask(): void {
    if (asked || path.length === 0) return;
    asked = true;
    requestAnimationFrame(settle);
  }

  const onFocus = ({ target }: FocusEvent): void => {
    if (path.length === 0 && target instanceof Element) fromNothing = target.closest('dialog');
    path = target instanceof Element ? pathOf(target) : [];
  };
  /** The browser fires this before the element is removed, or not at all. */
  const onBlur = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget === null) ask();
  };
  const observer = new MutationObserver(ask);
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden', 'inert'] });
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', onBlur);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('focusout', onBlur);
  };
}

import { type ElementHandle, expect, type Locator, type Page } from '@playwright/test';

type Found = ElementHandle<SVGElement | HTMLElement>;

/** A user without a mouse. */
export class Keyboard {
  constructor(readonly page: Page) {}

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** Expects a visible focus: an outline around the focused element or around its container. */
  async expectFocusSeen(): Promise<void> {
    await this.#seeFocus(null);
  }

  /** Presses Tab until the target has the focus. Each stop on the way must show its focus. */
  async tabTo(target: Locator, { back = false } = {}): Promise<void> {
    // The target may be in a part of the page that is still loading.
    await expect(target).toBeAttached();
    // Finding the target by its role takes longer than a stop, so it is found again only after it was replaced.
    let element = await target.elementHandle();
    for (let stops = 0; stops < 60; stops++) {
      await this.page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
      let found = await this.#seeFocus(element);
      if (found === 'replaced') {
        element = await target.elementHandle();
        found = await this.#seeFocus(element);
      }
      if (found === 'focused') return;
    }
    await expect(target, 'can be reached by Tab').toBeFocused();
  }

  /** Expects a visible focus. Returns the position of `target`. */
  async #seeFocus(target: Found | null): Promise<'focused' | 'elsewhere' | 'replaced'> {
    const { found, ...focus } = await this.page.evaluate((wanted) => {
      const name = (element: Element) =>
        `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`;
      const own = document.activeElement!;
      const { width, height } = own.getBoundingClientRect();
      // The editor and the terminal show the focus on their whole panel, the partition on its flag.
      const panel = own.matches('textarea') ? own.closest('.manifest-editor, .terminal') : null;
      const outlined = [
        ...[own, ...own.children].map((element) => getComputedStyle(element)),
        panel && getComputedStyle(panel),
        panel && getComputedStyle(panel, '::after'),
      ].some((style) => style !== null && parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none');
      const seen = outlined && own !== document.body && width > 0 && height > 0;
      const there = wanted === own ? 'focused' : 'elsewhere';
      const found: 'focused' | 'elsewhere' | 'replaced' = wanted?.isConnected === false ? 'replaced' : there;
      return { name: name(own).slice(0, 80), seen, found };
    }, target);
    expect(focus).toEqual({ name: focus.name, seen: true });
    return found;
  }
}

import { expect, type Locator, type Page } from '@playwright/test';

/** A person without a mouse. */
export class Keyboard {
  constructor(readonly page: Page) {}

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** Expects a visible focus: an outline around the focused element, or around its container. */
  async expectFocusSeen(): Promise<void> {
    const focus = await this.page.evaluate(() => {
      const name = (element: Element) =>
        `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`;
      const own = document.activeElement!;
      const { width, height } = own.getBoundingClientRect();
      // Of the editor and the terminal it is the whole panel that shows it; of the partition, its flag.
      const panel = own.matches('textarea') ? own.closest('.manifest-editor, .terminal') : null;
      const outlined = [
        ...[own, ...own.children].map((element) => getComputedStyle(element)),
        panel && getComputedStyle(panel),
        panel && getComputedStyle(panel, '::after'),
      ].some((style) => style !== null && parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none');
      return { name: name(own).slice(0, 80), seen: outlined && own !== document.body && width > 0 && height > 0 };
    });
    expect(focus).toEqual({ name: focus.name, seen: true });
  }

  /** Presses Tab until the target has the focus; each stop on the way must be seen. */
  async tabTo(target: Locator, { back = false } = {}): Promise<void> {
    // It may be in a part of the page that is loaded only now.
    await expect(target).toBeAttached();
    const focused = () => target.evaluate((element) => element === document.activeElement);
    for (let stops = 0; stops < 60; stops++) {
      await this.page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
      await this.expectFocusSeen();
      if (await focused()) return;
    }
    await expect(target, 'can be reached by Tab').toBeFocused();
  }
}

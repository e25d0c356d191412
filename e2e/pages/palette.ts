import { expect, type Locator, type Page } from '@playwright/test';
import { settled } from './settled.ts';

/** Page object of the command palette, used from the keyboard. */
export class Palette {
  readonly dialog: Locator;
  readonly input: Locator;
  readonly options: Locator;

  constructor(readonly page: Page) {
    this.dialog = page.locator('dialog.palette');
    this.input = this.dialog.getByRole('combobox');
    this.options = this.dialog.getByRole('option');
  }

  async open(): Promise<void> {
    // A key that is pressed before the page listens has no effect.
    await settled(this.page);
    await this.page.keyboard.press('Control+k');
    await expect(this.input).toBeFocused();
  }

  option(name: string | RegExp): Locator {
    return this.options.filter({ hasText: name });
  }

  /** Expects the option that Enter would choose, as assistive technology finds it, to contain a text. */
  async expectActive(text: string): Promise<void> {
    await expect(async () => {
      const id = await this.input.getAttribute('aria-activedescendant');
      expect(await this.page.locator(`[id="${id}"]`).textContent({ timeout: 1000 })).toContain(text);
    }).toPass();
  }

  /** Types a text and chooses the first option. */
  async choose(query: string, first: string | RegExp): Promise<void> {
    await this.open();
    await this.input.fill(query);
    await expect(this.options.first()).toContainText(first);
    await this.page.keyboard.press('Enter');
    await expect(this.dialog).toHaveCount(0);
  }
}

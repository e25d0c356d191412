import { expect, type Locator, type Page } from '@playwright/test';

/** Page object of the terminal. */
export class TerminalPanel {
  readonly panel: Locator;
  readonly line: Locator;
  readonly log: Locator;
  readonly candidates: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole('region', { name: 'Terminal' });
    this.line = this.panel.getByRole('textbox', { name: 'Command' });
    this.log = this.panel.getByRole('log');
    this.candidates = this.panel.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  }

  /** Types a line and presses Enter. */
  async type(text: string): Promise<void> {
    await this.line.focus();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
  }

  /** Types a line and waits until its command has ended. */
  async run(text: string): Promise<void> {
    await this.type(text);
    await this.done();
  }

  /** Opens another terminal and shows it. */
  async add(): Promise<void> {
    await this.panel.getByRole('button', { name: /^New terminal/ }).click();
    await expect(this.line).toBeFocused();
  }

  tab(number: number): Locator {
    return this.panel.getByRole('tab', { name: new RegExp(`^Terminal ${number}\\b`) });
  }

  async show(number: number): Promise<void> {
    await this.tab(number).click();
    await expect(this.tab(number)).toHaveAttribute('aria-selected', 'true');
    await expect(this.line).toBeFocused();
  }

  /** The prompt. */
  prompt(): Locator {
    return this.panel.locator('.terminal-line .terminal-prompt');
  }

  async done(): Promise<void> {
    await expect(this.line).not.toHaveAttribute('placeholder', /./);
  }

  /** Pastes as a user does: the text arrives in one piece. */
  async paste(text: string): Promise<void> {
    await this.line.focus();
    await this.line.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Returns the output of the last command. */
  last(): Locator {
    return this.log.locator('.terminal-entry').last().locator('.terminal-output');
  }
}

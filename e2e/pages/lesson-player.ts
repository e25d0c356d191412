import { expect, type Locator, type Page } from '@playwright/test';

const words = {
  en: {
    course: 'Course',
    next: 'Next',
    finish: 'Finish',
    met: 'reached',
    yes: 'Yes',
    no: 'No',
    place: (page: number, pages: number) => `Page ${page} of ${pages}`,
    skipPage: 'Skip this page',
    stage: 'Stage',
    terminal: 'Terminal',
  },
  zh: {
    course: '课程',
    next: '下一页',
    finish: '完成',
    met: '已达到',
    yes: '是',
    no: '否',
    place: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
    skipPage: '跳过这一页',
    stage: '舞台',
    terminal: '终端',
  },
} as const;

/** The act of a learner on one page: reading, guessing (right or wrong), or typing commands. */
export type OnPage =
  'reads' | { readonly guesses: string | boolean; readonly right: boolean } | { readonly types: readonly string[] };

/** Page object of the lesson beside the stage. */
export class LessonPlayer {
  readonly panel: Locator;
  readonly goals: Locator;
  readonly prompt: Locator;
  private readonly say;

  constructor(
    readonly page: Page,
    language: keyof typeof words = 'en',
  ) {
    this.say = words[language];
    this.panel = page.getByRole('region', { name: this.say.course });
    this.goals = this.panel.locator('.lesson-goals').getByRole('listitem');
    this.prompt = page.locator('[data-panel="terminal"] .terminal-input');
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  async expectPage(page: number, pages: number): Promise<void> {
    await expect(this.panel).toContainText(this.say.place(page, pages));
  }

  /** Waits until this many goals are reached. */
  async expectReached(count: number): Promise<void> {
    await expect(this.goals.filter({ hasText: this.say.met })).toHaveCount(count);
  }

  /** Submits a guess, and expects it beside what happened. */
  async guess(value: string | boolean, right: boolean): Promise<void> {
    const name = value === true ? this.say.yes : value === false ? this.say.no : value;
    await this.button(name).click();
    await expect(this.panel.locator('.lesson-beside')).toHaveAttribute('data-right', String(right));
    await expect(this.panel.locator('.lesson-beside')).toContainText(name);
    await expect(this.panel.locator('[data-guessed="true"]')).toHaveCount(right ? 0 : 1);
  }

  /** Types a command into the terminal and presses Enter. On a phone, opens the terminal first. */
  async type(command: string): Promise<void> {
    const tab = (name: string) => this.page.locator('.app-views').getByRole('button', { name, exact: true });
    const isPhone = this.page.viewportSize()!.width < 480;
    if (isPhone) await tab(this.say.terminal).click();
    await this.prompt.focus();
    await expect(this.prompt).not.toHaveAttribute('placeholder', /./);
    await this.prompt.fill(command);
    await this.page.keyboard.press('Enter');
    await expect(this.prompt).toHaveValue('');
    if (isPhone) await tab(this.say.stage).click();
  }

  /** Plays the whole lesson. */
  async play(pages: readonly OnPage[]): Promise<void> {
    for (const [i, does] of pages.entries()) {
      await this.expectPage(i + 1, pages.length);
      if (does !== 'reads' && 'guesses' in does) await this.guess(does.guesses, does.right);
      else if (does !== 'reads') {
        for (const command of does.types) await this.type(command);
        await this.expectReached(await this.goals.count());
      }
      await this.button(i === pages.length - 1 ? this.say.finish : this.say.next).click();
    }
  }

  skipPage(): Promise<void> {
    return this.button(this.say.skipPage).click();
  }
}

/** A user who follows docs/tutorial.md: the words of the page in each language, and the steps, which are counted. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { LabPage } from './lab-page.ts';

export const words = {
  en: {
    file: 'docs/tutorial.md',
    apply: 'Apply',
    reset: 'Reset',
    compare: 'Compare',
    endCompare: 'Stop comparing',
    add: 'Add a replica',
    remove: 'Remove a replica',
    deletePod: (name: string) => `Delete Pod ${name}`,
    writeLine: 'Write a line to the disk of web-1',
    update: 'Update to :0.22',
    decisions: 'Decisions',
    command: 'Command',
    created: 'web-3 is created',
    released: 'web-1 is released',
    kept: 'kept',
    createService: 'Create Service nginx',
    noDefaultClass: 'no default StorageClass',
    oneAtATime: 'One at a time',
    updatesUnderParallel: 'Updates still go one by one',
    again: 'Start again with Parallel',
    setOnDelete: 'Set OnDelete',
    current: 'current',
    updateRole: 'update',
    partition: 'Partition',
    onDelete: 'Changing the template replaces no Pod',
    oldRevision: 'old revision: 0 < partition 1',
  },
  zh: {
    file: 'docs/tutorial.zh.md',
    apply: '应用',
    reset: '重置',
    compare: '对比',
    endCompare: '结束对比',
    add: '增加一个副本',
    remove: '减少一个副本',
    deletePod: (name: string) => `删除 Pod ${name}`,
    writeLine: '向 web-1 的磁盘写一行',
    update: '更新到 :0.22',
    decisions: '决策',
    command: '命令',
    created: '创建 web-3',
    released: '释放 web-1',
    kept: '保留',
    createService: '创建 Service nginx',
    noDefaultClass: '没有默认 StorageClass',
    oneAtATime: '逐个进行',
    updatesUnderParallel: '更新仍逐个进行',
    again: '用 Parallel 从头再来',
    setOnDelete: '改为 OnDelete',
    current: '当前版本',
    updateRole: '目标版本',
    partition: 'partition（分区）',
    onDelete: '修改模板不会替换任何 Pod',
    oldRevision: '仍是旧版本：0 < partition 1',
  },
} as const;
export type Language = keyof typeof words;

/** Positions of the speed slider for 32× and 1×. At 1×, short states can be seen on a slow machine, too. */
const [fast, slow] = [8, 3];

/** A user whose steps on the page are counted. */
export class Walker {
  steps = 0;

  constructor(
    readonly page: Page,
    readonly lab: LabPage,
    readonly lang: Language,
  ) {}

  get words() {
    return words[this.lang];
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true }).filter({ visible: true }).first();
  }

  /** Returns the button of a policy, by its present value. */
  policy(value: string): Locator {
    return this.page.locator('.set summary', { hasText: value });
  }

  async click(target: Locator | string): Promise<void> {
    this.steps++;
    await (typeof target === 'string' ? this.button(target) : target).click();
  }

  async command(text: string): Promise<void> {
    this.steps++;
    const line = this.page.getByRole('textbox', { name: this.words.command, exact: true });
    await line.fill(text);
    await line.press('Enter');
  }

  async deletePod(name: string): Promise<void> {
    await this.click(this.words.deletePod(name));
  }

  pod(name: string): Locator {
    return this.lab.pod(name);
  }

  sees(text: string | RegExp): Promise<void> {
    return expect(this.page.getByText(text).filter({ visible: true }).first()).toBeVisible();
  }

  /** Waits until exactly these Pods are Ready. */
  async rests(...names: string[]): Promise<void> {
    await expect(this.page.locator('[data-pod]')).toHaveCount(names.length);
    await this.lab.expectStage(...names);
  }

  /** Chooses a position of the speed slider. It does not count as a step: each speed shows the same. */
  private speed(index: number): Promise<void> {
    return this.page.locator('.speed > input').fill(String(index));
  }

  /** Applies the complete example to a new cluster. */
  async begin(): Promise<void> {
    const { reset, apply, compare, endCompare } = this.words;
    await this.page.keyboard.press('Escape');
    if ((await this.page.locator('.stages').count()) > 0) {
      await this.page.locator('summary', { hasText: compare }).click();
      await this.button(endCompare).click();
    }
    await this.speed(fast);
    await this.button(reset).click();
    await expect(this.page.locator('[data-pod]')).toHaveCount(0);
    await this.button(apply).click();
    await this.rests('web-0', 'web-1', 'web-2');
    await this.speed(slow);
    this.steps = 0;
  }
}

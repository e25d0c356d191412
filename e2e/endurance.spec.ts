// Tests that a page that is used for a long time holds no more than its history.
import { expect } from '@playwright/test';
import { edited } from './manifests.ts';
import { type Held, Memory } from './pages/memory.ts';
import { TerminalPanel } from './pages/terminal.ts';
import { test } from './pages/test.ts';

/**
 * Expects that a page holds no more than before, except for `heap` MB. Garbage may be collected late, so the page is
 * counted again until the numbers are low enough.
 */
async function expectHeld(memory: Memory, before: Held, { heap }: { readonly heap: number }): Promise<void> {
  await expect(async () => {
    const after = await memory.held();
    // Monaco keeps a few elements of lines for later use.
    expect(after.nodes).toBeLessThan(before.nodes + 10);
    expect(after.listeners).toBeLessThan(before.listeners + 5);
    expect(after.heap).toBeLessThan(before.heap + heap);
  }).toPass();
}

for (const count of [2, 8]) {
  test(`going back and forth, changing views and languages leaves nothing behind, ${count} rounds @breadth`, async ({
    lab,
    page,
  }) => {
    await lab.open('./?speed=8&motion=off&intro=off', { editor: 'monaco' });
    await lab.apply(edited({ replicas: 2 }));
    await lab.expectReady('web-0', 'web-1');
    await lab.button('Pause').click();
    const memory = await Memory.of(page);
    async function rounds(number: number): Promise<void> {
      for (let i = 0; i < number; i++) {
        for (const view of ['Nodes', 'Table', 'Slots']) await lab.button(view).click();
        await lab.button('中文').click();
        await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
        await lab.button('English').click();
        await expect(lab.button('Apply')).toBeVisible();
        await lab.button('Undo').click();
        await lab.button('Redo').click();
      }
    }
    await rounds(count / 2);
    const before = await memory.held();
    await rounds(count);
    await expectHeld(memory, before, { heap: 3 });
  });
}

test('applying, acting in the past and seeking hold no more memory than the history @breadth', async ({
  lab,
  page,
}) => {
  await lab.open('./?speed=8&motion=off&intro=off', { editor: 'monaco' });
  await lab.apply(edited({ replicas: 2 }));
  await lab.expectReady('web-0', 'web-1');
  await lab.button('Pause').click();
  const memory = await Memory.of(page);
  const terminal = new TerminalPanel(page);
  const moment = page.getByRole('slider', { name: 'Moment' });
  let made = 0;
  async function rounds(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      await lab.apply(edited({ replicas: 2, image: `0.${++made}` }));
      await expect(lab.button('Undo')).toBeEnabled();
      await lab.button('Undo').click();
      // Acts in the past, which starts another branch.
      await lab.button(made % 2 === 0 ? 'Remove a replica' : 'Add a replica').click();
      await moment.focus();
      for (const key of ['Home', 'PageUp', 'End']) await page.keyboard.press(key);
      await expect(lab.button('LIVE')).toBeVisible();
    }
    // The page keeps at most 100 commands.
    await terminal.panel.getByRole('button', { name: 'Clear' }).click();
    await expect(terminal.log.locator('.terminal-entry')).toHaveCount(0);
  }
  // The page keeps twelve branches; each further one replaces the oldest. With an even number of further rounds, the
  // page shows the same slots.
  await rounds(13);
  const before = await memory.held();
  await rounds(10);
  // Each of the twelve branches holds everything that led to it, so one round adds its amount twelve times.
  await expectHeld(memory, before, { heap: 6 });
});

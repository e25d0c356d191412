import { expect } from '@playwright/test';
import { LabPage } from './pages/lab-page.ts';
import { watchMotion, whatMoved } from './pages/motion.ts';
import { breadth, test } from './pages/test.ts';

const three = ['web-0', 'web-1', 'web-2'];

/** Create, delete and replace Pods, open and close slots, and change a field of the text. */
async function play(lab: LabPage): Promise<void> {
  await lab.expectReady(...three);
  await lab.button('Delete Pod web-1').click();
  await lab.button('Update to :0.22').click();
  await expect(lab.pod('web-0')).toContainText('nginx-slim:0.22');
  await lab.button('Remove a replica').click();
  await lab.expectReady('web-0', 'web-1');
}

async function open(lab: LabPage, address: string, reducedMotion: 'reduce' | 'no-preference'): Promise<void> {
  await lab.page.emulateMedia({ reducedMotion });
  await watchMotion(lab.page);
  // Nothing in Monaco moves either.
  await lab.open(address, { editor: 'monaco' });
}

for (const [who, address, preference] of [
  ['the system', './?speed=8&autoplay=1', 'reduce'],
  ['the address', './?speed=8&autoplay=1&motion=off', 'no-preference'],
] as const) {
  test(`nothing moves in any frame when ${who} asks for it${breadth(who !== 'the system')}`, async ({ lab }) => {
    await open(lab, address, preference);
    await play(lab);
    expect(await whatMoved(lab.page)).toEqual([]);
    // Each change is complete at once: no element of the previous state remains.
    await expect(lab.stage.locator('.pod')).toHaveCount(2);
  });
}

test('with motion something moves, so that the tests above can fail @breadth', async ({ lab }) => {
  await open(lab, './?speed=8&autoplay=1', 'no-preference');
  await play(lab);
  expect(await whatMoved(lab.page)).not.toEqual([]);
});

test('at rest, the page is the same with motion and without @breadth', async ({ browser }) => {
  const pictures: string[] = [];
  for (const motion of ['on', 'off']) {
    // Step by hand, so that both pages are at the same moment.
    const context = await browser.newContext();
    const lab = new LabPage(await context.newPage());
    await open(lab, `./?paused=1&autoplay=1&motion=${motion}`, 'no-preference');
    await expect(lab.editor).toContainText('In sync with the cluster');
    for (let i = 0; i < 4; i++) await lab.button('Step').click();
    await lab.button('Delete Pod web-0').click();
    for (let i = 0; i < 3; i++) await lab.button('Step').click();
    await expect(lab.stage.locator('[inert]')).toHaveCount(0);
    await expect
      .poll(() =>
        lab.page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length),
      )
      .toBe(0);
    const html = await lab.stage.evaluate((stage) => stage.innerHTML);
    // Elements are at the same places. Motion leaves `style` attributes, and React numbers its own ids: ignore both.
    pictures.push(html.replace(/ style="[^"]*"/g, '').replace(/_r_\w+_/g, 'id'));
    await context.close();
  }
  expect(pictures[0]).toBe(pictures[1]);
});

// Tests that texts are whole on a phone: the Pod's name and status, the DNS name, the claim, a trap and its command.
// Nothing moves to make room.
import { expect, type Page } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { LayoutShift } from '../pages/layout-shift.ts';
import { textsCutInSlots } from '../pages/slot-texts.ts';
import { breadth, test } from '../pages/test.ts';

for (const [width, height, lang] of [
  [390, 844, 'en'],
  [360, 500, 'en'],
  [390, 844, 'zh'],
  [360, 500, 'zh'],
] as const) {
  test(`${width} × ${height}, ${lang}: names and statuses are whole${breadth(width !== 390 || lang !== 'en')}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const shift = await LayoutShift.record(page);
    const lab = new LabPage(page);
    await lab.doWithoutMonaco();
    await lab.remember();
    await page.goto(`./?speed=8&intro=off&motion=off&lang=${lang}`);
    await page.locator('.slot').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.locator('.apply-bar .primary, .stage-first > .primary').filter({ visible: true }).click();
    await lab.expectStage('web-0', 'web-1', 'web-2');
    await shift.take();

    // Each image breaks web-2; the other Pods say that they wait for it.
    for (const [tag, status] of [
      ['broken', 'ImagePullBackOff'],
      ['crash', 'CrashLoopBackOff'],
    ] as const) {
      await page.locator('.choice', { hasText: `:${tag}` }).click();
      // The controller does not replace a Pod that is not Ready.
      if (tag === 'crash') await lab.pod('web-2').locator('.pod-delete').click();
      await expect(lab.pod('web-2')).toHaveAttribute('data-status', status);
      await expect(lab.pod('web-0').locator('.pod-note')).toBeVisible();
      expect(await textsCutInSlots(page)).toEqual([]);
      await expectWholeTrap(page);
    }
    await lab.button(/^(Pause|暂停)$/).click();
    await lab.pod('web-1').locator('.pod-delete').click();
    await expect(lab.pod('web-1')).toHaveAttribute('data-status', 'Terminating');
    expect(await textsCutInSlots(page)).toEqual([]);
    // One row of buttons.
    expect((await page.locator('.transport').boundingBox())!.height).toBeLessThan(64);
    const moved = await shift.take();
    const sum = moved.reduce((total, { value }) => total + value, 0);
    expect(sum, JSON.stringify(moved)).toBeLessThan(0.02);
  });
}

/** Expects the sentence and the command of the trap to be whole, above the slots. */
async function expectWholeTrap(page: Page): Promise<void> {
  const trap = page.locator('.trap');
  await expect(trap).toBeVisible();
  const cut = await trap
    .locator('p, code')
    .evaluateAll((texts) =>
      texts
        .filter((text) => text.scrollWidth > text.clientWidth + 1 || text.scrollHeight > text.clientHeight + 1)
        .map((text) => text.textContent),
    );
  expect(cut).toEqual([]);
  const [box, dns] = [await trap.boundingBox(), await page.locator('.dns').first().boundingBox()];
  expect(box!.y + box!.height).toBeLessThanOrEqual(dns!.y);
}

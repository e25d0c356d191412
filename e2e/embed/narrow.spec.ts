// Tests that the texts of each slot of a figure are whole on a phone and stay in the slot.
import { expect } from '@playwright/test';
import { tutorial } from '../manifests.ts';
import { Figure, quick } from '../pages/figure.ts';
import { LayoutShift } from '../pages/layout-shift.ts';
import { textsOutOfSlots } from '../pages/slot-texts.ts';
import { breadth, test } from '../pages/test.ts';

const broken = tutorial.replace(/image: .*/, 'image: nginx:broken');

for (const [width, lang] of [
  [360, 'en'],
  [390, 'zh'],
] as const) {
  for (const height of [400, 500]) {
    test(`${width} × ${height}, ${lang}: no text leaves its slot${breadth(width !== 360 || height !== 500)}`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      const figure = new Figure(page);
      const address = `./embed.html?${quick.replace('lang=en', `lang=${lang}`)}`;
      // web-0 never becomes Ready: the empty slot keeps its reason.
      await page.goto(`${address}#manifest=${encodeURIComponent(broken)}`);
      await expect(figure.pod('web-0')).toHaveAttribute('data-status', 'ImagePullBackOff');
      await expect(page.locator('.ghost-reason')).toHaveCount(1);
      expect(await textsOutOfSlots(page)).toEqual([]);

      // A stuck update: the cards of the other Pods say that they are blocked.
      await page.goto(`${address}&case=2&run=kubectl+set+image+sts/web+nginx=nginx:broken`);
      await expect(figure.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
      await expect(page.locator('.pod-note').first()).toBeVisible();
      expect(await textsOutOfSlots(page)).toEqual([]);
    });
  }
}

test('nothing moves while the commands of a figure run @breadth', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 500 });
  const shift = await LayoutShift.record(page);
  const figure = new Figure(page);
  const run = 'kubectl+set+image+sts/web+nginx=nginx:1.29';
  await page.goto(`./embed.html?${quick}&controls=full&run=${run}&run=kubectl+scale+sts+web+--replicas=2`);
  await expect(figure.pod('web-0').locator('.pod-image')).toContainText(':1.29');
  await figure.expectReady('web-0', 'web-1');
  const moved = await shift.take();
  const sum = moved.reduce((total, { value }) => total + value, 0);
  expect(sum, JSON.stringify(moved.filter(({ value }) => value > 0.001))).toBeLessThan(0.04);
});

// A figure on a phone: all that a slot says of its Pod is seen whole, and in the slot.
import { expect } from '@playwright/test';
import { tutorial } from '../manifests.ts';
import { Figure, quick } from '../pages/figure.ts';
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
      // What is waited for never comes: the empty slot keeps its reason.
      await page.goto(`${address}#manifest=${encodeURIComponent(broken)}`);
      await expect(figure.pod('web-0')).toHaveAttribute('data-status', 'ImagePullBackOff');
      await expect(page.locator('.ghost-reason')).toHaveCount(1);
      expect(await textsOutOfSlots(page)).toEqual([]);

      // An update that is stuck: what the other Pods wait for.
      await page.goto(`${address}&case=2&run=kubectl+set+image+sts/web+nginx=nginx:broken`);
      await expect(figure.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
      await expect(page.locator('.pod-note').first()).toBeVisible();
      expect(await textsOutOfSlots(page)).toEqual([]);
    });
  }
}

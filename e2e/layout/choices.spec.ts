import { expect, type Locator, type Page } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { restingBox } from '../pages/resting-box.ts';
import { breadth, test } from '../pages/test.ts';

const choice = (page: Page, tag: string): Locator => page.locator('.choice', { hasText: `:${tag}` });

for (const { width, height } of [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
]) {
  for (const lang of ['en', 'zh']) {
    test(`the images that break the Pods are in sight before and after an update, ${width} px, ${lang}${breadth(width !== 1280 || lang !== 'en')}`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      const lab = new LabPage(page);
      await lab.doWithoutMonaco();
      await lab.remember();
      await page.goto(`./?speed=16&motion=off&lang=${lang}`);
      await page.locator('.apply-bar .primary').filter({ visible: true }).click();
      await lab.expectStage('web-0', 'web-1', 'web-2');
      const choices = page.locator('.template-choices');
      const revisions = page.locator('.revisions ol');
      for (const tag of ['0.22', '0.23']) {
        for (const bad of ['broken', 'crash', 'noready']) {
          await expect(choice(page, bad)).toBeInViewport({ ratio: 1 });
        }
        // The end of the list is not faded out.
        await expect(choices).toHaveAttribute('data-more', 'false');
        await expect(choice(page, tag)).toBeInViewport({ ratio: 1 });
        expect(await revisions.evaluate((list) => list.scrollWidth - list.clientWidth)).toBeLessThanOrEqual(0);
        const before = await restingBox(choice(page, tag));
        await choice(page, tag).click();
        await expect(choice(page, tag)).toHaveAttribute('aria-pressed', 'true');
        // The button stays where it is, so that a double click does not apply two images.
        expect((await restingBox(choice(page, tag))).x).toBe(before.x);
        await expect(lab.pod('web-0').locator('.pod-image')).toContainText(tag);
      }
    });
  }
}

import { expect, type Locator, type Page } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { LayoutShift } from '../pages/layout-shift.ts';
import { breadth, test } from '../pages/test.ts';

/** A page counts as stable below 0.1; the limit here is a fifth of that. */
const allowed = 0.02;

const image = (page: Page, tag: string): Locator => page.locator('.choice', { hasText: `:${tag}` });
const tags = (page: Page): Promise<readonly (string | undefined)[]> =>
  page
    .locator('[data-pod]')
    .evaluateAll((pods) => pods.map((pod) => pod.querySelector('.pod-image')?.textContent?.split(':')[1]));

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
  // The page scrolls as a whole.
  { width: 360, height: 500 },
] as const;

for (const { width, height } of sizes) {
  for (const lang of ['en', 'zh']) {
    test(`nothing moves without need, ${width} px wide, ${lang} @breadth`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const shift = await LayoutShift.record(page);
      const lab = new LabPage(page);
      const link = `./?speed=4&lang=${lang}`;
      await page.goto(link);
      await expect(lab.stage.or(page.locator('[data-panel="stage"]')).locator('.controller-sentence')).toBeVisible();
      await page.locator('.slot').first().waitFor();
      await page.evaluate(() => document.fonts.ready);
      const ready = (...names: string[]) => lab.expectStage(...names);

      const flows: Readonly<Record<string, () => Promise<void>>> = {
        async start() {
          await page.locator('.apply-bar .primary, .stage-first > .primary').filter({ visible: true }).click();
          await ready('web-0', 'web-1', 'web-2');
        },
        async roll() {
          await image(page, '0.22').click();
          await expect.poll(() => tags(page)).toEqual(['0.22', '0.22', '0.22']);
          await ready('web-0', 'web-1', 'web-2');
        },
        async stuck() {
          await image(page, 'broken').click();
          await expect(page.locator('.trap')).toBeVisible();
        },
        async repair() {
          await image(page, '0.22').click();
          await page.locator('[data-trap="StuckRollout"] button').first().click();
          await expect.poll(() => tags(page)).toEqual(['0.22', '0.22', '0.22']);
          await ready('web-0', 'web-1', 'web-2');
        },
        async up() {
          await page.locator('.stepper > .button').first().click();
          await ready('web-3');
        },
        async down() {
          await page.locator('.stepper > .button').last().click();
          await expect(lab.pod('web-3')).toHaveCount(0);
        },
      };
      // Parts that load for the first time may move others.
      await shift.take();
      for (const [name, flow] of Object.entries(flows)) {
        await flow();
        const moved = await shift.take();
        const sum = moved.reduce((total, { value }) => total + value, 0);
        expect
          .soft(sum, `${name}: ${JSON.stringify(moved.filter(({ value }) => value > 0.001))}`)
          .toBeLessThan(allowed);
      }
    });
  }
}

for (const { width, height } of sizes) {
  test(`nothing moves when the timeline comes after the first Pods, ${width} px wide${breadth(width !== 1280)}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const shift = await LayoutShift.record(page);
    const lab = new LabPage(page);
    let come = (): void => {};
    const late = new Promise<void>((resolve) => (come = resolve));
    await page.route(/\/begun-/, async (route) => {
      await late;
      await route.continue();
    });
    await page.goto('./?speed=4');
    await page.locator('.slot').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await page.locator('.apply-bar .primary, .stage-first > .primary').filter({ visible: true }).click();
    await lab.expectStage('web-0');
    await expect(timeline).toHaveCount(0);
    await shift.take();
    come();
    await expect(timeline).toBeVisible();
    await lab.expectStage('web-0', 'web-1', 'web-2');
    const moved = await shift.take();
    expect(
      moved.reduce((total, { value }) => total + value, 0),
      JSON.stringify(moved),
    ).toBeLessThan(allowed);
  });
}

for (const { width, height } of sizes) {
  test(`nothing moves on a first visit, from the empty page to three Ready Pods, ${width} px wide${breadth(width !== 1280)}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    // The duration of the first Apply depends on the machine, so all its movement counts, also soon after the click.
    const shift = await LayoutShift.record(page, { withInput: true });
    const lab = new LabPage(page, undefined, 'first');
    await page.goto('./?speed=4');
    await page.locator('.slot').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    const loading = await shift.take();
    await page.locator('.apply-bar .primary, .stage-first > .primary').filter({ visible: true }).click();
    await lab.expectStage('web-0', 'web-1', 'web-2');
    const moved = [...loading, ...(await shift.take())];
    expect(
      moved.reduce((total, { value }) => total + value, 0),
      JSON.stringify(moved.filter(({ value }) => value > 0.001)),
    ).toBeLessThan(allowed);
  });
}

for (const { width, height } of sizes.filter((size) => size.width < 600)) {
  test(`nothing moves when the lab starts by itself, ${width} px wide @breadth`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const shift = await LayoutShift.record(page);
    const lab = new LabPage(page, undefined, 'first');
    await page.goto('./?speed=4&autoplay');
    await lab.expectStage('web-0', 'web-1', 'web-2');
    const moved = await shift.take();
    expect(
      moved.reduce((total, { value }) => total + value, 0),
      JSON.stringify(moved.filter(({ value }) => value > 0.001)),
    ).toBeLessThan(allowed);
  });
}

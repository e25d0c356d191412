import { expect, type Locator, type Page } from '@playwright/test';
import type { LabPage } from '../pages/lab-page.ts';
import { breadth, test } from '../pages/test.ts';

const fields = [
  'replicas',
  'currentReplicas',
  'currentRevision',
  'readyReplicas',
  'updatedReplicas',
  'updateRevision',
  'availableReplicas',
  'observedGeneration',
  'collisionCount',
];

const line = (lab: LabPage, field: string): Locator =>
  lab.status().getByRole('button', { name: new RegExp(`^${field}:`) });
const lit = (page: Page): Promise<readonly (string | undefined)[]> =>
  page
    .locator('[data-lit]')
    .evaluateAll((elements) => elements.map((element) => (element as HTMLElement).dataset['pod']).sort());

for (const lang of ['en', 'zh']) {
  for (const { width, height } of [
    { width: 1440, height: 900 },
    { width: 1280, height: 720 },
  ]) {
    test(`all nine lines of the status are in sight, with what each says, ${width} px wide, ${lang}${breadth(width !== 1280 || lang !== 'en')}`, async ({
      page,
      lab,
    }) => {
      await page.setViewportSize({ width, height });
      await lab.openSession('stuck', `lang=en&motion=off&`);
      if (lang === 'zh') await page.getByRole('button', { name: '中文' }).click();
      const fold = page.locator('.strip-fold');
      if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
      for (const field of fields) {
        const button = page.locator(`[data-field="${field}"] > button`);
        await expect(button).toBeInViewport({ ratio: 1 });
        const words = button.locator('.status-words');
        await expect(words).toHaveText(/\S/);
        // No part of the text is cut off.
        const missing = await words.evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(missing, field).toBeLessThanOrEqual(0);
      }
    });
  }
}

test('a line of the status highlights the Pods that it counts, in every view', async ({ page, lab }) => {
  await lab.openSession('stuck', 'motion=off&');
  for (const view of ['Slots', 'Nodes', 'Table']) {
    await lab.button(view).click();
    await line(lab, 'readyReplicas').hover();
    await expect.poll(() => lit(page), view).toEqual(['web-0', 'web-1']);
    await line(lab, 'updatedReplicas').hover();
    await expect.poll(() => lit(page), view).toEqual(['web-2']);
    await lab.stage.hover({ position: { x: 4, y: 4 } });
    await expect.poll(() => lit(page), view).toEqual([]);
  }
});

test('the lines are one stop of the Tab key, and the one with the focus lights its Pods @breadth', async ({
  page,
  lab,
}) => {
  await lab.openSession('stuck', 'motion=off&');
  await line(lab, 'replicas').focus();
  await expect.poll(() => lit(page)).toEqual(['web-0', 'web-1', 'web-2']);
  await page.keyboard.press('ArrowRight');
  await expect(line(lab, 'currentReplicas')).toBeFocused();
  await expect(line(lab, 'currentReplicas')).toHaveAccessibleDescription('web-0, web-1');
  await page.keyboard.press('ArrowDown');
  await expect(line(lab, 'updatedReplicas')).toBeFocused();
  await expect.poll(() => lit(page)).toEqual(['web-2']);
  await page.keyboard.press('Shift+Tab');
  await expect.poll(() => lit(page)).toEqual([]);
});

test('a revision has the same colour and pattern in the status, on the rail and on its Pods', async ({ page, lab }) => {
  await lab.openSession('stuck', 'motion=off&');
  const looks = (element: Locator): Promise<readonly (string | null)[]> =>
    element.evaluate((shown) => ['colour', 'pattern'].map((what) => shown.getAttribute(`data-rev-${what}`)));
  const [current, update] = [
    await looks(page.locator('[data-field="currentRevision"] .swatch')),
    await looks(page.locator('[data-field="updateRevision"] .swatch')),
  ];
  expect(current).not.toEqual(update);
  expect(await looks(lab.pod('web-0'))).toEqual(current);
  expect(await looks(lab.pod('web-2'))).toEqual(update);
  const role = (name: string): Locator => lab.stage.locator('[data-controller-revision]', { hasText: name });
  expect(await looks(role('update').locator('.swatch'))).toEqual(update);
});

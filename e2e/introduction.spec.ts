import { expect, type Page } from '@playwright/test';
import { breadth, test } from './pages/test.ts';

const introduction = (page: Page) => page.getByRole('region', { name: 'Introduction' });

test('first visitors are guided from step to step, at their own pace, and only once @breadth', async ({
  lab,
  page,
}) => {
  await lab.open('./?speed=8&paused=1');
  const intro = introduction(page);
  const next = intro.getByRole('button', { name: 'Next' });
  const done = (step: string) => intro.and(page.locator(`[data-step="${step}"][data-done="true"]`));
  await expect(intro).toContainText('Apply the manifest');
  await lab.apply();
  // The step is marked as done and remains visible.
  await expect(done('apply')).toBeVisible();
  await expect(intro).toContainText('Apply the manifest');
  await next.click();
  await expect(intro).toContainText('Watch the slots');
  await lab.button('Play').click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(done('watch')).toBeVisible();
  await next.click();
  await expect(intro).toContainText('Update the image');
  await lab.button('Update to :0.22').click();
  await expect(done('update')).toBeVisible();
  await next.click();
  await expect(intro).toContainText('That’s it');
  await intro.getByRole('button', { name: 'Close' }).click();
  await expect(intro).toHaveCount(0);
  await expect(page.getByText('Help', { exact: true })).toBeFocused();
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.includes('session')) localStorage.removeItem(key);
    sessionStorage.clear();
  });
  await page.goto('about:blank');
  await lab.open();
  await expect(intro).toHaveCount(0);
});

test('it can be read without doing anything, skipped, and found again @breadth', async ({ lab, page }) => {
  await lab.open('./?paused=1');
  const intro = introduction(page);
  await intro.getByRole('button', { name: 'Next' }).click();
  await expect(intro).toContainText('Watch the slots');
  expect(await lab.pods()).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await expect(intro).toContainText('Update the image');
  await page.keyboard.press('ArrowLeft');
  await expect(intro).toContainText('Watch the slots');
  await page.keyboard.press('Escape');
  await expect(intro).toHaveCount(0);
  // The focus is on the control that opens the introduction again.
  await expect(page.getByText('Help', { exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await lab.button('Introduction').click();
  await expect(intro).toContainText('Apply the manifest');
});

for (const viewport of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]) {
  test(`the introduction covers nothing that it explains, ${viewport.width} px wide${breadth(viewport.width !== 390)}`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await page.goto('./?paused=1');
    await expect(introduction(page)).toBeVisible();
    // Playwright clicks an element only if nothing covers it.
    await page
      .getByRole('button', { name: viewport.width < 500 ? 'Apply the manifest' : 'Apply', exact: true })
      .click();
    await introduction(page).getByRole('button', { name: 'Next' }).click();
    await expect(introduction(page)).toContainText('Watch the slots');
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(viewport.width);
  });
}

for (const address of ['./?intro=off', './?autoplay=1', './?embed=1', './#v1.nonsense'])
  test(`the introduction is not shown at ${address}${breadth(address !== './?embed=1')}`, async ({ lab, page }) => {
    await lab.open(address);
    await expect(introduction(page)).toHaveCount(0);
  });

test('the introduction is not shown to users with a session @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=8');
  await lab.apply();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes('.session.')));
  await page.reload();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(introduction(page)).toHaveCount(0);
});

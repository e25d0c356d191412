import { expect } from '@playwright/test';
import { tutorial } from './manifests.ts';
import { test } from './pages/test.ts';

test('every text is available in Chinese; the choice takes effect at once and is remembered', async ({ lab, page }) => {
  await lab.openSession('ready');
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('button', { name: '应用', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: '舞台' }).locator('[data-pod]')).toHaveCount(3);
  await page.goto('./');
  await expect(page.getByRole('button', { name: '应用', exact: true })).toBeVisible();
});

test('a browser that asks for Chinese gets it @breadth', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'StatefulSet' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: '应用', exact: true })).toBeVisible();
  // The example follows the language as long as the user has not edited it.
  const editor = page.getByRole('region', { name: '编辑器' });
  await expect(editor).toContainText('自身没有地址');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('region', { name: 'Editor' })).toContainText(/no\saddress\sof\sits\sown/);
  await context.close();
});

test('time can be paused, stepped by one decision, and the lab reset', async ({ lab }) => {
  await lab.open('./?paused=1');
  await lab.apply();
  expect(await lab.pods()).toEqual([]);
  await lab.button('Step').click();
  await expect(lab.pod('web-0')).toHaveCount(1);
  expect((await lab.pods()).map(({ name }) => name)).toEqual(['web-0']);
  await lab.button('Step').click();
  await expect(lab.stage).toContainText('web-1 is not created: web-0 is not Ready');
  await lab.button('Reset').click();
  await expect.poll(() => lab.pods()).toEqual([]);
  await expect(lab.stage.getByText('not applied yet').filter({ visible: true }).first()).toBeVisible();
});

test('without Monaco the plain text area does everything', async ({ lab, page }) => {
  await lab.open('./?speed=8', { editor: 'plain' });
  await lab.apply(tutorial);
  await lab.expectReady('web-0', 'web-1');
  await expect(page.locator('.monaco-editor')).toHaveCount(0);
});

test('the editor completes, explains and marks by Kubernetes’ schema', async ({ lab, page }) => {
  await lab.open('./?paused=1', { editor: 'monaco' });
  await lab.write('apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  servic');
  // The worker with the schema may still be loading, so ask again.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Space');
    await expect(page.getByRole('option', { name: /serviceName/ }).first()).toBeVisible({ timeout: 5000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await lab.write('apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  nonsense: 1\n');
  await expect(page.locator('.squiggly-warning, .squiggly-error').first()).toBeVisible();
  // Keys and values have different colors.
  const colours = () =>
    page
      .locator('.view-line span[class^="mtk"]')
      .evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size);
  await expect.poll(colours).toBeGreaterThan(1);
});

import { expect } from '@playwright/test';
import { LabPage } from './pages/lab-page.ts';
import { test } from './pages/test.ts';

test('a part that fails to load can be requested again', async ({ lab, page }) => {
  await page.route(/node-view/, (route) => route.abort());
  await lab.openSession('ready');
  await lab.button('Nodes').click();
  await expect(lab.stage.getByRole('alert')).toContainText('could not be loaded');
  await page.unroute(/node-view/);
  await lab.button('Try again').click();
  await expect(page.getByRole('list', { name: 'Nodes' })).toBeVisible();
});

test('a menu that fails to load says so, and is requested again @breadth', async ({ lab, page }) => {
  await page.route(/object-menu/, (route) => route.abort());
  await lab.openSession('ready');
  await lab.pod('web-0').click({ button: 'right' });
  await expect(lab.stage.getByRole('alert')).toContainText('could not be loaded');
  await page.unroute(/object-menu/);
  await lab.button('Try again').click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(lab.stage.getByRole('alert')).toHaveCount(0);
});

test('a dropped file that cannot be opened for want of a connection is reported @breadth', async ({ lab, page }) => {
  await page.route(/open-file/, (route) => route.abort());
  await lab.open();
  const before = await lab.manifest.inputValue();
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['kind: Pod\n'], 'pod.yaml'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toBeVisible();
  await expect(lab.manifest).toHaveValue(before);
});

test('while the cluster loads, users can read, type and choose; nothing moves', async ({ page }) => {
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/assets\/cluster-/, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto('./?intro=off');
  const stage = page.getByRole('region', { name: 'Stage', exact: true });
  await expect(stage).toContainText('Loading the cluster');
  await page.getByText('Help', { exact: true }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const top = () => stage.evaluate((element) => element.getBoundingClientRect().top);
  await page.evaluate(() => document.fonts.ready);
  const before = await top();
  arrive();
  await expect(stage.getByText('not applied yet').filter({ visible: true }).first()).toBeVisible();
  expect(await top()).toBe(before);
});

test('a cluster that does not load is reported, with a way to retry', async ({ page }) => {
  await page.route(/assets\/cluster-/, (route) => route.abort());
  await page.goto('./?intro=off');
  // Parts that load later may have the same message.
  await expect(page.getByRole('alert').filter({ hasText: 'reload the page' })).toContainText('could not be loaded');
  await page.unroute(/assets\/cluster-/);
  await page.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByText('not applied yet').filter({ visible: true }).first()).toBeVisible();
});

test('on a phone the stage offers the first step @breadth', async ({ page }) => {
  const lab = new LabPage(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?speed=8&intro=off');
  await lab.button('Apply the manifest').click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(lab.button('Apply the manifest')).toHaveCount(0);
});

test('the settings of a narrow page are in the Help menu, and large type breaks nothing @breadth', async ({ page }) => {
  const lab = new LabPage(page);
  for (const [width, height] of [
    [390, 844],
    [640, 400],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('./?intro=off&paused=1&lang=en');
    await page.addStyleTag({ content: 'html { font-size: 20px }' });
    await expect(lab.stage.getByText('not applied yet').filter({ visible: true }).first()).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    if (width < 1000) await page.getByText('Help', { exact: true }).click();
    await page.getByRole('button', { name: '中文' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  }
});

test('the stage says if a manifest has no set, and if a set was deleted @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=8&intro=off');
  await lab.write('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n');
  await expect(lab.stage).toContainText('No StatefulSet in the cluster or the manifest');
  await page.getByRole('combobox', { name: 'Example' }).selectOption('tutorial');
  await lab.apply();
  await lab.expectReady('web-0', 'web-1');
  await expect(lab.editor).toContainText('In sync with the cluster');
  await lab.stage.getByText('Delete…').click();
  await lab.button('Delete StatefulSet web').click();
  await expect(lab.editor).toContainText('the StatefulSet has been deleted since');
});

import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { LabPage } from './pages/lab-page.ts';
import { Palette } from './pages/palette.ts';
import { test } from './pages/test.ts';

test('any command is found by a part of its name, with its key and the kubectl command, and done', async ({
  lab,
  page,
}) => {
  const palette = new Palette(page);
  await lab.openSession('ready');
  await lab.button('Commands').click();
  await expect(palette.input).toBeFocused();
  await palette.input.fill('add rep');
  const add = palette.options.first();
  await expect(add).toContainText('Add a replica');
  await expect(add.locator('kbd')).toHaveText('+');
  await expect(add).toContainText('kubectl scale statefulset web --replicas=4');
  await page.keyboard.press('Enter');
  await lab.expectReady('web-0', 'web-1', 'web-2', 'web-3');
});

test('a typed number or name is the argument of the command', async ({ lab, page }) => {
  const palette = new Palette(page);
  await lab.openSession('ready');
  await palette.choose('scale 1', 'Scale to 1');
  await lab.expectReady('web-0');
  await palette.choose('partition 2', 'Set the partition to 2');
  await expect(page.getByRole('slider', { name: 'Partition' })).toHaveAttribute('aria-valuenow', '2');
});

test('the argument of a command can be chosen from a list, and the choice cancelled @breadth', async ({
  lab,
  page,
}) => {
  const palette = new Palette(page);
  await lab.openSession('ready');
  await palette.open();
  await palette.input.fill('delete pod');
  await expect(palette.options.first()).toContainText('Delete Pod');
  await page.keyboard.press('Enter');
  await expect(palette.options).toHaveText([/^Delete Pod web-0/, /^Delete Pod web-1/, /^Delete Pod web-2/]);
  await page.keyboard.press('Backspace');
  await expect(palette.option('Apply')).toBeVisible();
  await palette.input.fill('delete pod web-1');
  await palette.expectActive('kubectl delete pod web-1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Terminal' })).toContainText('kubectl delete pod web-1');
  await lab.expectReady('web-0', 'web-1', 'web-2');
});

test('a disabled command says why, and does nothing @breadth', async ({ lab, page }) => {
  const palette = new Palette(page);
  await lab.open('./?paused=1&intro=off');
  await palette.open();
  await palette.input.fill('add a replica');
  const add = palette.options.first();
  await expect(add).toHaveAttribute('aria-disabled', 'true');
  await expect(add).toContainText('apply the manifest first');
  await page.keyboard.press('Enter');
  await expect(palette.dialog).toBeVisible();
});

test('in Chinese, English words find as well @breadth', async ({ lab, page }) => {
  const palette = new Palette(page);
  await page.goto('./?lang=zh&speed=8&autoplay=1');
  await lab.page.locator('[data-pod="web-2"][data-ready="true"]').waitFor();
  await palette.open();
  for (const query of ['主题 深', 'theme dark']) {
    await palette.input.fill(query);
    await expect(palette.options.first()).toHaveText('主题：深色');
  }
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('recent commands come first, and the focus returns @breadth', async ({ lab, page }) => {
  const palette = new Palette(page);
  await lab.openSession('ready');
  await lab.button('Share').focus();
  await palette.choose('speed 32', 'Speed 32×');
  await expect(lab.button('Share')).toBeFocused();
  await palette.choose('theme dark', 'Theme: Dark');
  await palette.choose('scale 2', 'Scale to 2');
  await palette.open();
  // The page is that dark already: no command is listed that has no effect.
  await expect(palette.dialog.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([/^Scale to 2/]);
});

test('it opens from the editor, and leaves Ctrl-K to the shell', async ({ lab, page }) => {
  const palette = new Palette(page);
  await lab.open('./?paused=1&intro=off', { editor: 'monaco' });
  await lab.manifest.focus();
  await palette.open();
  await page.keyboard.press('Escape');
  await expect(lab.manifest).toBeFocused();
  const line = page.getByRole('textbox', { name: 'Command' });
  await line.fill('echo one two');
  await line.press('Home');
  await line.press('Control+k');
  await expect(line).toHaveValue('');
  await expect(palette.dialog).toHaveCount(0);
});

test('on a phone the terminal opens with one tap, and every target is large enough @breadth', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const palette = new Palette(page);
  await page.goto('./?autoplay=1&speed=8&paused=1');
  await page.getByRole('button', { name: 'Commands' }).tap();
  await expect(palette.input).toBeFocused();
  await expect(palette.options.first()).toBeVisible();
  const heights = await palette.options.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await palette.option('Step back').tap();
  await expect(palette.dialog).toHaveCount(0);
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(
    `commands and keys have no accessibility violations that a tool can find (${colorScheme})`,
    { tag: '@appearance' },
    async ({ browser }) => {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const lab = new LabPage(page);
      await lab.open('./?paused=1&motion=off');
      await new Palette(page).open();
      const violations = async () =>
        (await new AxeBuilder({ page }).include('dialog').analyze()).violations.map(({ id }) => id);
      expect(await violations()).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.locator('body').press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      expect(await violations()).toEqual([]);
      await context.close();
    },
  );
}

test('? lists the keys, and types a question mark where text is edited @breadth', async ({ lab, page }) => {
  await lab.open('./?paused=1&intro=off');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const line = page.getByRole('textbox', { name: 'Command' });
  await line.focus();
  await page.keyboard.type('a?');
  await expect(line).toHaveValue('a?');
  await expect(keys).toHaveCount(0);
  await lab.button('Apply').focus();
  await page.keyboard.press('?');
  await expect(keys.getByText('Add a replica')).toBeVisible();
  await expect(keys.getByText('Search the command history')).toBeVisible();
  // The page's shortcuts are off while something is open over it.
  await page.keyboard.press('p');
  await expect(page.locator('html[data-presenting]')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(lab.button('Apply')).toBeFocused();
});

import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { LabPage } from './pages/lab-page.ts';
import { test } from './pages/test.ts';

test.use({ viewport: { width: 1280, height: 720 } });

test('a clicker steps from decision to decision, and back', async ({ lab, page }) => {
  await page.goto('./?presenter=1&paused=1');
  const sentence = lab.stage.locator('.controller-sentence');
  await expect(page.getByRole('region', { name: 'Presenter mode' })).toBeVisible();
  await lab.button('Apply the manifest').click();
  await page.keyboard.press('PageDown');
  await expect(lab.pod('web-0')).toHaveCount(1);
  await page.keyboard.press('PageDown');
  await expect(sentence).toHaveText(/web-1 is not created: web-0 is not Ready/);
  await page.keyboard.press('PageUp');
  await expect(sentence).toContainText('web-0');
  await expect(sentence).not.toContainText('web-1');
  await page.keyboard.press('ArrowRight');
  await expect(sentence).toHaveText(/web-1 is not created: web-0 is not Ready/);
  await page.keyboard.press('.');
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
});

test('presenter mode shows the whole stage alone, in large type', async ({ lab, page }) => {
  await lab.openSession('ready');
  await lab.button('Step').focus();
  await page.keyboard.press('p');
  await expect(page.getByRole('region', { name: 'Presenter mode' })).toBeVisible();
  for (const gone of [lab.editor, page.getByRole('region', { name: 'Terminal' }), page.getByRole('banner')])
    await expect(gone).toBeHidden();
  const size = (selector: string) =>
    lab.stage
      .locator(selector)
      .first()
      .evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  await expect.poll(() => size('.controller-sentence')).toBeGreaterThanOrEqual(26);
  await expect.poll(() => size('[data-pod] .inspect')).toBeGreaterThanOrEqual(18);
  for (const claim of await lab.claims()) await expect(lab.claim(claim)).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await expect(lab.editor).toBeVisible();
});

test('in a frame that may not fill the screen it presents without complaint @breadth', async ({ page }) => {
  const said: string[] = [];
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text());
  });
  await page.goto('./?embed=1');
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { width: 1200, height: 700, allow: "fullscreen 'none'; screen-wake-lock 'none'" });
    frame.src = './?presenter=1';
    document.body.replaceChildren(frame);
  });
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('region', { name: 'Presenter mode' })).toBeVisible();
  await frame.getByRole('button', { name: 'Apply the manifest' }).click();
  await expect(frame.locator('[data-pod="web-0"]')).toBeVisible();
  expect(said).toEqual([]);
});

test('hidden parts can be shown for a while, one at a time @breadth', async ({ lab, page }) => {
  await page.goto('./?presenter=1&speed=8&autoplay=1');
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(page.getByRole('region', { name: 'Presenter mode' })).toBeVisible();
  const terminal = page.getByRole('region', { name: 'Terminal' });
  await page.keyboard.press('l');
  await expect(page.getByRole('region', { name: 'Events' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByRole('region', { name: 'Events' })).toBeHidden();
  const line = terminal.getByRole('textbox', { name: 'Command' });
  await expect(line).toBeFocused();
  // Typed text goes to the terminal, and the clicker still works.
  await page.keyboard.type('kubectl get pods -l app=nginx -o name');
  await page.keyboard.press('Enter');
  await expect(terminal).toContainText('pod/web-2');
  await page.keyboard.press('PageUp');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await lab.stage.getByText('replicas', { exact: true }).click();
  await page.keyboard.press('t');
  await expect(terminal).toBeHidden();
  await page.keyboard.press('b');
  await expect(lab.button('Blank screen')).toBeVisible();
  await page.keyboard.press('b');
  await expect(lab.button('Blank screen')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(
    `presenter mode has no accessibility violations that a tool can find (${colorScheme})`,
    { tag: '@appearance' },
    async ({ browser }) => {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      await page.goto('./?presenter=1&speed=8&autoplay=1&motion=off');
      await new LabPage(page).expectReady('web-0', 'web-1', 'web-2');
      const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])).toEqual([]);
      await context.close();
    },
  );
}

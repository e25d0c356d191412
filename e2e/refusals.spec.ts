// Tests browsers that refuse features that the lab uses: each getter may throw.
import { expect, type Page } from '@playwright/test';
import { edited } from './manifests.ts';
import { Figure, quick } from './pages/figure.ts';
import { test } from './pages/test.ts';

/** Makes these features of the browser throw on access: each has its getter on the prototype or on the window. */
async function refuse(page: Page, ofWindow: readonly string[], ofNavigator: readonly string[]): Promise<void> {
  await page.addInitScript(
    ([windowNames, navigatorNames]) => {
      const denied = {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      };
      for (const name of windowNames) Object.defineProperty(window, name, denied);
      for (const name of navigatorNames) Object.defineProperty(Navigator.prototype, name, denied);
      Object.defineProperty(Document.prototype, 'cookie', denied);
      History.prototype.replaceState = denied.get;
    },
    [ofWindow, ofNavigator] as const,
  );
}

const parts = ['locks', 'serviceWorker', 'storage', 'connection', 'languages'];
const stores = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel'];

test('the lab works in a browser that refuses storage, caches, locks, workers and history', async ({ lab, page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await refuse(page, [...stores, 'Worker'], [...parts, 'clipboard']);
  // Presenter mode hides the editor; the Apply button appears when it ends.
  await page.goto('./?presenter=1');
  await expect(page.getByRole('region', { name: 'Presenter mode' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lab.button('Apply')).toBeEnabled();
  // Without workers, the page uses the plain editor.
  await lab.apply(edited({ replicas: 1 }));
  await expect(lab.pod('web-0')).toBeVisible();
  expect(errors).toEqual([]);
});

test('Monaco comes where storage, caches, locks, history and the clipboard are refused @breadth', async ({
  lab,
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await refuse(page, stores, [...parts, 'clipboard']);
  await lab.open('./?motion=off', { editor: 'monaco' });
  await page.locator('.monaco-editor .view-line').first().click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('# mine');
  await expect(page.locator('.monaco-editor .view-line').first()).toContainText('mine');
  await lab.button('Apply').click();
  await expect(lab.pod('web-0')).toBeVisible();
  expect(errors).toEqual([]);
});

test('a figure works where all of that is refused, and so does a lesson in it', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await refuse(page, [...stores, 'Worker'], [...parts, 'clipboard']);
  const figure = new Figure(page);
  await page.goto(`./embed.html?${quick}&lesson=partition`);
  await expect(figure.lesson.getByText('Page 1 of 4')).toBeVisible();
  await figure.lesson.getByRole('button', { name: '2', exact: true }).click();
  await expect(figure.lesson.getByText('No ordinal is 3 or more.', { exact: false })).toBeVisible();
  await figure.expectReady('web-0', 'web-1', 'web-2');
  expect(errors).toEqual([]);
});

// Browsers that refuse what the lab would like to use: each getter may throw.
import { expect, type Page } from '@playwright/test';
import { edited } from './manifests.ts';
import { test } from './pages/test.ts';

/** Has the browser throw where these parts of it are looked at. */
async function refuse(page: Page, ofWindow: readonly string[], ofNavigator: readonly string[]): Promise<void> {
  await page.addInitScript(
    ([windowNames, navigatorNames]) => {
      const denied = {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      };
      for (const name of windowNames) Object.defineProperty(window, name, denied);
      for (const name of navigatorNames) Object.defineProperty(navigator, name, denied);
      Object.defineProperty(document, 'cookie', denied);
      History.prototype.replaceState = denied.get;
    },
    [ofWindow, ofNavigator] as const,
  );
}

const parts = ['locks', 'serviceWorker', 'storage', 'connection', 'languages'];
const stores = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel'];

test('a browser that refuses storage, caches, locks, workers and history does not hinder anything', async ({
  lab,
  page,
}) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await refuse(page, [...stores, 'Worker'], [...parts, 'clipboard']);
  // Presenter mode hides the editor: the Apply button is there once it is left.
  await page.goto('./?presenter=1');
  await expect(page.getByRole('region', { name: 'Presenter mode' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lab.button('Apply')).toBeEnabled();
  // Without workers there is the plain editor.
  await lab.apply(edited({ replicas: 1 }));
  await expect(lab.pod('web-0')).toBeVisible();
  expect(errors).toEqual([]);
});

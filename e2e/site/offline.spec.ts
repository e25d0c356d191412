// Tests offline use: a server that stops, and a server that gets another version.
import { expect } from '@playwright/test';
import { edited } from '../manifests.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Palette } from '../pages/palette.ts';
import { Site } from '../pages/site.ts';
import { TerminalPanel } from '../pages/terminal.ts';
import { test as base } from '../pages/test.ts';

const test = base.extend<{ readonly site: Site }>({
  site: async ({}, use) => {
    const site = new Site();
    await site.start();
    await use(site);
    await site.remove();
  },
});
// Each test has its own context: the caches of service workers must not affect the next test.
test.use({ serviceWorkers: 'allow', reuseContext: false });

const dialog = (lab: LabPage) => lab.page.getByRole('dialog', { name: 'Offline use and licenses' });

/** Opens the dialog once the service worker has fetched the core of the lab. */
async function openOffline(lab: LabPage): Promise<void> {
  await new Palette(lab.page).choose('offline', 'Help: Offline use and licenses');
  await expect(dialog(lab).getByRole('status')).toContainText(/without a network/);
}

/** Closes the dialog, and waits until it has returned the focus. */
async function closeOffline(lab: LabPage): Promise<void> {
  await lab.page.keyboard.press('Escape');
  await expect(dialog(lab)).toHaveCount(0);
}

/** Waits until every part is stored. The browser fetches the parts by itself, or offers a button. */
async function fetchAll(lab: LabPage): Promise<void> {
  const offer = dialog(lab).getByRole('button', { name: /Make available offline \([\d.]+ MB\)/ });
  const all = dialog(lab).getByText('Everything works without a network.', { exact: false });
  await expect(offer.or(all).first()).toBeVisible();
  // Clicks the button if it is there: it disappears once the browser has fetched the parts by itself.
  await offer.evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));
  await expect(all).toBeVisible();
}

test('without the server, a reload restores the work, and Monaco and the terminal load when they are first used', async ({
  lab,
  page,
  site,
}) => {
  await lab.open(`${site.address}?speed=8`, { editor: 'plain' });
  await lab.apply(edited({ replicas: 1 }));
  await lab.expectReady('web-0');
  await openOffline(lab);
  await fetchAll(lab);
  await closeOffline(lab);

  await site.stop();
  await page.unroute(/monaco|yaml\.worker|editor\.worker/);
  await page.reload();
  await lab.expectReady('web-0');
  await expect(lab.manifest).toHaveValue(/replicas: 1/);
  await page.locator('.monaco-editor').first().waitFor();
  const terminal = new TerminalPanel(page);
  await terminal.run('kubectl get pod web-0 -o name');
  await expect(terminal.log).toContainText('pod/web-0');
  await lab.button('中文').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
});

test('a new version waits while the page is open, shows a mark, and is there at the next start @breadth', async ({
  context,
  site,
}) => {
  const first = new LabPage(await context.newPage());
  await first.open(site.address);
  await openOffline(first);
  await closeOffline(first);
  await first.write(edited({ image: 'mine' }));
  const script = () => first.page.locator('script[type="module"]').getAttribute('src');
  const old = await script();

  site.deployOther();
  await first.page.reload();
  expect(await script()).toBe(old);
  const help = first.page.locator('summary', { hasText: 'Help' });
  await expect(help).toHaveAccessibleName('Help: a new version is ready');
  await openOffline(first);
  await expect(dialog(first)).toContainText('It starts once you close all tabs of the lab');
  await first.page.close();

  const next = new LabPage(await context.newPage());
  await expect(async () => {
    await next.open(site.address);
    expect(await next.page.locator('script[type="module"]').getAttribute('src')).not.toBe(old);
  }).toPass();
  await expect(next.manifest).toHaveValue(/nginx-slim:mine/);
});

test('a page whose part has gone with a deployment says so, and a reload has the new version and the work @breadth', async ({
  lab,
  page,
  site,
}) => {
  await lab.open(site.address);
  await openOffline(lab);
  await fetchAll(lab);
  await closeOffline(lab);
  await lab.write(edited({ image: 'mine' }));
  // From here on, the parts of the old version are neither stored nor fetched.
  await page.evaluate(() => caches.delete('statefulset-lab-parts'));
  const old = await page.locator('script[type="module"]').getAttribute('src');
  site.deployOther();
  // The parts of the old version that the service worker has stored still work.
  await lab.button('Share').click();
  await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await new TerminalPanel(page).line.focus();
  const notice = page.getByRole('alert').filter({ hasText: 'The lab was updated on its site' });
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.locator('script[type="module"]')).not.toHaveAttribute('src', old!);
  await expect(lab.manifest).toHaveValue(/nginx-slim:mine/);
});

test('a page in a frame, or one that follows a cluster, registers no service worker @breadth', async ({
  page,
  site,
}) => {
  const registrations = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  await page.route('**/host.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="./" width="1000" height="700"></iframe>` }),
  );
  await page.goto(`${site.address}host.html`);
  await expect(page.frameLocator('iframe').getByRole('button', { name: 'Apply' })).toBeEnabled();
  await page.frameLocator('iframe').locator('.monaco-editor').first().waitFor();
  expect(await registrations()).toBe(0);
  await page.goto(`${site.address}?live`);
  await expect(page.getByRole('region', { name: 'The cluster that this page follows' })).toContainText('Read-only');
  expect(await registrations()).toBe(0);
});

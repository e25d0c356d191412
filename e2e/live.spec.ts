// Live mode, with a server as `kubectl proxy --www=dist --www-prefix=/lab/` is one, whose API is the recorded cluster's.
import { expect, type Page } from '@playwright/test';
import { LiveServer } from '../tooling/live/live-server.ts';
import { test as base } from './pages/test.ts';

interface Served {
  readonly server: LiveServer;
  /** Address of the lab on that server. */
  readonly address: string;
}
const test = base.extend<{ readonly served: Served }>({
  served: async ({}, use) => {
    const server = new LiveServer({ dist: 'dist', forbidden: ['nodes'] });
    // After the set was scaled to five, before one of its Pods is deleted.
    server.at = 12_500;
    const origin = await server.start();
    await use({ server, address: `${origin}/lab/?live=1&namespace=default&set=web` });
    await server.stop();
  },
});

const bar = (page: Page) => page.getByRole('region', { name: 'The cluster that this page follows' });

test('all kinds are watched over one HTTP/1.1 address, the set is on the stage, and nothing is written or kept', async ({
  page,
  served: { server, address },
}) => {
  await page.goto(address);
  await expect(bar(page)).toContainText(/As of \d\d:\d\d:\d\d/);
  await expect(bar(page)).toContainText('Read-only');
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  // One kind is forbidden: it is said, and the others work.
  await expect(bar(page).getByText('12 of 13 kinds followed')).toBeVisible();
  await bar(page).getByText('12 of 13 kinds followed').click();
  await expect(bar(page).getByRole('row', { name: /^nodes/ })).toContainText('not permitted');
  expect([...server.watched.values()].map(({ means }) => means)).toEqual(Array<string>(12).fill('socket'));

  server.at = 20_500;
  await expect(page.locator('[data-pod="web-4"]')).toHaveAttribute('data-status', 'ImagePullBackOff');
  expect(server.written).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('session')))).toEqual([]);
});

test('a server that is lost is said at once and always; when it is back, what was missed is there @breadth', async ({
  page,
  served: { server, address },
}) => {
  await page.goto(address);
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  await expect(bar(page)).not.toHaveAttribute('data-stale');
  server.down();
  await expect(bar(page)).toHaveAttribute('data-stale');
  await expect(bar(page)).toContainText(/may be out of date|does not answer/);
  // The stage still shows the last known state, with its time.
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  await expect(bar(page)).toContainText(/As of \d\d:\d\d:\d\d/);
  // Meanwhile the set is scaled to two.
  server.at = 26_000;
  server.up();
  await expect(page.locator('[data-pod]')).toHaveCount(2);
  await expect(bar(page)).not.toHaveAttribute('data-stale');
});

test('it does not run within another page, nor in a second tab @breadth', async ({
  page,
  context,
  served: { address },
}) => {
  const { origin } = new URL(address);
  await page.route('**/host.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${address}" width="1000" height="700"></iframe>` }),
  );
  await page.goto(`${origin}/lab/host.html`);
  await expect(page.frameLocator('iframe').getByRole('alert').first()).toContainText(
    'Live mode does not run within another page.',
  );
  await page.goto(address);
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  const second = await context.newPage();
  await second.goto(address);
  await expect(bar(second)).toContainText('Another tab already follows a cluster at this address.');
  await second.close();
});

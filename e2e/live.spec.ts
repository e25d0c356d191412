// Tests live mode with a server like `kubectl proxy --www=dist --www-prefix=/lab/`, whose API is the recorded
// cluster's.
import { expect, type Page } from '@playwright/test';
import { LiveServer } from '../tooling/live/live-server.ts';
import { Palette } from './pages/palette.ts';
import { PicturesDialog } from './pages/pictures-dialog.ts';
import { test as base } from './pages/test.ts';

interface Served {
  readonly server: LiveServer;
  /** Returns the address of the lab on that server. */
  readonly address: string;
}
const test = base.extend<{ readonly served: Served; readonly writable: boolean }>({
  writable: [false, { option: true }],
  served: async ({ writable }, use) => {
    const server = new LiveServer({ dist: 'dist', forbidden: ['nodes'], pace: 20, writable });
    // A time after the set was scaled to five, and before one of its Pods is deleted.
    server.at = 12_500;
    const origin = await server.start();
    await use({ server, address: `${origin}/lab/?live=1&namespace=default&set=web` });
    await server.stop();
  },
});

const bar = (page: Page) => page.getByRole('region', { name: 'The cluster that this page follows' });

/** Opens live mode, and waits for the Pods of the recorded cluster. */
async function follow(page: Page, address: string) {
  await page.goto(address);
  await expect(page.locator('[data-pod]')).toHaveCount(5);
}

test('all kinds are watched over one HTTP/1.1 address, the set is on the stage, and nothing is written or kept', async ({
  page,
  served: { server, address },
}) => {
  await page.goto(address);
  await expect(bar(page)).toContainText(/As of \d\d:\d\d:\d\d/);
  await expect(bar(page)).toContainText('Read-only');
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  // One kind is forbidden: the page says so, and the others work.
  await expect(bar(page).getByText('12 of 13 kinds followed')).toBeVisible();
  await bar(page).getByText('12 of 13 kinds followed').click();
  await expect(bar(page).getByRole('row', { name: /^nodes/ })).toContainText('not permitted');
  expect([...server.watched.values()].map(({ means }) => means)).toEqual(Array<string>(12).fill('socket'));

  server.at = 20_500;
  await expect(page.locator('[data-pod="web-4"]')).toHaveAttribute('data-status', 'ImagePullBackOff');
  expect(server.written).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('session')))).toEqual([]);
});

test('a lost server is reported at once and for as long as it is away; when it returns, missed changes are shown @breadth', async ({
  page,
  served: { server, address },
}) => {
  await follow(page, address);
  await expect(bar(page)).not.toHaveAttribute('data-stale');
  server.down();
  await expect(bar(page)).toHaveAttribute('data-stale');
  await expect(bar(page)).toContainText(/may be out of date|does not respond/);
  // The stage still shows the last known state, with its time.
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  await expect(bar(page)).toContainText(/As of \d\d:\d\d:\d\d/);
  // In the meantime, the set is scaled to two.
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
  const stage = page.frameLocator('iframe').locator('main');
  await expect(stage).toHaveCount(1);
  await expect(stage).toBeHidden();
  await follow(page, address);
  const second = await context.newPage();
  await second.goto(address);
  await expect(bar(second)).toContainText('Another tab already follows a cluster at this address.');
  await second.close();
});

test('only what a recorded cluster can do is offered @breadth', async ({ page, served: { address } }) => {
  await follow(page, address);
  await expect(bar(page)).toContainText(/As of/);
  for (const name of ['Course', 'Share', 'Undo', 'Redo', 'Reset']) {
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await expect(page.getByRole('button', { name: /^Delete/ })).toHaveCount(0);
  await expect(page.getByRole('slider', { name: /partition/i })).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Manifest' })).toHaveCount(0);
  // The reason is marked, as the real controller gives none.
  await expect(page.locator('.controller-sentence')).toContainText(/^\(Inferred\) /);
});

test('writes are predicted and ticked off, and a Pod that somebody else deletes is named', async ({
  page,
  served: { server, address },
}) => {
  await follow(page, address);
  // Writes are compared with the prediction made from the first read of the cluster.
  await expect(page.locator('.controller-sentence')).toHaveText('(Inferred) Nothing to do: all 5 Pods match the spec.');
  // A Pod is deleted, and the controller creates it again.
  server.at = 15_500;
  const panel = bar(page).locator('.live-predictions');
  await panel.locator('summary').click();
  const judged = panel.locator('li[data-verdict]');
  await expect(judged.filter({ hasText: 'delete pod/web-1' })).toContainText(
    'not predicted: another client deleted it',
  );
  await expect(judged.filter({ hasText: 'create pod/web-1' })).toContainText('as predicted');
});

test('a moment of the real cluster can be simulated, and the simulation left', async ({
  page,
  served: { server, address },
}) => {
  await follow(page, address);
  await bar(page).getByRole('button', { name: 'Simulate from here' }).click();
  await expect(bar(page)).toContainText(/Simulation of the cluster as it was at \d\d:\d\d:\d\d/);
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  // The simulation allows every action: scale its set, and a Pod is created.
  await page.getByRole('button', { name: 'Add a replica' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.locator('[data-pod="web-5"]')).toBeVisible();
  await bar(page).getByRole('button', { name: 'Back to the cluster' }).click();
  await expect(bar(page)).toContainText(/As of/);
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  // The page still follows the real cluster.
  server.at = 26_000;
  await expect(page.locator('[data-pod]')).toHaveCount(2);
  expect(server.written).toEqual([]);
});

/** When the set has two Pods, goes back to the earliest moment with five, and simulates from there. */
async function simulateEarlier(page: Page, server: LiveServer): Promise<void> {
  server.at = 26_000;
  await expect(page.locator('[data-pod]')).toHaveCount(2);
  const moment = page.getByRole('slider', { name: 'Moment' });
  await moment.press('Home');
  await expect(page.locator('[data-pod]')).toHaveCount(0);
  await moment.press('ArrowRight');
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  await bar(page).getByRole('button', { name: 'Simulate from here' }).click();
  await expect(bar(page)).toContainText('Simulation of the cluster');
}

test('an earlier moment is shown again, and a simulation begins with the Pods of that moment @breadth', async ({
  page,
  served: { server, address },
}) => {
  await follow(page, address);
  await simulateEarlier(page, server);
  await expect(page.locator('[data-pod]')).toHaveCount(5);
  await bar(page).getByRole('button', { name: 'Back to the cluster' }).click();
  await expect(page.locator('[data-pod]')).toHaveCount(2);
});

test('a change is planned, and a picture made, in the simulation of an earlier moment @breadth', async ({
  page,
  served: { server, address },
}) => {
  await follow(page, address);
  await simulateEarlier(page, server);
  const palette = new Palette(page);
  await palette.choose('plan', 'Plan');
  const plan = page.getByRole('region', { name: 'Plan' });
  await plan.getByRole('textbox', { name: 'kubectl command' }).fill('kubectl scale sts/web --replicas=4');
  await plan.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(plan).toContainText('delete pod web-4');
  await expect(page.locator('[data-pod="web-4"] .forecast')).toHaveText('1 will be deleted');
  await expect(page.locator('.forecast')).toHaveCount(1);
  // The cluster has what the text says.
  await expect(page.locator('.apply-state')).toContainText('In sync with the cluster');
  await plan.getByRole('button', { name: 'Close the plan' }).click();
  await expect(plan).toHaveCount(0);
  await palette.choose('picture', 'Picture or recording');
  const pictures = new PicturesDialog(page);
  await expect(pictures.dialog).toBeVisible();
  const picture = (await pictures.save('Save SVG')).bytes.toString();
  for (const pod of ['web-0', 'web-4']) expect(picture).toContain(pod);
  expect(server.written).toEqual([]);
});

/** Allows writes, and opens the dialog for changes. */
async function allowActing(page: Page) {
  await bar(page).getByRole('button', { name: 'Allow changes…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('kubectl context').fill('kind-kind');
  await dialog.getByRole('button', { name: 'Allow changes in namespace default' }).click();
  await expect(bar(page)).toContainText('Changes go to kind-kind, namespace default');
  await bar(page).getByRole('button', { name: 'Change…' }).click();
  await expect(page.getByRole('dialog')).toContainText('Change kind-kind, namespace default');
  return page.getByRole('dialog');
}

test('a proxy that rejects writes is reported @breadth', async ({ page, served: { server, address } }) => {
  await follow(page, address);
  const dialog = await allowActing(page);
  await dialog.getByLabel('replicas').fill('3');
  await dialog.getByRole('button', { name: 'Dry run' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The proxy refused the change');
  await expect(dialog.getByRole('button', { name: /^Send to/ })).toHaveCount(0);
  expect(server.written.map(({ dryRun }) => dryRun)).toEqual([true]);
});

test.describe('acting', () => {
  test.use({ writable: true });

  test('each act is a dry run with difference, plan and command, and then one write', async ({
    page,
    served: { server, address },
  }) => {
    server.onWrite = () => (server.at = 26_000);
    await follow(page, address);
    const dialog = await allowActing(page);
    await dialog.getByLabel('replicas').fill('2');
    await dialog.getByRole('button', { name: 'Dry run' }).click();
    const result = dialog.getByRole('region', { name: 'Result of the dry run' });
    await expect(result).toContainText('replicas: 5');
    await expect(result).toContainText('replicas: 2');
    await expect(result).toContainText('delete pod web-4');
    await expect(result).toContainText('kubectl --context kind-kind -n default scale statefulset web --replicas=2');
    expect(server.written.map(({ dryRun }) => dryRun)).toEqual([true]);
    await result.getByRole('button', { name: 'Send to kind-kind, namespace default' }).click();
    await expect(dialog).toContainText('The server has accepted the change.');
    expect(server.written.map(({ method, path, dryRun }) => `${method} ${path} ${dryRun}`)).toEqual([
      'PATCH /apis/apps/v1/namespaces/default/statefulsets/web/scale true',
      'PATCH /apis/apps/v1/namespaces/default/statefulsets/web/scale false',
    ]);
    await expect(page.locator('[data-pod]')).toHaveCount(2);
  });

  test('image, partition, deletion and manifest are tried without a change @breadth', async ({
    page,
    served: { server, address },
  }) => {
    await follow(page, address);
    const dialog = await allowActing(page);
    const result = dialog.getByRole('region', { name: 'Result of the dry run' });
    const dryRun = () => dialog.getByRole('button', { name: 'Dry run' }).click();
    await dialog.getByRole('button', { name: 'Change the image' }).click();
    await dialog.getByLabel('image', { exact: true }).fill('registry.k8s.io/nginx-slim:0.27');
    await dryRun();
    await expect(result).toContainText('+ ');
    await expect(result).toContainText('delete pod web-4');
    await expect(result).toContainText('delete pod web-0');
    await result.getByLabel('The new image').selectOption('cannot be pulled');
    await expect(result).toContainText('It stops here');
    await expect(result).not.toContainText('delete pod web-0');
    await dialog.getByRole('button', { name: 'Set the partition' }).click();
    await dialog.getByLabel('partition').fill('2');
    await dryRun();
    await expect(result).toContainText('partition: 2');
    await dialog.getByRole('button', { name: 'Delete a Pod' }).click();
    await dialog.getByLabel('Pod').selectOption('web-1');
    await dryRun();
    await expect(result).toContainText('pod/web-1 (uid');
    await expect(result).toContainText('create pod web-1');
    await dialog.getByRole('button', { name: 'Apply a manifest' }).click();
    await dialog.getByLabel('Manifest of one object').fill('kind: Secret\napiVersion: v1\nmetadata: {name: s}\n');
    await dryRun();
    await expect(dialog.getByRole('alert')).toContainText('can be applied here');
    expect(server.written.map(({ method, dryRun: dry }) => `${method} ${dry}`)).toEqual([
      'PATCH true',
      'PATCH true',
      'DELETE true',
    ]);
  });

  test('neither the address nor a reload allows changes of the cluster @breadth', async ({
    page,
    served: { server, address },
  }) => {
    await page.goto(`${address}&acting=1&context=kind-kind&replicas=0#act=scale`);
    await expect(page.locator('[data-pod]')).toHaveCount(5);
    await expect(bar(page)).toContainText('Read-only');
    await allowActing(page);
    await page.reload();
    await expect(page.locator('[data-pod]')).toHaveCount(5);
    await expect(bar(page)).toContainText('Read-only');
    await page.evaluate(() => window.postMessage({ act: 'scale', replicas: 0 }, '*'));
    expect(server.written).toEqual([]);
  });
});

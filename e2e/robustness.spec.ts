// Tests failures that must not stop the page: stored data, failed loading, refusals of the browser, too much of
// anything.
import { expect, type Page } from '@playwright/test';
import { edited, tutorial } from './manifests.ts';
import { LabPage } from './pages/lab-page.ts';
import { breadth, test } from './pages/test.ts';

const sessionKey = 'statefulset-lab.session.';

/** Waits until the browser has stored something, and returns it. */
async function kept(page: Page, part: string): Promise<string> {
  const found = await page.waitForFunction(
    ([prefix, text]) =>
      Object.entries(localStorage).find(([key, value]) => key.startsWith(prefix!) && String(value).includes(text!)),
    [sessionKey, part],
  );
  return ((await found.jsonValue()) ?? ['', ''])[1] as string;
}

/** Stores a record in the browser as if an earlier visit had stored it. */
async function store(page: Page, record: unknown): Promise<void> {
  await page.addInitScript(
    ([key, value]) => {
      if (sessionStorage.getItem('stored') !== null) return;
      sessionStorage.setItem('stored', '1');
      localStorage.setItem(key!, value!);
    },
    [`${sessionKey}earlier`, JSON.stringify(record)],
  );
}

const emptyRun = { id: 1, name: null, from: null, inputs: [], texts: [], steps: 0, at: 0 };
const session = {
  version: 1,
  seed: 1,
  example: 'complete',
  text: 'mine',
  runs: [emptyRun],
  run: 1,
  moment: null,
  set: null,
  beside: null,
  language: 'en',
};

test('an object of an unknown kind does not stop the page', async ({ lab, page }) => {
  await store(page, { savedAt: 1, session: { ...session, inspected: { resource: 'widgets', name: 'x' } } });
  await lab.open();
  await expect(lab.manifest).toHaveValue('mine');
});

for (const [what, record] of Object.entries({
  'is cut off': { savedAt: 1, link: 'v1.AAAAbroken' },
  'is no session': { savedAt: 1, session: { version: 1, runs: 7 } },
  'was written by a later version': { savedAt: 1, link: 'v99.AAAA' },
})) {
  test(`a kept session that ${what} is set aside, and can be downloaded${breadth(what !== 'is cut off')}`, async ({
    lab,
    page,
  }) => {
    await store(page, record);
    await lab.open('./?speed=32');
    const banner = page.getByRole('alert').filter({ hasText: 'set aside' });
    await expect(banner).toBeVisible();
    const [file] = await Promise.all([page.waitForEvent('download'), lab.button('Download the old session').click()]);
    expect(file.suggestedFilename()).toBe('statefulset-lab.json');
    await lab.button('Start over').click();
    await expect(banner).toHaveCount(0);
    await lab.apply(edited({ replicas: 1 }));
    await lab.expectReady('web-0');
    await page.reload();
    await expect(lab.manifest).toHaveValue(/replicas: 1/);
    await expect(banner).toHaveCount(0);
  });
}

test('a session that made its page hang is not opened automatically again', async ({ lab, page }) => {
  await store(page, { savedAt: 1, session });
  await page.addInitScript(() => localStorage.setItem('statefulset-lab.opening.earlier', '1'));
  await lab.open('./?lang=en');
  await expect(page.getByRole('alert').filter({ hasText: 'set aside' })).toBeVisible();
  await expect(lab.manifest).not.toHaveValue('mine');
});

const manyPods = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    podManagementPolicy: 'Parallel',
    replicas: 6000,
    selector: { matchLabels: { app: 'nginx' } },
    template: {
      metadata: { labels: { app: 'nginx' } },
      spec: { containers: [{ name: 'nginx', image: 'registry.k8s.io/nginx-slim:0.21' }] },
    },
  },
};

for (const [choice, text] of Object.entries({ 'Continue replaying': 'mine', 'Stop and open an empty lab': '' })) {
  test(`a session that takes much work is asked about on the way: ${choice} @breadth`, async ({ lab, page }) => {
    test.setTimeout(300_000);
    const create = { at: 0, verb: 'create', args: [manyPods, { name: 'user', reason: 'kubectl create' }] };
    await store(page, { savedAt: 1, session: { ...session, runs: [{ ...emptyRun, inputs: [create], at: 100_000 }] } });
    await page.goto('./?lang=en');
    const dialog = page.getByRole('dialog', { name: 'This session takes a lot of work to replay' });
    await expect(dialog).toBeVisible({ timeout: 200_000 });
    await expect(dialog).toContainText(/\d% has been replayed/);
    await dialog.getByRole('button', { name: choice }).click();
    await expect(dialog).toHaveCount(0);
    if (text !== '') await expect(lab.manifest).toHaveValue(text, { timeout: 200_000 });
    else await expect(lab.manifest).not.toHaveValue('mine', { timeout: 200_000 });
    await expect(page.getByText('Opening a session: replaying its actions.')).toHaveCount(0, { timeout: 200_000 });
  });
}

test('the first edit is kept if the code that writes links does not load', async ({ lab, page }) => {
  await page.route(/\/assets\/(open-session|link)-/, (route) => route.abort());
  await lab.open();
  await lab.write(edited({ replicas: 1, image: 'mine' }));
  await kept(page, 'nginx-slim:mine');
  await page.unroute(/\/assets\/(open-session|link)-/);
  await page.reload();
  await expect(lab.manifest).toHaveValue(/nginx-slim:mine/);
});

for (const editor of ['plain', 'monaco'] as const) {
  test(`a text that is too long is not put into the editor: ${editor}${breadth(editor === 'monaco')}`, async ({
    lab,
    page,
  }) => {
    await lab.open('./?lang=en', { editor });
    await lab.write(edited({ replicas: 1 }));
    await expect(lab.manifest).toHaveValue(/replicas: 1/);
    await lab.manifest.evaluate((element) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'a: b\n'.repeat(100_000));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect(page.getByRole('alert').filter({ hasText: 'too long to be inserted' })).toBeVisible();
    await expect(lab.manifest).toHaveValue(/replicas: 1/);
    await lab.apply();
    await expect(lab.pod('web-0')).toBeVisible();
  });
}

test('text typed before the cluster has loaded is kept, also after a reload', async ({ lab, page }) => {
  await page.route(/\/assets\/cluster-/, () => {});
  await page.goto('./');
  await lab.manifest.fill('typed early');
  await kept(page, 'typed early');
  await page.unroute(/\/assets\/cluster-/);
  await page.reload();
  await expect(lab.manifest).toHaveValue('typed early');
});

test('a session is kept if the code that reads it does not load, and the page says so @breadth', async ({
  lab,
  page,
}) => {
  await store(page, { savedAt: 1, session });
  await page.route(/\/assets\/open-session-/, (route) => route.abort());
  await lab.open();
  await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toBeVisible();
  await page.unroute(/\/assets\/open-session-/);
  await lab.button('Reload the page').click();
  await expect(lab.manifest).toHaveValue('mine');
});

test('without Web Locks, as on plain http, the work of a closed tab is restored, and never that of an open one @breadth', async ({
  browser,
}) => {
  const context = await browser.newContext();
  await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
  const lab = new LabPage(await context.newPage());
  await lab.open();
  await lab.write(edited({ image: 'mine' }));
  await kept(lab.page, '"savedAt"');
  const second = new LabPage(await context.newPage());
  // The other tab's timers are late: on a slow machine it needs longer to answer than the page waits.
  await second.page.addInitScript(() => {
    const after = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: (work: () => void, ms = 0) => after(work, 20 * ms) });
  });
  await second.open();
  await expect(second.manifest).not.toHaveValue(/nginx-slim:mine/);
  await lab.page.close();
  const third = new LabPage(await context.newPage());
  await third.open();
  await expect(third.manifest).toHaveValue(/nginx-slim:mine/);
  await context.close();
});

for (const replicas of [1_000_000, 1_000_000_000]) {
  test(`${replicas} replicas are applied as the cluster has room for, and shown as they are written${breadth(replicas < 1_000_000_000)}`, async ({
    lab,
    page,
  }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await lab.open('./?paused=1');
    await lab.apply(tutorial.replace('replicas: 2', `replicas: ${replicas}`));
    await expect(lab.editor.getByText('In sync with the cluster')).toBeVisible();
    await expect(
      lab.stage.getByRole('group', { name: /replicas/i }).getByText(String(replicas), { exact: true }),
    ).toBeVisible();
    await expect(lab.slots).toBeVisible();
    expect(errors).toEqual([]);
  });
}

test('the editor’s language service goes on after a text that it cannot check @breadth', async ({ lab, page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await lab.open('./?paused=1', { editor: 'monaco' });
  // An alias within its own anchor.
  await lab.write('a: &a [*a]\n');
  await expect(lab.manifest).toHaveValue(/\*a/);
  await lab.write('apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\nspec:\n  nonsense: 1\n');
  await expect(page.locator('.squiggly-warning, .squiggly-error').first()).toBeVisible();
  expect(errors).toEqual([]);
});

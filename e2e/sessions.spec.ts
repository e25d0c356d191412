// Tests sessions in other places: links, reloads, other tabs.
import { readFileSync } from 'node:fs';
import { expect, type FileChooser, type Page } from '@playwright/test';
import { edited, headlessService } from './manifests.ts';
import { LabPage } from './pages/lab-page.ts';
import { Palette } from './pages/palette.ts';
import { breadth, test } from './pages/test.ts';

const three = ['web-0', 'web-1', 'web-2'];

/** Returns the text that a button under Share copies to the clipboard. */
async function shared(page: Page, what: 'Copy link' | 'Copy as kubectl script'): Promise<string> {
  const done = { 'Copy link': 'Link copied.', 'Copy as kubectl script': 'Script copied.' };
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: what }).click();
  await expect(page.getByText(done[what])).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return page.evaluate(() => navigator.clipboard.readText());
}

test('a link opens the same moment, the same view, and all that was done', async ({ browser, lab, page }) => {
  await lab.open('./?speed=8');
  await lab.apply(edited({ replicas: 3 }));
  await lab.expectReady(...three);
  await lab.button('Break with :broken (cannot be pulled)').click();
  await expect(lab.pod('web-2')).toHaveAttribute('data-status', /ImagePull/);
  await lab.button('Pause').click();
  const pods = await lab.pods();
  await lab.button('Nodes').click();
  const link = await shared(page, 'Copy link');
  expect(link.length).toBeLessThan(2000);
  const script = await shared(page, 'Copy as kubectl script');
  expect(script).toContain("kubectl apply -f - <<'EOF'");
  expect(script).toContain('kubectl set image statefulset/web nginx=k8s.gcr.io/nginx-slim:broken');

  const elsewhere = await browser.newContext();
  const other = new LabPage(await elsewhere.newPage());
  await other.open(link);
  await expect(other.button('Nodes')).toHaveAttribute('aria-pressed', 'true');
  await other.button('Slots').click();
  await expect.poll(() => other.pods()).toEqual(pods);
  await expect(other.manifest).toHaveValue(/nginx-slim:broken/);
  await expect(other.button('Play')).toBeVisible();
  expect(await shared(other.page, 'Copy as kubectl script')).toBe(script);
  await elsewhere.close();
});

test('the session of a link continues after a reload, and can be returned to @breadth', async ({ page, sessions }) => {
  const pupil = new LabPage(page);
  await pupil.open(`./${sessions.ready}`);
  await pupil.page.getByRole('slider', { name: 'Speed' }).press('End');
  await pupil.button('Remove a replica').click();
  await pupil.expectReady('web-0', 'web-1');
  await kept(pupil.page);
  await pupil.page.reload();
  await pupil.expectReady('web-0', 'web-1');

  const time = pupil.page.getByRole('region', { name: 'Time', exact: true });
  await time.getByLabel('Reset').click();
  await pupil.button('Back to where this link starts').click();
  await pupil.expectReady(...three);
  await time.getByLabel('Reset').click();
  await pupil.button('Back to the example').click();
  await expect.poll(() => pupil.pods()).toEqual([]);
  // The branch that was left still exists.
  await pupil.page.getByRole('combobox', { name: 'Branch' }).selectOption('1');
  await pupil.expectReady('web-0', 'web-1');
});

for (const [fragment, words] of [
  ['#v1.AAAAbroken', 'The link cannot be read'],
  ['#v9.AAAA', 'newer version of this lab'],
] as const) {
  test(`a link that cannot be read says so: ${fragment}${breadth(fragment === '#v9.AAAA')}`, async ({ lab, page }) => {
    await lab.open(`./${fragment}`);
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await lab.apply(edited({}));
    await expect(lab.pod('web-0')).toBeVisible();
  });
}

test('a link made with other latencies says so, and shows what it showed there @breadth', async ({ lab, page }) => {
  // tooling/golden-links.ts made this link with a StatefulSet controller that is 15 ms later.
  const made = 'src/share/testing/other-engine/apply-midway.txt';
  await page.goto(`./?paused=1#${readFileSync(made, 'utf8').trim()}`);
  const notice = page.getByRole('dialog', { name: 'Made with another version of the lab' });
  await expect(notice).toContainText('By 0:02.2, it differs');
  await expect(notice).toContainText('Pod web-0 was recorded as “0/1 ContainerCreating');
  await notice.getByText('Shown then, at 0:02.2 (read-only)').click();
  const row = notice.getByRole('row', { name: 'Pod web-0' });
  await expect(row.getByRole('cell').first()).toContainText('0/1 ContainerCreating');
  await expect(row.getByRole('cell').last()).toContainText('≠ ');
  await notice.getByRole('button', { name: 'Continue with the lab’s result' }).click();
  await expect(notice).toBeHidden();
  await expect(lab.pod('web-0')).toBeVisible();
  // The explanation can be opened again.
  await new Palette(page).choose('session showed', 'What the session showed when it was made…');
  await expect(notice).toBeVisible();
});

/** Waits until the browser has stored a session, in any version of the format, so that a reload can find it. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.values(localStorage).some((value) => /\bv\d+\./.test(String(value))));
}

test('a reload restores the session, and another tab has its own', async ({ context, lab }) => {
  await lab.openSession('stuck');
  const other = new LabPage(await context.newPage());
  await other.open('./');
  await expect.poll(() => other.pods()).toEqual([]);
  await kept(lab.page);

  await lab.page.reload();
  await expect(lab.pod('web-2')).toHaveAttribute('data-ready', 'false');
  await expect(lab.manifest).toHaveValue(/nginx-slim:broken/);
  await lab.page.close();

  const third = new LabPage(await context.newPage());
  await third.open('./');
  await expect(third.pod('web-2')).toHaveAttribute('data-ready', 'false');
});

test('a crashed tab loses nothing, nor does a link that is opened afterwards @breadth', async ({
  browser,
  sessions,
}) => {
  const context = await browser.newContext();
  const lab = new LabPage(await context.newPage(), sessions);
  await lab.openSession('stuck');
  const link = await shared(lab.page, 'Copy link');
  await lab.write(`${headlessService}---\n${edited({ replicas: 3, image: 'mine' })}`);
  // A page that becomes hidden saves its work at once.
  await lab.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  const crashed = lab.page.waitForEvent('crash');
  void lab.page.goto('chrome://crash').catch(() => {});
  await crashed;

  const opened = new LabPage(await context.newPage());
  await opened.open(link);
  await expect(opened.pod('web-2')).toHaveAttribute('data-ready', 'false');
  const found = new LabPage(await context.newPage());
  await found.open('./');
  await expect(found.manifest).toHaveValue(/nginx-slim:mine/);
  await context.close();
});

test('a session is saved to a file and opened from it; another file changes nothing @breadth', async ({
  browser,
  lab,
}) => {
  await lab.openSession('stuck');
  const pods = await lab.pods();
  await lab.button('Share').click();
  const [saved] = await Promise.all([lab.page.waitForEvent('download'), lab.button('Export file').click()]);

  const elsewhere = await browser.newContext();
  const other = new LabPage(await elsewhere.newPage());
  await other.open();
  const importFile = async (file: Parameters<FileChooser['setFiles']>[0]): Promise<void> => {
    const [chooser] = await Promise.all([other.page.waitForEvent('filechooser'), other.button('Import file').click()]);
    await chooser.setFiles(file);
  };
  await other.button('Share').click();
  await importFile({ name: 'own.json', mimeType: 'application/json', buffer: Buffer.from('{"a": 1}') });
  const dialog = other.page.getByRole('dialog', { name: 'Share' });
  await expect(dialog.getByRole('status')).toContainText('Nothing was changed');
  await importFile(await saved.path());
  await expect(dialog).toHaveCount(0);
  await expect(other.manifest).toHaveValue(/nginx-slim:broken/);
  await expect.poll(() => other.pods()).toEqual(pods);
  await elsewhere.close();
});

test('a browser without a clipboard shows the text to copy @breadth', async ({ lab, page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  const palette = new Palette(page);
  await lab.openSession('ready');
  await palette.choose('copy link', 'Copy link or kubectl script…');
  await lab.button('Copy link').click();
  const text = page.getByRole('textbox', { name: /Copy this text/ });
  await expect(text).toHaveValue(/#v\d\./);
  await lab.button('Copy as kubectl script').click();
  await expect(text).toHaveValue(/kubectl apply -f - <<'EOF'/);
});

test('a browser with full storage says that nothing is saved @breadth', async ({ lab, page }) => {
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key: string, value: string) {
      if (key.includes('.session.')) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  await lab.open('./?speed=8');
  await lab.apply(edited({ replicas: 1 }));
  await expect(page.getByRole('alert').filter({ hasText: 'out of space' })).toBeVisible();
  await lab.expectReady('web-0');
});

test('the lab works in a browser that stores nothing @breadth', async ({ lab, page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  await lab.open('./?speed=8');
  await lab.apply(edited({ replicas: 1 }));
  await lab.expectReady('web-0');
  await lab.button('Undo').click();
  await expect(lab.button('PAST')).toBeVisible();
});

for (const [locale, query, shown] of [
  ['zh-CN', '', 'zh-Hans'],
  ['en-US', '', 'en'],
  ['zh-CN', '?lang=en', 'en'],
  ['en-US', '?lang=zh', 'zh-Hans'],
] as const) {
  const title = `a link keeps the language of its receiver, unless it names one: ${locale}${query}`;
  test(`${title}${breadth(query !== '?lang=en')}`, async ({ browser, sessions }) => {
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(`./${query}${sessions.ready}`);
    await expect(page.locator('[data-pod="web-2"]')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', shown);
    await context.close();
  });
}

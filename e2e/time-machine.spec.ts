import { expect, test } from '@playwright/test';
import { edited } from './manifests.ts';
import { LabPage } from './pages/lab-page.ts';

const three = ['web-0', 'web-1', 'web-2'];

async function broken(lab: LabPage): Promise<void> {
  await lab.open('./?speed=8');
  await lab.apply(edited({ replicas: 3 }));
  await lab.expectReady(...three);
  await lab.button('Image broken: cannot be pulled').click();
  await expect(lab.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
}

test('undo goes back before the last action; acting there leaves the other course as it was', async ({ page }) => {
  const lab = new LabPage(page);
  await broken(lab);
  await lab.button('Undo').click();
  await expect(lab.button('PAST')).toBeVisible();
  await lab.expectReady(...three);
  await expect(lab.manifest).toHaveValue(/nginx-slim:0\.8/);

  await lab.button('Redo').click();
  await expect(lab.manifest).toHaveValue(/nginx-slim:broken/);
  await lab.button('Undo').click();
  await lab.button('Image 0.9: works').click();
  await expect(lab.button('LIVE')).toBeVisible();
  await expect(lab.pod('web-0')).toContainText('nginx-slim:0.9');
  await lab.expectReady(...three);

  const courses = page.getByRole('combobox', { name: 'Course of events' });
  await courses.selectOption('1');
  await expect(lab.pod('web-2')).toHaveAttribute('data-ready', 'false');
  await expect(lab.manifest).toHaveValue(/nginx-slim:broken/);
});

test('two courses of events stand side by side at the same moment', async ({ page }) => {
  const lab = new LabPage(page);
  await broken(lab);
  await lab.button('Undo').click();
  await lab.button('Image 0.9: works').click();
  await expect(lab.pod('web-0')).toContainText('nginx-slim:0.9');
  await page.getByRole('combobox', { name: 'Compare' }).selectOption({ label: 'with Course 1' });
  const other = page.getByRole('region', { name: 'Stage of Course 1, to compare' });
  await expect(other.locator('[data-pod="web-2"]')).toHaveAttribute('data-status', /ImagePull/);
  await expect(lab.stage.locator('[data-pod="web-2"]')).toHaveAttribute('data-ready', 'true');
});

test('the timeline can be walked by keyboard, and goes back to the newest moment', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('./?speed=8&autoplay=1');
  await lab.expectReady(...three);
  const moment = page.getByRole('slider', { name: 'Moment' });
  await moment.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => lab.pods()).toEqual([]);
  await expect(lab.button('PAST')).toBeVisible();
  await page.keyboard.press('End');
  await expect(lab.button('LIVE')).toBeVisible();
  await lab.expectReady(...three);
  await page.keyboard.press('Home');
  await lab.button('Play').click();
  await expect(lab.button('LIVE')).toBeVisible();
  await lab.expectReady(...three);
});

test('a link opens the same moment', async ({ browser }) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const lab = new LabPage(page);
  await broken(lab);
  await lab.button('Pause').click();
  const pods = await lab.pods();
  await page.getByText('Share', { exact: true }).click();
  await lab.button('Copy link').click();
  await expect(page.getByText('The link is copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(2000);
  await lab.button('Copy as kubectl script').click();
  await expect(page.getByText('The script is copied.')).toBeVisible();
  const script = await page.evaluate(() => navigator.clipboard.readText());
  expect(script).toContain("kubectl apply -f - <<'EOF'");
  expect(script).toContain('kubectl set image statefulset/web nginx=k8s.gcr.io/nginx-slim:broken');

  const other = new LabPage(await (await browser.newContext()).newPage());
  await other.open(link);
  expect(await other.pods()).toEqual(pods);
  await expect(other.manifest).toHaveValue(/nginx-slim:broken/);
  await context.close();
});

for (const [fragment, words] of [
  ['#v1.AAAAbroken', 'The link cannot be read'],
  ['#v9.AAAA', 'newer version of this lab'],
] as const) {
  test(`a link that cannot be read says so: ${fragment}`, async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open(`./${fragment}`);
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await lab.apply(edited({}));
    await expect(lab.pod('web-0')).toBeVisible();
  });
}

test('a reload goes on where one was, and another tab has a session of its own', async ({ browser }) => {
  const context = await browser.newContext();
  const lab = new LabPage(await context.newPage());
  await broken(lab);
  const other = new LabPage(await context.newPage());
  await other.open('./');
  expect(await other.pods()).toEqual([]);
  await expect.poll(() => lab.page.evaluate(() => Object.keys(localStorage).join())).toContain('session');
  await lab.page.waitForFunction(() => Object.values(localStorage).some((value) => String(value).includes('v1.')));

  await lab.page.reload();
  await expect(lab.pod('web-2')).toHaveAttribute('data-ready', 'false');
  await expect(lab.manifest).toHaveValue(/nginx-slim:broken/);
  await lab.page.close();

  const third = new LabPage(await context.newPage());
  await third.open('./');
  await expect(third.pod('web-2')).toHaveAttribute('data-ready', 'false');
  await context.close();
});

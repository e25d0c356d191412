// Tests the whole lab in a frame of another page: index.html?embed=1.
import { expect } from '@playwright/test';
import { HostPage } from '../pages/host-page.ts';
import { Palette } from '../pages/palette.ts';
import { test } from '../pages/test.ts';

test('the lab uses the protocol of figures in a sandboxed frame of another site @breadth', async ({
  page,
  baseURL,
}) => {
  const host = new HostPage(page, baseURL!);
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    for (const type of ['ready', 'step', 'moment']) addEventListener(`lab-${type}`, () => seen.push(type));
  });
  await host.open(
    `<statefulset-lab title="The whole lab" lab="${baseURL}index.html?embed=1" height="800" autoplay speed="8" lang="en"></statefulset-lab>`,
  );
  await host.live();
  const lab = host.inside();
  await expect(lab.getByRole('button', { name: 'Apply', exact: true })).toBeVisible();
  await expect(lab.locator('[data-pod="web-2"]')).toHaveAttribute('data-ready', 'true');
  expect(await host.call('scale', 4)).toMatchObject({ stdout: 'statefulset.apps/web scaled\n' });
  await expect(lab.locator('[data-pod="web-3"]')).toHaveAttribute('data-ready', 'true');
  expect(await host.call('run', 'kubectl get statefulsets -o name')).toMatchObject({
    stdout: 'statefulset.apps/web\n',
  });
  // The link opens the lab as a page of its own.
  expect(await host.call('link')).toEqual({ link: expect.stringMatching(/\/index\.html\?lang=en#v\d+\./) });
  expect(await host.call('picture', 'svg')).toMatchObject({ data: expect.stringMatching(/^<svg /) });
  expect(await host.call('request', 'theme', { theme: 'dark' })).toEqual({});
  await expect(lab.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await host.call('request', 'visible', { visible: false })).toEqual({});
  await expect(lab.getByRole('button', { name: 'Play', exact: true })).toBeAttached();
  expect(await page.evaluate(() => [...new Set((window as unknown as { seen: string[] }).seen)].sort())).toEqual([
    ...['moment', 'ready', 'step'],
  ]);
  // The lab has neither taken the focus nor scrolled the page.
  expect(await page.evaluate(() => [document.activeElement?.tagName, scrollY])).toEqual(['BODY', 0]);
});

test('it writes nothing to any storage @breadth', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL! });
  const page = await context.newPage();
  await page.goto('./index.html?embed=1&autoplay&speed=8&lang=en');
  await expect(page.locator('[data-pod="web-2"]')).toHaveAttribute('data-ready', 'true');
  const palette = new Palette(page);
  await palette.choose('dark', /dark/i);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Add a replica' }).click();
  await expect(page.locator('[data-pod="web-3"]')).toHaveAttribute('data-ready', 'true');
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    tab: sessionStorage.length,
    cookie: document.cookie,
    caches: (await caches.keys()).length,
    databases: (await indexedDB.databases()).length,
  }));
  expect(stored).toEqual({ local: 0, tab: 0, cookie: '', caches: 0, databases: 0 });
  await context.close();
});

test('the page around is notified of the steps in a lesson, as by a figure @breadth', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const type of ['lab-prediction', 'lab-goal', 'lab-end']) {
      addEventListener(type, (event) => {
        const { statement } = (event as CustomEvent<{ statement: { verb: { id: string }; object: { id: string } } }>)
          .detail;
        heard.push([statement.verb.id, statement.object.id].map((id) => id.replace(/^.*[/?]/, '')).join(' '));
      });
    }
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  const query = 'embed=1&lesson=no-service&page=2&lang=en&motion=off&speed=32';
  await host.open(
    `<statefulset-lab title="The lab" lab="${baseURL}index.html?${query}" height="800" autoplay></statefulset-lab>`,
  );
  await host.live();
  const lesson = host.inside().getByRole('region', { name: 'Course', exact: true });
  await lesson.getByRole('button', { name: 'No', exact: true }).click();
  await expect.poll(heard).toEqual(['answered lesson=no-service&page=2']);
  await lesson.getByRole('button', { name: 'Next' }).click();
  await lesson.getByRole('button', { name: 'Next' }).click();
  await expect(lesson.getByText('not yet').first()).toBeVisible();
  expect(await host.call('run', 'kubectl create service clusterip mysql --clusterip=None')).toMatchObject({ exit: 0 });
  await expect(lesson.getByText('You have reached all goals.')).toBeVisible();
  await lesson.getByRole('button', { name: 'Finish' }).click();
  const page4 = 'completed lesson=no-service&page=4';
  await expect
    .poll(async () => (await heard()).slice(1))
    .toEqual([`${page4}#goal-1`, `${page4}#goal-2`, 'completed lesson=no-service']);
});

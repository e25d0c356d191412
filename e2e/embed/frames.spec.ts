// Tests a figure in frames of other pages: without an origin, from other sites, from a file, and out of sight.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { staticHandler } from '../../tooling/static-server.mjs';
import { expectAccessible } from '../pages/axe.ts';
import { Figure, quick } from '../pages/figure.ts';
import { faultsInSight } from '../pages/stage-sight.ts';
import { breadth, test } from '../pages/test.ts';

const dist = join(import.meta.dirname, '../../dist');
const prefix = '/courses/k8s';
const three = ['web-0', 'web-1', 'web-2'];
const servers: Server[] = [];
/** The address of a page on another site than the figures. */
let host = '';
/** The folder of the lab, below the root of its site. */
let folder = '';
/** The body of the page. */
let body = '';

async function serve(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.beforeAll(async () => {
  folder = `${await serve(createServer(staticHandler(dist, { prefix })))}${prefix}`;
  const page = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><h1>Host</h1>${body}`);
  });
  host = await serve(page);
});
test.afterAll(() => servers.forEach((server) => server.close()));

const frame = (query: string, attributes = ''): string =>
  `<iframe title="figure" width="720" height="480" src="${folder}/embed.html?${query.replaceAll('&', '&amp;')}" ${attributes}></iframe>`;

test('runs without an origin, from another site under a sub-path, and loads kubectl there', async ({ page }) => {
  body = frame(`${quick}&run=kubectl+scale+sts/web+--replicas=4`, 'sandbox="allow-scripts"');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(host);
  const figure = new Figure(page.frameLocator('iframe') as never);
  await figure.expectReady(...three, 'web-3');
  expect(errors).toEqual([]);
  // The frame does not allow new tabs, so the figure shows the address instead.
  await figure.button('Open in the lab').click();
  await expect(page.frameLocator('iframe').getByRole('textbox')).toHaveValue(
    /\/courses\/k8s\/index\.html\?lang=en#v2\./,
  );
});

test('runs from a file', async ({ page }) => {
  await page.goto(`${pathToFileURL(join(dist, 'embed.html')).href}?${quick}&run=kubectl+scale+sts/web+--replicas=4`);
  await new Figure(page).expectReady(...three, 'web-3');
});

test('stores nothing', async ({ page, context }) => {
  await page.goto(`./embed.html?${quick}&controls=full`);
  const figure = new Figure(page);
  await figure.expectReady(...three);
  await figure.button('Add a replica').click();
  await figure.expectReady('web-3');
  const stored = await page.evaluate(async () => ({
    local: localStorage.length,
    tab: sessionStorage.length,
    cookie: document.cookie,
    caches: (await caches.keys()).length,
    databases: (await indexedDB.databases()).length,
  }));
  expect(stored).toEqual({ local: 0, tab: 0, cookie: '', caches: 0, databases: 0 });
  expect(await context.cookies()).toEqual([]);
});

test('takes no focus, scrolls nothing around it, and lets Tab pass', async ({ page }) => {
  body = `<a href="#a">before</a><p>${frame(quick)}</p><a href="#b">after</a><p style="height: 3000px"></p>`;
  await page.goto(host);
  await new Figure(page.frameLocator('iframe') as never).expectReady(...three);
  expect(await page.evaluate(() => [document.activeElement?.tagName, scrollY])).toEqual(['BODY', 0]);
  await page.getByRole('link', { name: 'before' }).focus();
  const after = page.getByRole('link', { name: 'after' });
  let passed = 0;
  while (!(await after.evaluate((link) => link === document.activeElement)) && passed < 20) {
    await page.keyboard.press('Tab');
    passed++;
  }
  await expect(after).toBeFocused();
  expect(passed).toBeGreaterThan(2);
});

test('out of view, a figure runs no timer, requests no animation frames and does not start; in view, it continues @breadth', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const counted = window as unknown as { asked: number };
    counted.asked = 0;
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => {
      counted.asked++;
      return request(callback);
    };
    const tools = window as unknown as Record<
      string,
      (work: (...values: unknown[]) => void, ...rest: unknown[]) => unknown
    >;
    for (const name of ['setTimeout', 'setInterval', 'requestIdleCallback']) {
      const schedule = tools[name]!.bind(window);
      tools[name] = (work, ...rest) =>
        schedule(
          (...values) => {
            counted.asked++;
            work(...values);
          },
          ...rest,
        );
    }
  });
  /** Waits until the page around the figure has drawn several frames. */
  const frames = () =>
    page.evaluate(
      () =>
        new Promise<void>((done) => {
          let left = 30;
          const next = (): unknown => (left-- > 0 ? requestAnimationFrame(next) : done());
          next();
        }),
    );
  const asked = () => page.frames()[1]!.evaluate(() => (window as unknown as { asked: number }).asked);
  body = `<p style="height: 4000px"></p>${frame('autoplay&speed=1&motion=off&lang=en')}<p style="height: 4000px"></p>`;
  await page.goto(host);
  const inner = page.frameLocator('iframe');
  await expect(inner.getByRole('button', { name: 'Start' })).toBeAttached();
  await expect(page.frames()[1]!.locator('html[data-asleep]')).toBeAttached();
  const before = await asked();
  await frames();
  expect(await asked()).toBe(before);
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await expect(inner.locator('[data-pod="web-0"]')).toBeVisible();
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.frames()[1]!.locator('html[data-asleep]')).toBeAttached();
  // The animation frame that was requested before the figure went out of sight has run.
  await frames();
  const then = await asked();
  const clock = await inner.locator('.stage').innerText();
  await frames();
  expect(await asked()).toBe(then);
  expect(await inner.locator('.stage').innerText()).toBe(clock);
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await expect(inner.locator('[data-pod="web-0"][data-ready="true"]')).toBeVisible();
});

test('a hidden tab is paused, and continues when it is shown again @breadth', async ({ page }) => {
  await page.addInitScript(() => {
    const request = window.requestAnimationFrame.bind(window);
    const state = { hidden: false, asked: 0, request };
    Object.assign(window, { state });
    Object.defineProperty(document, 'visibilityState', { get: () => (state.hidden ? 'hidden' : 'visible') });
    window.requestAnimationFrame = (callback) => {
      state.asked++;
      return request(callback);
    };
  });
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      (window as unknown as { state: { hidden: boolean } }).state.hidden = value;
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  const asked = () => page.evaluate(() => (window as unknown as { state: { asked: number } }).state.asked);
  /** Waits for several animation frames that the figure has not requested. */
  const frames = () =>
    page.evaluate(
      () =>
        new Promise<void>((done) => {
          const { request } = (window as unknown as { state: { request: typeof requestAnimationFrame } }).state;
          let left = 30;
          const next = (): unknown => (left-- > 0 ? request(next) : done());
          next();
        }),
    );
  await page.goto('./embed.html?autoplay&speed=1&motion=off&lang=en');
  await expect(page.locator('[data-pod="web-0"]')).toBeVisible();
  await hide(true);
  await expect(page.locator('html[data-asleep]')).toBeAttached();
  await frames();
  const then = await asked();
  await frames();
  expect(await asked()).toBe(then);
  await hide(false);
  await new Figure(page).expectReady('web-0');
});

for (const [width, height, language, controls] of [
  [720, 480, 'en', 'play'],
  [720, 480, 'zh', 'full'],
  [360, 500, 'en', 'full'],
  [360, 500, 'zh', 'play'],
] as const) {
  test(`${width} × ${height} (${language}, ${controls}): three Pods, claims and DNS names in sight, none cut${breadth(width !== 360 || controls !== 'full')}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.goto(`./embed.html?autoplay&speed=32&motion=off&lang=${language}&controls=${controls}`);
    await new Figure(page).expectReady(...three);
    for (const part of ['[data-pod]', '[data-pvc]', '.dns']) {
      const boxes = await page
        .locator(part)
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
      expect(boxes).toHaveLength(3);
      for (const box of boxes) {
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(width);
        expect(box.bottom).toBeLessThanOrEqual(height);
      }
    }
    expect(await faultsInSight(page)).toEqual([]);
    const scrolled = await page.locator('.stage').evaluate((stage) => stage.scrollHeight - stage.clientHeight);
    expect(scrolled).toBeLessThanOrEqual(0);
    const sizes = await page
      .locator('.frame *')
      .evaluateAll((all) =>
        all
          .filter(
            (one) =>
              one.checkVisibility() &&
              [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
          )
          .map((one) => parseFloat(getComputedStyle(one).fontSize)),
      );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(13);
  });
}

test('a figure is accessible before and after its start @appearance', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 480 });
  for (const theme of ['light', 'dark']) {
    await page.goto(`./embed.html?lang=en&motion=off&theme=${theme}`);
    await expect(new Figure(page).start).toBeVisible();
    await expectAccessible(page, `poster, ${theme}`);
    await page.goto(`./embed.html?${quick}&controls=full&theme=${theme}`);
    await new Figure(page).expectReady(...three);
    await expectAccessible(page, `figure, ${theme}`);
  }
});

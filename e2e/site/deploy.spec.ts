// Tests the build on a server: headers, a sub-path, and the files beside it.
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { everywhere } from '../../tooling/site/headers.mjs';
import { edited } from '../manifests.ts';
import { LabPage } from '../pages/lab-page.ts';
import { Site } from '../pages/site.ts';
import { test } from '../pages/test.ts';

test('everything is sent with the headers of the table, and a name with a hash is kept', async ({ page, request }) => {
  await page.goto('./');
  const script = await page.locator('script[type="module"]').getAttribute('src');
  for (const path of ['./', script!, './manifest.webmanifest', './THIRD-PARTY-NOTICES.txt', './service-worker.js']) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(200);
    for (const { name, value } of everywhere)
      expect(response.headers()[name.toLowerCase()], `${path}: ${name}`).toBe(value);
    const kept = path.includes('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    expect(response.headers()['cache-control'], path).toBe(kept);
  }
});

test('under a sub-path everything works, and nothing is asked for outside of it @breadth', async ({ page }) => {
  const site = new Site('/courses/k8s');
  await site.start();
  const outside: string[] = [];
  page.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(site.address)) outside.push(request.url());
  });
  const lab = new LabPage(page);
  await lab.open(site.address, { editor: 'monaco' });
  await lab.apply(edited({ replicas: 1 }));
  await expect(lab.pod('web-0')).toBeVisible();
  expect(outside).toEqual([]);
  await site.remove();
});

test('the notices hold a licence text of every package that the lab depends on, and the page links them', async ({
  request,
}) => {
  const notices = await (await request.get('./THIRD-PARTY-NOTICES.txt')).text();
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  for (const [name, version] of Object.entries(dependencies))
    expect(notices.includes(`\n${name} ${version}\n`), name).toBe(true);
  expect(notices).toContain('SIL OPEN FONT LICENSE');
  expect(notices).toContain('https://github.com/Vanilagy/mediabunny');
});

test('the page can be installed: its manifest names it, and its icons are there', async ({ page, request }) => {
  await page.goto('./');
  const address = await page.locator('link[rel="manifest"]').getAttribute('href');
  const manifest = (await (await request.get(address!)).json()) as {
    name: string;
    display: string;
    icons: { src: string; type: string }[];
  };
  expect([manifest.name, manifest.display]).toEqual(['StatefulSet Lab', 'standalone']);
  for (const { src, type } of manifest.icons) {
    const icon = await request.get(src);
    expect([src, icon.status(), icon.headers()['content-type']]).toEqual([src, 200, expect.stringContaining(type)]);
  }
});

// Tests every message between a page of another site and the figure in it, with the published script.
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { HostPage } from '../pages/host-page.ts';
import { test } from '../pages/test.ts';

const figure = '<statefulset-lab title="Three Pods" example="complete" autoplay></statefulset-lab>';

test('a page can ask a figure for everything that it shows', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  await host.open(figure);
  await host.live();
  await expect(host.inside().locator('[data-pod="web-2"]')).toHaveAttribute('data-ready', 'true');

  expect(await host.call('run', 'kubectl get statefulsets -o name')).toEqual({
    stdout: 'statefulset.apps/web\n',
    stderr: '',
    exit: 0,
  });
  // Programs in containers come with the second script.
  expect(await host.call('run', 'kubectl exec web-1 -- hostname')).toMatchObject({ stdout: 'web-1\n', exit: 0 });
  expect(await host.call('run', 'kubectl get pod web-9')).toMatchObject({ exit: 1, stderr: /NotFound/ as never });
  expect(await host.call('scale', 4)).toMatchObject({ stdout: 'statefulset.apps/web scaled\n' });
  await expect(host.inside().locator('[data-pod="web-3"]')).toHaveAttribute('data-ready', 'true');
  expect(await host.call('partition', 3)).toMatchObject({ stdout: 'statefulset.apps/web patched\n' });
  expect(await host.call('image', 'registry.k8s.io/nginx-slim:0.22')).toMatchObject({ exit: 0 });
  expect(await host.call('deletePod', 'web-0')).toMatchObject({ stderr: '' });
  for (const [method, value] of [['pause'], ['step'], ['speed', 4], ['seek', 1000], ['play']] as const) {
    expect(await host.call(method, value)).toEqual({});
  }
  const { objects } = (await host.call('state', 'statefulsets')) as { objects: { kind: string }[] };
  expect(objects.map(({ kind }) => kind)).toEqual(['StatefulSet']);
  expect(await host.call('link')).toEqual({ link: expect.stringMatching(/\/(index\.html)?(\?[^#]*)?#v\d+\./) });
  expect(await host.call('picture', 'svg')).toEqual({ type: 'image/svg+xml', data: expect.stringMatching(/^<svg /) });
  expect(await host.call('picture', 'png')).toMatchObject({ data: expect.stringMatching(/^data:image\/png;base64,/) });
  expect(await host.call('request', 'language', { language: 'zh' })).toEqual({});
  await expect(host.inside().locator('html')).toHaveAttribute('lang', /^zh/);
  expect(await host.call('request', 'theme', { theme: 'dark' })).toEqual({});
  await expect(host.inside().locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await host.call('request', 'visible', { visible: true })).toEqual({});
  expect(await host.call('request', 'load', { example: 'contrast' })).toEqual({});
  await expect(host.inside().locator('[data-deployment-pod]').first()).toBeVisible();

  expect(await host.call('scale', 'many')).toEqual({
    error: 'replicas must be a whole number from 0 to 10000',
    field: 'replicas',
  });
  expect(await host.call('run', 'kubectl get pods | wc')).toMatchObject({ field: 'command' });
});

test('a figure says what happens in it', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    for (const type of ['ready', 'step', 'moment', 'error']) {
      addEventListener(`lab-${type}`, (event) => {
        const { decisions } = (event as CustomEvent<{ decisions?: { rule: string; pod: string }[] }>).detail;
        for (const { rule, pod } of decisions ?? []) seen.push(`${rule} ${pod}`);
        seen.push(type);
      });
    }
  });
  await host.open(figure);
  await host.live();
  const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  await expect.poll(seen).toEqual(expect.arrayContaining(['ready', 'step', 'moment', 'CreatePod web-2']));
});

test('a page does without the published script, as documented @breadth', async ({ page, baseURL }) => {
  const docs = await readFile(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
  const [, example] = /A complete page:\s+```html\n(.*?)```/s.exec(docs) ?? [];
  expect(example!.split('\n').length).toBeLessThanOrEqual(22);
  const host = new HostPage(page, baseURL!);
  await host.open(example!.replace('https://lab.example/', baseURL!), { script: false });
  await expect(page.locator('#said')).toHaveText('statefulset.apps/web scaled');
  await expect(page.locator('#lab').contentFrame().locator('[data-pod="web-4"]')).toHaveAttribute('data-ready', 'true');
});

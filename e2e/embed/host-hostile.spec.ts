// Tests a page that attacks the figure in it, and a frame that attacks its page.
import { expect } from '@playwright/test';
import { HostPage } from '../pages/host-page.ts';
import { test } from '../pages/test.ts';

test('a figure remains usable after a flood of messages, wrong types and huge messages', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  await host.open('<statefulset-lab title="Three Pods" example="complete" autoplay></statefulset-lab>');
  await host.live();
  await expect(host.inside().locator('[data-pod="web-2"]')).toHaveAttribute('data-ready', 'true');
  await host.figure().evaluate((element) => {
    const { contentWindow } = element.shadowRoot!.querySelector('iframe')!;
    const wrong: unknown[] = [null, 1, 'x', [], { type: 'statefulset-lab/hello' }, { type: 'scale', replicas: -1 }];
    for (let i = 0; i < 500; i++) for (const message of wrong) contentWindow!.postMessage(message, '*');
    const { port1, port2 } = new MessageChannel();
    contentWindow!.postMessage({ type: 'statefulset-lab/hello', version: 1, id: 'evil' }, '*', [port2]);
    for (let i = 0; i < 5000; i++) port1.postMessage({ type: 'scale', replicas: i % 2 ? 'x' : 1e12, id: i });
    port1.postMessage({ type: 'load', manifest: 'a'.repeat(20_000_000), id: 1 });
    port1.postMessage({ type: 'kubectl', command: 'get pods '.repeat(200_000), id: 2 });
    port1.postMessage({ type: 'load', link: `#v2.${'A'.repeat(500_000)}`, id: 3 });
  });
  // The figure still works: it shows the same Pods, and a control has an effect.
  await expect(host.inside().locator('[data-pod]')).toHaveCount(3);
  await host.inside().getByRole('button', { name: 'Pause' }).click();
  await expect(host.inside().getByRole('button', { name: 'Play' })).toBeVisible();
});

test('only the frame itself is heard, with the right id', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  // The document answers with another id. The second frame shows it too, and tries to answer instead of the figure.
  const document = `<script>
    addEventListener('message', ({ data, ports }) => {
      parent.postMessage({ type: 'statefulset-lab/welcome', version: 1, id: 'other' }, '*');
      ports[0]?.postMessage({ type: 'height', height: 4000 });
      document.documentElement.dataset.heard = 'yes';
    });
  </script>`;
  host.add('/frame', document);
  await host.open(
    `<statefulset-lab title="Not the lab" lab="/frame"><p>The poster</p></statefulset-lab>
     <iframe id="beside" src="/frame" title="Beside"></iframe>`,
  );
  await expect(host.figure().locator('iframe').contentFrame().locator('html[data-heard]')).toBeAttached();
  await page.evaluate(() => {
    for (let id = 0; id < 50; id++) {
      postMessage({ type: 'statefulset-lab/welcome', version: 1, id: String(id) }, '*');
    }
  });
  await expect(page.getByText('The poster')).toBeVisible();
  await expect(host.figure().locator('div.live')).toHaveCount(0);
  expect(await host.figure().evaluate((element) => element.clientHeight)).toBeLessThanOrEqual(500);
});

test('a frame that answers cannot break its page @breadth', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  const document = `<script>
    addEventListener('message', ({ data, ports: [port] }) => {
      if (port === undefined) return;
      parent.postMessage({ type: 'statefulset-lab/welcome', version: 1, id: data.id }, '*');
      port.onmessage = ({ data: { id } }) => port.postMessage({ type: 'answer', id, ok: false, error: 'no' });
      for (const message of [null, 5, [], {}, { type: 5 }, { type: 'answer', id: {} }, { type: 'height', height: 'x' },
        { type: 'height', height: 1e9 }, { type: 'height', height: -5 }, { type: '<img src=x>' }]) port.postMessage(message);
      for (let i = 0; i < 3000; i++) port.postMessage({ type: 'height', height: 300 + i });
      port.postMessage({ type: 'ready' });
    });
  </script>`;
  host.add('/frame', document);
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await host.open('<statefulset-lab title="Not the lab" lab="/frame"></statefulset-lab>');
  await host.live();
  expect(await host.call('link')).toEqual({ error: 'no answer' });
  expect(await host.figure().evaluate((element) => element.clientHeight)).toBeLessThanOrEqual(350);
  expect(await page.locator('img').count()).toBe(0);
  expect(errors).toEqual([]);
});

// Tests the lab and a figure in Firefox: `npm run test:firefox`.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { Firefox, type Tab } from './bidi.ts';

interface WorkerFixtures {
  readonly firefox: Firefox;
}

interface Fixtures {
  readonly tab: Tab;
  /** Errors of the pages, and violations of their policies. */
  readonly faults: string[];
}

const test = base.extend<Fixtures, WorkerFixtures>({
  firefox: [
    async ({}, use) => {
      const firefox = await Firefox.launch(process.env.FIREFOX_PATH!);
      await firefox.beforeScripts(() =>
        addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
          reportError(new Error(`${effectiveDirective} refused ${blockedURI} ${sample}`)),
        ),
      );
      await use(firefox);
      await firefox.close();
    },
    { scope: 'worker' },
  ],
  faults: async ({ firefox }, use) => {
    const faults: string[] = [];
    const stop = await firefox.on('log.entryAdded', ({ level, text }) => {
      if (level === 'error') faults.push(String(text));
    });
    await use(faults);
    stop();
    expect(faults).toEqual([]);
  },
  tab: async ({ firefox, faults: _ }, use) => {
    const tab = await firefox.newTab(1440, 900);
    await use(tab);
    await tab.close();
  },
});

/** Returns the names of the Pods that are Ready, with their revisions. */
const readyPods = (tab: Tab): Promise<[name: string, revision: string][]> =>
  tab.run(() =>
    [...document.querySelectorAll<HTMLElement>('[data-pod][data-ready="true"]:not([data-terminating="true"])')].map(
      ({ dataset }): [string, string] => [dataset['pod']!, dataset['revision']!],
    ),
  );

async function expectReady(tab: Tab, ...names: string[]): Promise<void> {
  await expect.poll(async () => (await readyPods(tab)).map(([name]) => name)).toEqual(names);
}

test('apply, scale, roll out and read the state', async ({ tab, baseURL }) => {
  await tab.goto(`${baseURL}favicon.svg`);
  // Opens the page as a visitor who has opened the terminal before.
  await tab.run(() => void (localStorage['statefulset-lab.unfolded'] = 'time views log compare terminal'));
  await tab.goto(`${baseURL}?lang=en&speed=16&motion=off`);
  await tab.click('.monaco-editor');
  await tab.click('button', /^Apply$/);
  await expectReady(tab, 'web-0', 'web-1', 'web-2');

  await tab.click('button', /^Add a replica$/);
  await expectReady(tab, 'web-0', 'web-1', 'web-2', 'web-3');

  const [[, before]] = (await readyPods(tab)) as [[string, string]];
  await tab.click('button', /^Update to :0\.22/);
  await expect.poll(async () => (await readyPods(tab)).filter(([, revision]) => revision !== before).length).toBe(4);

  await tab.click('.terminal-input');
  await tab.type('kubectl get pods -o name | wc -l\n');
  const printed = () =>
    tab.run(() => [...document.querySelectorAll('.terminal-output')].map(({ textContent }) => textContent.trim()));
  await expect.poll(printed).toContain('4');
});

test('a figure runs from a file', async ({ tab }) => {
  const file = pathToFileURL(join(import.meta.dirname, '../../dist/embed.html')).href;
  await tab.goto(`${file}?autoplay&speed=32&motion=off&lang=en&run=kubectl+scale+sts/web+--replicas=4`);
  await expectReady(tab, 'web-0', 'web-1', 'web-2', 'web-3');
});

test('a page of another site holds a figure, and acts on it by the published script', async ({ tab, baseURL }) => {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Docs</title><script defer src="${baseURL}embed.js"></script>
      <statefulset-lab title="Three Pods" example="complete" autoplay motion="off" speed="32"></statefulset-lab>`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const call = (method: string, value: unknown) =>
    tab.run(
      ([name, given]) => {
        const figure = document.querySelector('statefulset-lab') as unknown as Record<
          string,
          (value: unknown) => object
        >;
        return figure[name]!(given);
      },
      [method, value] as const,
    );
  expect(await call('scale', 4)).toMatchObject({ stdout: 'statefulset.apps/web scaled\n' });
  const [frame] = await tab.frames();
  await expectReady(frame!, 'web-0', 'web-1', 'web-2', 'web-3');
  expect(await call('picture', 'svg')).toMatchObject({ data: expect.stringMatching(/^<svg /) });
  expect(await call('picture', 'png')).toMatchObject({ data: expect.stringMatching(/^data:image\/png;base64,/) });
  server.close();
});

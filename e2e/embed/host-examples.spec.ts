// Tests the pages in public/examples: each opens, its figure works and follows light and dark, and the page is
// accessible.
import { expect } from '@playwright/test';
import { expectAccessible, expectContrast } from '../pages/axe.ts';
import { HostPage } from '../pages/host-page.ts';
import { test } from '../pages/test.ts';

for (const name of ['plain', 'mkdocs-material', 'docusaurus', 'hugo', 'vitepress', 'mdbook']) {
  test(`${name}: the figure lives and follows light and dark without being loaded again @breadth`, async ({
    page,
    baseURL,
  }) => {
    await page.goto(`examples/${name}.html`);
    const host = new HostPage(page, baseURL!);
    await host.live();
    await host.inside().getByRole('button', { name: 'Start' }).click();
    await expect(host.inside().locator('[data-pod="web-2"]')).toHaveAttribute('data-ready', 'true');
    const frame = host.figure().locator('iframe');
    const address = await frame.getAttribute('src');
    await page.getByRole('button', { name: 'Light or dark' }).click();
    await expect(host.inside().locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByRole('button', { name: 'Light or dark' }).click();
    await expect(host.inside().locator('html')).toHaveAttribute('data-theme', 'light');
    expect(await frame.getAttribute('src')).toBe(address);
    await expect(host.inside().locator('[data-pod]')).toHaveCount(3);
    await expectAccessible(page, name);
  });
}

test('blocks and divs that are added later are found, and each gets one figure', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  await host.open('<main id="content"><p>The first page</p></main>');
  const show = () =>
    page.locator('#content').evaluate((main) => {
      // Replaces the content of the document, as sites with instant navigation do.
      main.innerHTML = `<div class="highlight statefulset-lab" data-title="From the text"><pre><code>kind: Service</code></pre></div>
        <div data-statefulset-lab data-example="complete" data-title="From a div"><p>The poster</p></div>`;
    });
  await show();
  await expect(page.locator('statefulset-lab')).toHaveCount(2);
  await show();
  await expect(page.locator('statefulset-lab')).toHaveCount(2);
  await host.live(0);
  await expect(host.figure(0)).toHaveAttribute('manifest', 'kind: Service');
  await page.locator('#content').evaluate((main) => main.replaceChildren());
  await expect(page.locator('statefulset-lab')).toHaveCount(0);
});

test('in print, a figure is replaced by its content @breadth', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  await host.open(
    `<statefulset-lab title="Three Pods" example="complete" style="display: grid; min-height: 500px">
      <p>Three Pods in words</p></statefulset-lab>`,
  );
  await host.live();
  await expect(page.getByText('Three Pods in words')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Three Pods in words')).toBeVisible();
  await expect(host.figure().locator('iframe')).toBeHidden();
  // Nor is its height kept: no blank space is printed.
  expect(await host.figure().evaluate((element) => element.clientHeight)).toBeLessThan(100);
});

test('a page that shows no frame shows the poster', async ({ page, baseURL }) => {
  const host = new HostPage(page, baseURL!);
  await page.route('**/embed.html*', (route) => route.abort());
  await host.open(
    '<statefulset-lab title="Three Pods" example="complete"><p>Three Pods in words</p></statefulset-lab>',
  );
  await expect(host.figure().locator('iframe')).toBeAttached();
  await expect(page.getByText('Three Pods in words')).toBeVisible();
});

for (const file of ['tutorial.html', 'tutorial-zh.html']) {
  test(`${file}: the commands under a figure run in it @breadth`, async ({ page, baseURL }) => {
    await page.goto(`examples/${file}`);
    const host = new HostPage(page, baseURL!);
    await expect(page.locator('statefulset-lab')).toHaveCount(8);
    await expect(host.inside().locator('[data-pod="web-1"]')).toHaveAttribute('data-ready', 'true');
    await page.getByRole('button', { name: 'kubectl delete pod web-1' }).first().click();
    await expect(page.locator('output').first()).toContainText('pod "web-1" deleted');
  });

  test(`${file}: eight figures live, and the page is accessible @breadth`, async ({ page, baseURL }) => {
    await page.goto(`examples/${file}`);
    const host = new HostPage(page, baseURL!);
    await expect(page.locator('statefulset-lab')).toHaveCount(8);
    for (let i = 0; i < 8; i++) {
      await host.figure(i).evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await host.live(i);
      await expect(host.figure(i).locator('iframe')).toHaveAttribute('title', /./);
      await expect(host.inside(i).locator('.stage')).toBeAttached();
    }
    await expectAccessible(page, file);
    await expectContrast(page, file, 'dark');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
}

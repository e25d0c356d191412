// Tests that text that looks like markup is shown as text, wherever it comes from.
import { expect, type Page } from '@playwright/test';
import { tutorial } from '../manifests.ts';
import { Figure, quick } from '../pages/figure.ts';
import { TerminalPanel } from '../pages/terminal.ts';
import { test } from '../pages/test.ts';

const markup = `<x-hostile><img src="x" onerror="window.hit = 1"></x-hostile><script>window.hit = 1</script>`;
/** Puts the markup into a field that is shown as it was written. */
const image = 'k8s.gcr.io/nginx-slim:<x-hostile><img/src=x/onerror=window.hit=1>';

const annotated = tutorial
  .replace('  name: web\n', `  name: web\n  annotations:\n    note: ${JSON.stringify(markup)}\n`)
  .replace('image: k8s.gcr.io/nginx-slim:0.8', `image: ${JSON.stringify(image)}`);

/** Neither the page nor its frames contain an element of the markup, and no script of it has run. */
async function expectOnlyText(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    expect(
      await frame.evaluate(() => ({
        elements: document.querySelectorAll('x-hostile, img[src="x"], [onerror]').length,
        hit: 'hit' in window,
      })),
    ).toEqual({ elements: 0, hit: false });
  }
}

test('in the lab: a manifest, an error, a command and its output, a wrong link', async ({ lab, page }) => {
  await lab.open('./?speed=8');
  await lab.apply(annotated);
  await expect(lab.pod('web-0')).toBeVisible();
  await lab.pod('web-0').click();
  await expect(page.getByText('x-hostile').filter({ visible: true }).first()).toBeVisible();
  const terminal = new TerminalPanel(page);
  await terminal.run(`echo '${markup}'`);
  await terminal.run('kubectl get sts web -o yaml');
  await terminal.run(`kubectl get '${markup}'`);
  await expect(terminal.log).toContainText('window.hit');
  await expectOnlyText(page);
  await lab.apply(`kind: ${JSON.stringify(markup)}\n`);
  await expect(lab.alert.first()).toBeVisible();
  await expectOnlyText(page);
  await page.goto(
    `./?lang=${encodeURIComponent(markup)}&lesson=${encodeURIComponent(markup)}#v2.${encodeURIComponent(markup)}`,
  );
  await expect(lab.button('Apply')).toBeVisible();
  await expectOnlyText(page);
});

test('in a figure: its title, its manifest, its commands, and options that it does not know', async ({ page }) => {
  const options = new URLSearchParams({
    title: markup,
    run: `kubectl get '${markup}'`,
    view: markup,
    manifest: annotated,
  });
  await page.goto(`./embed.html#${options}`);
  await expect(page.getByRole('heading')).toHaveText(markup);
  await expectOnlyText(page);
  await page.goto(`./embed.html?case=2#${quick}&controls=full&${options}`);
  const figure = new Figure(page);
  await expect(figure.pod('web-0')).toBeVisible();
  await expect(figure.problems.first()).toContainText('x-hostile');
  await expectOnlyText(page);
});

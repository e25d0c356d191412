// Tests the lab and a figure without what Safari 17.5 lacks and Chromium has: what is used is tested for first.
import { expect, type Page } from '@playwright/test';
import { edited } from '../manifests.ts';
import { Figure, quick } from '../pages/figure.ts';
import { Palette } from '../pages/palette.ts';
import { TerminalPanel } from '../pages/terminal.ts';
import { test } from '../pages/test.ts';

/**
 * Removes it from the page and its frames; workers keep it, and Trusted Types, which the policy requires here. Sources: the tables of browser support on MDN for
 * requestIdleCallback, NetworkInformation, startViewTransition, scrollend, iterator helpers and so on.
 */
async function removeFrom(page: Page): Promise<string[]> {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.addInitScript(() => {
    const lacking: Readonly<Record<string, string>> = {
      window: `requestIdleCallback cancelIdleCallback scheduler EditContext CloseWatcher navigation
        onscrollend showOpenFilePicker showSaveFilePicker showDirectoryPicker VideoFrame VideoEncoder VideoDecoder
        AudioEncoder Iterator Float16Array Temporal LayoutShift ViewTransition`,
      'Navigator.prototype':
        'connection deviceMemory userAgentData keyboard getBattery scheduling windowControlsOverlay',
      'Document.prototype': 'startViewTransition caretPositionFromPoint onscrollend parseHTML',
      'Element.prototype': 'onscrollend moveBefore setHTML computedStyleMap',
      'ReadableStream.prototype': 'values',
      'Blob.prototype': 'bytes',
      'Response.prototype': 'bytes',
      'Uint8Array.prototype': 'toBase64 toHex setFromBase64 setFromHex',
      Uint8Array: 'fromBase64 fromHex',
      Promise: 'try',
      RegExp: 'escape',
      URL: 'parse',
      Error: 'captureStackTrace isError',
    };
    const helpers = 'map filter take drop flatMap reduce toArray forEach some every find';
    const prototypeOfIterators = Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object;
    const remove = (from: object, names: string): void => {
      for (const name of names.split(/\s+/)) delete (from as Record<string, unknown>)[name];
    };
    const scope = globalThis as unknown as Record<string, { prototype: object }>;
    for (const [place, names] of Object.entries(lacking)) {
      const [name = '', prototype] = place.split('.');
      remove(prototype === undefined ? (scope[name] as unknown as object) : scope[name]!.prototype, names);
    }
    remove(prototypeOfIterators, helpers);
    delete (ReadableStream.prototype as unknown as Record<symbol, unknown>)[Symbol.asyncIterator];
  });
  return errors;
}

test('the main job works without what Safari lacks: editor, stage, terminal, dialogs @breadth', async ({
  lab,
  page,
}) => {
  const errors = await removeFrom(page);
  await lab.open('./?speed=8', { editor: 'monaco' });
  expect(await page.evaluate(() => ['requestIdleCallback' in window, 'connection' in navigator])).toEqual([
    false,
    false,
  ]);
  await lab.apply(edited({ replicas: 2 }));
  await lab.expectReady('web-0', 'web-1');
  await lab.button('Add a replica').click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  for (const [search, command, title] of [
    ['embed in a page', 'Embed in a page', 'Embed in a page'],
    ['offline', 'Help: Offline use and licenses', 'Offline use and licenses'],
  ] as const) {
    await new Palette(page).choose(search, command);
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  const terminal = new TerminalPanel(page);
  await terminal.run('kubectl get pods -o name | wc -l');
  await expect(terminal.log).toContainText('3');
  expect(errors).toEqual([]);
});

test('a figure and a lesson in it work without what Safari lacks @breadth', async ({ page }) => {
  const errors = await removeFrom(page);
  const figure = new Figure(page);
  await page.goto(`./embed.html?${quick}&controls=full&run=kubectl+scale+sts/web+--replicas=4`);
  await figure.expectReady('web-0', 'web-1', 'web-2', 'web-3');
  await page.goto(`./embed.html?${quick}&lesson=partition`);
  await expect(figure.lesson.getByText('Page 1 of 4')).toBeVisible();
  expect(errors).toEqual([]);
});

import { expect, type Page } from '@playwright/test';
import { tutorial } from './manifests.ts';
import { Keyboard } from './pages/keyboard.ts';
import { restingBox } from './pages/resting-box.ts';
import { breadth, test } from './pages/test.ts';

const monacoLine = (page: Page, text: string) => page.locator('.view-line', { hasText: text });

test('until something is typed, Tab leaves the editor and its text unchanged', async ({ lab, page }) => {
  const keyboard = new Keyboard(page);
  await lab.open('./?paused=1', { editor: 'monaco' });
  const text = await lab.manifest.inputValue();
  await lab.manifest.focus();
  await keyboard.press('Tab');
  await expect(lab.button('Apply')).toBeFocused();
  await keyboard.press('Shift+Tab');
  await expect(lab.manifest).toBeFocused();
  await keyboard.press('ArrowDown', 'Shift+Tab');
  await expect(lab.manifest).not.toBeFocused();
  expect(await lab.manifest.inputValue()).toBe(text);

  // Once something is typed, Tab indents. After Escape, Tab leaves the editor again.
  await lab.manifest.focus();
  await keyboard.press('ControlOrMeta+Home', '#', 'Tab');
  await expect(lab.manifest).toBeFocused();
  await expect(lab.manifest).toHaveValue(/^# +#/);
  await keyboard.press('Escape', 'Tab');
  await expect(lab.button('Apply')).toBeFocused();
  await keyboard.press('Shift+Tab');
  await expect(lab.manifest).toBeFocused();
  await keyboard.press('Tab');
  await expect(lab.button('Apply')).toBeFocused();
});

test('Tab reaches the stage before the editor @breadth', async ({ lab, page }) => {
  await lab.openSession('ready');
  const order = await page.evaluate(() => {
    const first = (selector: string) => document.querySelector(`${selector} :is(button, summary, textarea)`)!;
    return ['.stage', '.app-time', '.editor-panel', '.terminal', '.strip']
      .map(first)
      .map((element, i, all) =>
        i === 0 ? true : Boolean(all[i - 1]!.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
      );
  });
  expect(order).toEqual([true, true, true, true, true]);
});

for (const editor of ['monaco', 'plain'] as const)
  test(`a refused Apply shows the line of its error, ${editor} editor${breadth(editor === 'plain')}`, async ({
    lab,
    page,
  }) => {
    await lab.open('./?paused=1', { editor });
    const filler = Array.from({ length: 120 }, (_, i) => `# ${i}\n`).join('');
    await lab.write(`${filler}${tutorial.replace('replicas: 2', 'replicas: three')}${filler}`);
    const scrolled = () =>
      lab.manifest.evaluate((element) =>
        element.closest('.monaco-editor') === null
          ? element.scrollTop
          : Math.abs(Number(/-?\d+/.exec(document.querySelector<HTMLElement>('.lines-content')!.style.top)?.[0] ?? 0)),
      );
    await lab.manifest.focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await expect.poll(scrolled).toBe(0);
    await lab.button('Apply').click();
    await expect(lab.alert).toContainText('Line');
    await expect.poll(scrolled).toBeGreaterThan(1000);
    if (editor === 'monaco') {
      const error = monacoLine(page, 'three');
      await expect(error).toBeInViewport({ ratio: 1 });
      const box = await restingBox(error);
      const alert = await restingBox(lab.alert);
      expect(box.y + box.height).toBeLessThanOrEqual(alert.y);
    }
  });

test('Monaco speaks the language of the page @breadth', async ({ page }) => {
  const placeholder = () => page.locator('.find-widget textarea').first().getAttribute('aria-label');
  await page.goto('./?lang=zh&paused=1');
  await page.locator('.monaco-editor').first().waitFor();
  await page.getByRole('textbox', { name: '清单' }).focus();
  await page.keyboard.press('ControlOrMeta+F');
  await expect.poll(placeholder).toBe('查找');
});

test('English readers load no Chinese texts of Monaco @breadth', async ({ lab, page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await lab.open('./?paused=1', { editor: 'monaco' });
  expect(loaded.filter((url) => url.includes('zh-cn'))).toEqual([]);
});

test('a long text of brackets is shown without looking for their pairs, and with the beginning of its line @breadth', async ({
  lab,
}) => {
  await lab.open('./?lang=en', { editor: 'monaco' });
  const paste = (text: string) =>
    lab.manifest.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  const paired = lab.editor.locator('[class*="bracket-highlighting-"]');
  await lab.manifest.press('ControlOrMeta+a');
  await paste('a: [b]');
  await expect(paired).toHaveCount(2);
  await lab.manifest.press('ControlOrMeta+a');
  await paste('['.repeat(250_000));
  const line = lab.editor.locator('.view-line').first();
  await expect(line).toContainText('[[[');
  expect((await line.innerText()).length).toBeLessThan(1200);
  await expect(paired).toHaveCount(0);
  await lab.manifest.press('ControlOrMeta+a');
  await paste('a: [b]');
  await expect(paired).toHaveCount(2);
});

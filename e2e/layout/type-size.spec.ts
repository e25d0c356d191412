// Tests that text is large enough to read: on a laptop from half a metre, and in presenter mode from the back row.
import { expect, type Page } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { breadth, test } from '../pages/test.ts';

/** Selectors of text that may be smaller, each with the reason. */
const exceptions = {
  '.monaco-editor [class*="codicon"]': 'signs of a library, which are no text',
} as const;

/** Returns the visible texts in the selected elements whose font is smaller than a size in px. */
const smallerThan = (page: Page, size: number, within: string): Promise<readonly string[]> =>
  page.locator(within).evaluateAll(
    (elements, { size, except }) => {
      const found = new Set<string>();
      for (const root of elements) {
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
          const owner = node.parentElement;
          if (owner === null || node.textContent?.trim() === '' || owner.closest(except) !== null) continue;
          if (!owner.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          const { width, height } = range.getBoundingClientRect();
          // Text for screen readers alone is clipped to a single pixel.
          const own = owner.getBoundingClientRect();
          if (width === 0 || height === 0 || Math.min(own.width, own.height) < 2) continue;
          const is = parseFloat(getComputedStyle(owner).fontSize);
          if (is < size - 0.01) found.add(`${is} px: ${owner.className || owner.tagName} “${node.textContent}”`);
        }
      }
      return [...found].slice(0, 20);
    },
    { size, except: Object.keys(exceptions).join(', ') },
  );

const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
];

/** Expects no smaller text at any window size. The window keeps the last size. */
async function expectReadable(page: Page, state: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    const message = `${state}, ${size.width} px wide`;
    await expect.poll(() => smallerThan(page, 13, 'body'), { message }).toEqual([]);
  }
}

for (const lang of ['en', 'zh']) {
  test(`no text is below 13 px on a phone, a laptop and a desktop, ${lang} @breadth`, async ({ page }) => {
    const lab = new LabPage(page);
    await lab.remember();
    await page.goto(`./?speed=32&lang=${lang}`);
    await page.locator('.slot').first().waitFor();
    await expectReadable(page, 'before the first Apply');
    await page.locator('.apply-bar .primary, .stage-first > .primary').filter({ visible: true }).click();
    await lab.expectStage('web-0', 'web-1', 'web-2');
    await expectReadable(page, 'three Pods Ready');
    await page.locator('.choice', { hasText: ':broken' }).click();
    await expect(page.locator('.trap')).toBeVisible();
    await expectReadable(page, 'an update that is stuck');
    const views = page.locator('.stage .segmented > button').filter({ visible: true });
    await views.nth(1).click();
    await expect(page.locator('.node-card').first()).toBeVisible();
    await expectReadable(page, 'nodes');
    await views.nth(2).click();
    await expect(page.locator('.table-scroll')).toBeVisible();
    await expectReadable(page, 'table');
    await views.nth(0).click();
    await page.locator('.pod-name').first().click();
    await expect(page.locator('.inspector')).toBeVisible();
    await expectReadable(page, 'inspector');
  });
}

test('in presenter mode, Pods have text of 18 px, manifest and terminal of 20 px', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const lab = new LabPage(page);
  await lab.remember();
  await page.goto('./?presenter=1&speed=32&autoplay=1');
  await lab.expectReady('web-0', 'web-1', 'web-2');
  const expectLarge = (size: number, within: string) =>
    expect.poll(() => smallerThan(page, size, within), { message: within }).toEqual([]);
  await expectLarge(18, '.stage');
  await page.keyboard.press('e');
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  // The editor takes the focus as soon as it has loaded.
  await expect(lab.manifest).toBeFocused();
  await expectLarge(20, '[data-panel="editor"] .manifest-editor');
  await expectLarge(18, '.stage');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: 'Command' })).toBeFocused();
  await page.keyboard.type('kubectl get pods');
  await page.keyboard.press('Enter');
  await expect(page.locator('.terminal-scroll')).toContainText('web-2');
  await expectLarge(20, '.terminal-scroll');
});

for (const size of sizes.slice(1)) {
  test(`in presenter mode a lesson is beside the stage, in 18 px, ${size.width} px wide${breadth(size.width !== 1280)}`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    const lab = new LabPage(page);
    await lab.doWithoutMonaco();
    await page.goto('./?presenter=1&lesson=partition&page=2&speed=32&motion=off');
    const lesson = page.getByRole('region', { name: 'Course' });
    await expect(lesson.getByText('web-0 is still the Pod that it was.')).toBeInViewport({ ratio: 1 });
    await lab.expectReady('web-0', 'web-1', 'web-2');
    const expectLarge = (size: number, within: string) =>
      expect.poll(() => smallerThan(page, size, within), { message: within }).toEqual([]);
    await expectLarge(18, '.lesson');
    await expectLarge(18, '.stage');
    await page.keyboard.press('t');
    await expect(page.locator('.terminal-scroll')).toBeVisible();
    await expect(lesson.getByText('web-0 is still the Pod that it was.')).toBeInViewport({ ratio: 1 });
    await expectLarge(18, '.lesson');
    await expectLarge(18, '.stage');
  });
}

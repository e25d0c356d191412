import { expect, type Locator, type Page } from '@playwright/test';
import { LabPage } from './pages/lab-page.ts';
import { restingBox } from './pages/resting-box.ts';
import { test } from './pages/test.ts';

const side = (page: Page) => page.getByRole('separator', { name: 'Width of manifest and terminal' });
const strip = (page: Page) => page.getByRole('separator', { name: 'Height of Events and status' });
const terminal = (page: Page) => page.getByRole('region', { name: 'Terminal' });
const valueOf = async (bar: Locator) => Number(await bar.getAttribute('aria-valuenow'));

async function drag(page: Page, bar: Locator, dx: number, dy: number): Promise<void> {
  const { x, y, width, height } = await restingBox(bar);
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + dx, y + height / 2 + dy, { steps: 4 });
  await page.mouse.up();
}

/** Returns pairs of parts of the page that overlap. */
const overlaps = (page: Page): Promise<string[]> =>
  page.locator('.header, [data-panel], .app-time, .app-views').evaluateAll((elements) => {
    const boxes = elements
      .map((element) => ({ name: element.className, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0);
    return boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter(
          (b) =>
            Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 0.5 &&
            Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 0.5,
        )
        .map((b) => `${a.name} / ${b.name}`),
    );
  });

/** Returns how far the page can be scrolled to the right and down, in px. */
const sticksOut = (page: Page): Promise<[number, number]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return [scrollWidth - clientWidth, scrollHeight - clientHeight];
  });

test('panels are resized by dragging, keep their size after a reload, and return to the default by a double click @breadth', async ({
  lab,
  page,
}) => {
  await lab.open('./?paused=1');
  const [sideBefore, stripBefore] = [await valueOf(side(page)), await valueOf(strip(page))];
  await drag(page, side(page), 144, 0);
  await drag(page, strip(page), 0, -90);
  const sideAfter = sideBefore + 10;
  await expect.poll(() => valueOf(side(page)), 'a tenth of 1440 px').toBe(sideAfter);
  await expect.poll(() => valueOf(strip(page))).toBeGreaterThan(stripBefore);
  const stripAfter = await valueOf(strip(page));
  const { width } = await restingBox(lab.editor);
  expect(Math.round((width / 1440) * 100)).toBe(sideAfter);

  await lab.open('./?paused=1');
  const values = async () => [await valueOf(side(page)), await valueOf(strip(page))];
  await expect.poll(values).toEqual([sideAfter, stripAfter]);
  expect((await restingBox(lab.editor)).width).toBe(width);
  await side(page).dblclick();
  await strip(page).dblclick();
  await expect.poll(values).toEqual([sideBefore, stripBefore]);
});

test('the panels can be resized and folded by keyboard', async ({ lab, page }) => {
  await lab.open('./?paused=1');
  const before = await valueOf(side(page));
  await side(page).press('ArrowLeft');
  await expect.poll(() => valueOf(side(page))).toBe(before - 4);
  const heights = page.getByRole('separator', { name: 'Terminal height' });
  await heights.press('End');
  await expect(heights).toHaveAttribute('aria-valuenow', (await heights.getAttribute('aria-valuemax'))!);

  await side(page).press('Enter');
  await strip(page).press('Enter');
  await expect(lab.editor).toBeHidden();
  await expect(page.getByRole('log', { name: 'Events' })).toBeHidden();
  await page.reload();
  await expect(lab.stage).toBeVisible();
  await expect(lab.editor).toBeHidden();
  await page.getByRole('button', { name: 'Show manifest and terminal' }).press('Enter');
  await page.getByRole('button', { name: 'Show Events and status' }).press('Enter');
  await expect(lab.editor).toBeVisible();
  await expect(lab.status()).toContainText('There is no StatefulSet');
});

test('on a projector, three whole slots are in view, from the name to the volume', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await lab.openSession('ready');
  for (const ordinal of [0, 1, 2]) {
    const slot = lab.stage.getByRole('row', { name: `Slot of web-${ordinal}` });
    await expect(slot).toBeInViewport({ ratio: 1 });
    await expect(slot.getByRole('button', { name: /^pvc-/ })).toBeInViewport({ ratio: 1 });
  }
  await expect(page.getByRole('slider', { name: 'Partition' }).getByText('partition: 0')).toBeInViewport({ ratio: 1 });
  // The folded strip still shows the last Event.
  await expect(page.locator('.strip-last')).toContainText('pod/web-2');
});

test('no part of the page covers another, at any width @breadth', async ({ lab, page }) => {
  await lab.openSession('ready');
  for (const [width, height] of [
    [390, 844],
    [720, 450],
    [768, 1024],
    [1024, 768],
    [1280, 720],
    [1440, 900],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    // A page that scrolls keeps its view buttons at the lower edge, over other parts.
    // The page notices its new width in the next frame.
    await expect
      .poll(async () => (await overlaps(page)).filter((pair) => height !== 450 || !pair.includes('app-views')), {
        message: `${width} px`,
      })
      .toEqual([]);
    // Only a low page scrolls as a whole, and only vertically.
    await expect
      .poll(() => sticksOut(page), { message: `${width} px` })
      .toEqual([0, height === 450 ? expect.any(Number) : 0]);
  }
});

test('on a phone a sheet with the manifest comes over the stage, and what Apply does is seen above it @breadth', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const lab = new LabPage(page);
  await page.goto('./?speed=32');
  const views = page.getByRole('navigation', { name: 'Views' });
  const handle = page.getByRole('separator', { name: 'Height of the panel' });
  await expect(lab.editor).toBeHidden();
  await views.getByRole('button', { name: 'Editor' }).tap();
  await expect(lab.editor).toBeInViewport();
  await lab.button('Apply').tap();
  await expect(lab.pod('web-0')).toBeInViewport({ ratio: 0.5 });
  await expect(lab.editor).toBeInViewport();

  // Enlarge the sheet to the whole page, and reduce it to half again.
  await handle.press('End');
  await expect(lab.pod('web-0')).not.toBeInViewport();
  await handle.press('Enter');
  await expect(lab.pod('web-0')).toBeInViewport();

  // Dragging down closes the sheet; so does Escape.
  await drag(page, handle, 0, 330);
  await expect(lab.editor).toBeHidden();
  await views.getByRole('button', { name: 'Terminal' }).tap();
  await expect(terminal(page)).toBeInViewport();
  await handle.press('Escape');
  await expect(terminal(page)).toBeHidden();
  await expect(views.getByRole('button', { name: 'Stage' })).toBeFocused();
  for (const name of ['Events', 'Status']) {
    await views.getByRole('button', { name }).tap();
    await expect(page.getByRole('region', { name: new RegExp(`^${name}`) })).toBeInViewport();
  }
  await context.close();
});

// Tests where the parts of the stage are.
import { expect, type Locator, type Page } from '@playwright/test';
import { edited } from '../manifests.ts';
import { LabPage } from '../pages/lab-page.ts';
import { breadth, test } from '../pages/test.ts';

const more = (page: Page): Locator => page.locator('.stepper > .button').first();
const pill = (page: Page): Locator => page.locator('.partition-flag');

/** Returns how far an element extends beyond the visible part of the stage, in px. */
const beyondStage = (element: Locator): Promise<number> =>
  element.evaluate((element) => {
    const stage = element.closest('.stage')!.getBoundingClientRect();
    const { left, right } = element.getBoundingClientRect();
    return Math.max(stage.left - left, right - stage.right, 0);
  });

test('the bar of the Service is as wide as the stage, and no wider, however many Pods there are @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('ready');
  for (const size of [
    { width: 1280, height: 720 },
    { width: 1000, height: 720 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    await expect.poll(() => beyondStage(page.locator('.service'))).toBe(0);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const last of [3, 4, 5, 6, 7, 8]) {
    await more(page).click();
    await lab.expectStage(`web-${last}`);
    await expect.poll(() => beyondStage(page.locator('.service'))).toBe(0);
    await expect.poll(() => beyondStage(page.locator('.stepper'))).toBe(0);
  }
});

test('each row of a table is on one line @breadth', async ({ lab, page }) => {
  await lab.openSession('stuck');
  await lab.button('Table').click();
  const rows = page.locator('.stage-table tbody tr');
  await expect(rows).toHaveCount(5);
  const middles = await rows.evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children].flatMap((cell) => {
        const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
        if (text === null) return [];
        const range = document.createRange();
        range.selectNodeContents(text);
        const line = range.getClientRects()[0];
        return line === undefined ? [] : [(line.top + line.bottom) / 2];
      }),
    ),
  );
  for (const row of middles) expect(Math.max(...row) - Math.min(...row)).toBeLessThan(2);
});

for (const size of [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
]) {
  test(`the partition is in sight with the introduction, and with a trap, ${size.width} px wide${breadth(size.width !== 1280)}`, async ({
    page,
  }) => {
    const lab = new LabPage(page);
    await page.setViewportSize(size);
    await lab.doWithoutMonaco();
    await lab.remember();
    await page.goto('./?speed=32');
    await lab.button('Apply').click();
    await lab.expectStage('web-0', 'web-1', 'web-2');
    await expect(page.getByRole('region', { name: 'Introduction' })).toBeVisible();
    await expect(pill(page)).toBeInViewport({ ratio: 1 });
    await lab.button('Break with :broken (cannot be pulled)').click();
    await expect(page.locator('.trap')).toBeVisible();
    await expect(pill(page)).toBeInViewport({ ratio: 1 });
  });
}

test('notes of the timeline lie over whatever the stage has there @breadth', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await lab.openSession('ready');
  const track = page.getByRole('slider', { name: 'Moment' });
  await track.hover({ position: { x: 4, y: 10 } });
  const note = page.locator('.track-note');
  await expect(note).toBeVisible();
  const over = await note.evaluate((note) => {
    // The label ignores the pointer, so make it a target: otherwise the topmost element at a point cannot be found.
    (note as HTMLElement).style.pointerEvents = 'auto';
    const { left, right, top, bottom } = note.getBoundingClientRect();
    const middle = (left + right) / 2;
    // Move the pill of the partition there.
    const pill = document.querySelector<HTMLElement>('.partition')!;
    const at = pill.getBoundingClientRect();
    pill.style.translate = `${middle - at.left}px 0`;
    pill.style.height = `${bottom - at.top}px`;
    document.querySelector<HTMLElement>('.slot-scroll')!.style.overflow = 'visible';
    return [top + 3, (top + bottom) / 2, bottom - 3].map((y) => note.contains(document.elementFromPoint(middle, y)));
  });
  expect(over).toEqual([true, true, true]);
});

test('a Pod that is found scrolls into view, also in the node view @breadth', async ({ lab, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await lab.open('./?speed=32');
  await lab.apply(edited({ replicas: 200, parallel: true }));
  await expect(page.locator('.slot-tools-summary')).toHaveText('200 of 200 Ready');
  await lab.button('Nodes').click();
  for (const ordinal of ['199', '0', '150']) {
    await lab.find(ordinal);
    const chosen = page.locator('.node-card :is(.slot-chip > [aria-pressed="true"], [data-ring="chosen"])');
    await expect(chosen).toHaveCount(1);
    await expect(chosen).toBeInViewport({ ratio: 1 });
  }
});

test('the text of a Pod, its claim and its DNS name begins on one line, however much is shown of them @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('ready');
  await page.getByText('Compare', { exact: true }).click();
  await lab.button('with partition: 2').click();
  await expect(page.locator('.stages > .stage')).toHaveCount(2);
  /** Returns the left edges of boxes and of the texts in them. */
  const edges = () =>
    page.locator('.slot').evaluateAll((slots) =>
      slots.map((slot) => {
        const seen = (selector: string) =>
          [...slot.querySelectorAll(selector)].filter((element) => element.checkVisibility());
        const left = (element: Element) => Math.round(element.getBoundingClientRect().left * 2) / 2;
        const text = (element: Element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          return Math.round(range.getBoundingClientRect().left * 2) / 2;
        };
        return {
          boxes: [...new Set(seen('.pod, .claim, .dns').map(left))],
          texts: [...new Set(seen('.pod-name, .claim-name, .dns-name').map(text))],
        };
      }),
    );
  const densities = new Set<string>();
  const expectOneLine = async () => {
    // The density of the rows follows from a measurement that the next frames make.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
    });
    for (const density of await page.locator('.slots').evaluateAll((all) => all.map((row) => row.dataset.density!)))
      densities.add(density);
    for (const { boxes, texts } of await edges()) {
      expect(boxes).toHaveLength(1);
      expect(texts).toHaveLength(1);
    }
  };
  for (const height of [1300, 900, 720]) {
    await page.setViewportSize({ width: 1440, height });
    await expectOneLine();
  }
  await page.getByText('Compare', { exact: true }).click();
  await lab.button('Stop comparing').first().click();
  for (const height of [1200, 900, 720, 680, 650, 600, 560]) {
    await page.setViewportSize({ width: 1440, height });
    await expectOneLine();
  }
  expect([...densities]).toEqual(expect.arrayContaining(['brief', 'cards', 'compact', 'short']));
});

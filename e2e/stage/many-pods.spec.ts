import { expect } from '@playwright/test';
import { edited, headlessService } from '../manifests.ts';
import { LabPage } from '../pages/lab-page.ts';
import { restingBox } from '../pages/resting-box.ts';
import { test } from '../pages/test.ts';

/** A set whose Pods are all created at once. */
const many = (replicas: number): string => `${headlessService}---\n${edited({ replicas, parallel: true })}`;

test('1,000 Pods can be counted, found, zoomed to, deleted, and distinguished by revision @breadth', async ({
  lab,
  page,
}) => {
  await lab.open('./?speed=32');
  await lab.apply(many(1000));
  await expect(lab.stage).toContainText('1000 of 1000 Ready');
  await expect(lab.slots).toHaveAccessibleName(/^1000 slots, 1000 Pods Ready/);
  await lab.button('Pause').click();

  // Find the Pod by its name, and zoom to it.
  await expect(lab.zoom).toHaveText('100 %');
  await lab.find('web-777');
  await expect(lab.zoom).not.toHaveText('100 %');
  await expect(lab.callout).toContainText('web-777');
  await expect(lab.callout).toContainText('Running 1/1');
  await expect(lab.callout).toContainText('www-web-777: Bound');

  // The pointer finds the Pod next to the ring.
  const ring = await restingBox(lab.stage.locator('[data-ring="chosen"]'));
  await page.mouse.click(ring.x + ring.width * 1.5, ring.y + ring.height / 2);
  await expect(lab.callout).toContainText('web-778');
  await lab.slots.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(lab.slots.getByRole('option')).toHaveText('web-777: Running 1/1, 0.8');
  await expect(lab.slots.getByRole('option')).toHaveAttribute('aria-posinset', '778');
  await page.keyboard.press('0');
  await expect(lab.zoom).toHaveText('100 %');
  await page.keyboard.press('+');
  await expect(lab.zoom).toHaveText('150 %');
  await expect(lab.stage, 'the key did not add a replica').toContainText('1000 of 1000 Ready');

  await lab.button('Delete Pod web-777').click();
  await expect(lab.callout).toContainText('Terminating');
  await expect(lab.stage).toContainText('999 of 1000 Ready');
  await lab.button('Play').click();
  await expect(lab.callout).toContainText('Running 1/1');
  await expect(lab.stage).toContainText('1000 of 1000 Ready');

  await lab.find('1000');
  await expect(lab.stage).toContainText('No “1000”: the slots are 0 to 999.');

  // Only the Pods above the partition are updated.
  await lab.partitionNumber.fill('998');
  await lab.partitionNumber.press('Enter');
  await expect(lab.partition).toHaveAttribute('aria-valuenow', '998');
  await lab.button('Add a replica').hover();
  await expect(lab.foreseen).toContainText('web-1000 would be created');
  await lab.button('Update to :0.9').hover();
  await expect(lab.foreseen).toContainText('2 Pods would be replaced, one by one: web-999 … web-998');
  await lab.button('Update to :0.9').click();
  await expect(lab.foreseen).toHaveCount(0);
  await expect(lab.status()).toContainText('updatedReplicas: 2');
  await expect(lab.stage).toContainText('1000 of 1000 Ready');
  await lab.find('998');
  await expect(lab.callout).toContainText(':0.9');
  await lab.find('997');
  await expect(lab.callout).toContainText(':0.8');
  await expect(lab.callout).toContainText('Held back by partition');

  // After another click, it is shown completely.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'web-997: details' })).toBeVisible();
});

test('100 Pods are chips, each an element; the partition is moved by keys @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=32');
  await lab.apply(many(100));
  await expect(lab.stage).toContainText('100 of 100 Ready');
  const running = async () =>
    (await lab.pods()).filter(({ ready, phase }) => ready && phase === 'Running').map(({ name }) => name);
  await expect.poll(running).toEqual(Array.from({ length: 100 }, (_, i) => `web-${i}`));
  expect(await lab.claims()).toHaveLength(100);

  await lab.find('42');
  const chip = lab.stage.getByRole('button', { name: 'web-42: Running 1/1, 0.8' });
  await expect(chip).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(lab.callout).toContainText('web-43');
  await page.keyboard.press('End');
  await expect(lab.callout).toContainText('web-99');

  // Each chip shows its position in the order, also in words.
  const forecastOf = (ordinal: number) => lab.stage.locator(`[data-slot="${ordinal}"]`);
  await lab.button('Update to :0.9').hover();
  await expect(lab.foreseen).toContainText('100 Pods would be replaced, one by one: web-99 … web-0');
  await expect(forecastOf(42)).toContainText('↻58');
  await expect(forecastOf(42).getByRole('button')).toHaveAccessibleName(
    'web-42: Running 1/1, 0.8, will update, turn 58',
  );
  await lab.button('Remove a replica').hover();
  await expect(lab.foreseen).toContainText('web-99 would be deleted');
  await expect(forecastOf(99)).toHaveAttribute('data-forecast', 'delete');
  await expect(forecastOf(98)).toHaveAttribute('data-forecast', 'stay');

  await lab.partition.focus();
  await page.keyboard.down('End');
  await expect(lab.partition).toHaveAttribute('aria-valuetext', /no Pod would change/);
  await page.keyboard.up('End');
  await expect(lab.partition).toHaveAttribute('aria-valuenow', '100');
  await page.keyboard.press('ArrowLeft');
  await expect(lab.partition).toHaveAttribute('aria-valuenow', '99');
  await lab.button('Update to :0.9').click();
  await expect(lab.status()).toContainText('updatedReplicas: 1');
  const [old] = (await lab.pods()).map(({ revision }) => revision);
  await expect
    .poll(async () => (await lab.pods()).filter(({ revision }) => revision !== old).map(({ name }) => name))
    .toEqual(['web-99']);

  // The ring moves from slot to slot: it is always the same element.
  await lab.button('Pause').click();
  await lab.partitionNumber.fill('90');
  await lab.partitionNumber.press('Enter');
  await lab.button('Step').click();
  await expect(lab.lastDecision).toHaveAttribute('data-ordinal', '98');
  // The ring covers no other slot: its text is in the line above.
  await expect(lab.lastDecision).toHaveText('');
  await expect(lab.focusWords).toContainText('web-98');
  const ring = await lab.lastDecision.elementHandle();
  const place = await restingBox(lab.lastDecision);
  while ((await lab.lastDecision.getAttribute('data-ordinal')) !== '97') await page.keyboard.press('.');
  expect(await ring!.evaluate((element) => element.isConnected)).toBe(true);
  await expect.poll(async () => (await lab.lastDecision.boundingBox())!.x).toBeLessThan(place.x);
});

test('a tile is found by its ordinal, and the page does not scroll @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=32');
  await lab.apply(many(40));
  await expect(lab.stage).toContainText('40 of 40 Ready');
  await lab.find('web-37');
  await expect(lab.stage.locator('[data-slot="37"] [data-part="pod"]')).toBeFocused();
  await expect(lab.pod('web-37')).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.scrollingElement!.scrollLeft + document.body.scrollLeft)).toBe(0);

  // When the keyboard reaches the last Pod, the sticky replicas at the end of the row do not cover it.
  await lab.find('0');
  await expect(lab.stage.locator('[data-slot="0"] [data-part="pod"]')).toBeFocused();
  await page.keyboard.press('End');
  await expect(lab.pod('web-39')).toBeInViewport({ ratio: 1 });
  const [tile, stepper] = [await restingBox(lab.pod('web-39')), await restingBox(lab.button('Add a replica'))];
  expect(tile.x + tile.width).toBeLessThan(stepper.x);
});

test('on a phone many Pods are zoomed and found as well @breadth', async ({ browser }) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const lab = new LabPage(page);
  await lab.doWithoutMonaco();
  await page.goto('./?speed=32');
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('button', { name: 'Editor' }).click();
  await expect(lab.button('Apply')).toBeEnabled();
  await lab.apply(many(300));
  await views.getByRole('button', { name: 'Stage' }).click();
  await expect(lab.stage).toContainText('300 of 300 Ready');
  await lab.find('222');
  await expect(lab.callout).toContainText('web-222');
  await lab.button('Show all').click();
  await expect(lab.zoom).toHaveText('100 %');
  await lab.button('Zoom in').click();
  await expect(lab.zoom).toHaveText('150 %');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.close();
});

test('with many Pods, those that a line of the status does not count are dimmed on the canvas @breadth', async ({
  lab,
}) => {
  await lab.open('./?speed=32&motion=off');
  await lab.apply(many(300));
  await expect(lab.stage).toContainText('300 of 300 Ready');
  await lab.partitionNumber.fill('299');
  await lab.partitionNumber.press('Enter');
  await lab.button('Update to :0.9').click();
  await expect(lab.status()).toContainText('updatedReplicas: 1');
  await expect(lab.stage).toContainText('300 of 300 Ready');
  await lab.button('Pause').click();

  const canvas = lab.stage.locator('canvas').first();
  /** Returns the share of the drawn pixels that differ from those at the first call. */
  const changed = (): Promise<number> =>
    canvas.evaluate((element: HTMLCanvasElement) => {
      const { width, height } = element;
      const copy = new OffscreenCanvas(width, height).getContext('2d')!;
      copy.drawImage(element, 0, 0);
      const { data } = copy.getImageData(0, 0, width, height);
      const kept = window as unknown as { firstPixels?: Uint8ClampedArray };
      const first = (kept.firstPixels ??= data);
      let [drawn, different] = [0, 0];
      for (let i = 0; i < first.length; i += 4) {
        if (first[i + 3] === 0) continue;
        drawn++;
        if ([0, 1, 2, 3].some((part) => first[i + part] !== data[i + part])) different++;
      }
      return different / drawn;
    });
  const line = (field: string) => lab.status().getByRole('button', { name: new RegExp(`^${field}:`) });
  await line('readyReplicas').hover();
  expect(await changed(), 'nothing to compare with yet').toBe(0);
  await line('updatedReplicas').hover();
  await expect.poll(changed, 'all but one step back').toBeGreaterThan(0.5);
  expect(await changed(), 'web-299 does not').toBeLessThan(1);
  await line('readyReplicas').hover();
  await expect.poll(changed, 'all are counted').toBe(0);
});

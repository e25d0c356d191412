// Tests that the texts of each slot of a figure are whole on a phone and stay in the slot.
import { expect } from '@playwright/test';
import { tutorial } from '../manifests.ts';
import { Figure, quick } from '../pages/figure.ts';
import { LayoutShift } from '../pages/layout-shift.ts';
import { textsOutOfSlots } from '../pages/slot-texts.ts';
import { breadth, test } from '../pages/test.ts';

const broken = tutorial.replace(/image: .*/, 'image: nginx:broken');

for (const [width, lang] of [
  [360, 'en'],
  [390, 'zh'],
] as const) {
  for (const height of [400, 500]) {
    test(`${width} × ${height}, ${lang}: no text leaves its slot${breadth(width !== 360 || height !== 500)}`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      const figure = new Figure(page);
      const address = `./embed.html?${quick.replace('lang=en', `lang=${lang}`)}`;
      // web-0 never becomes Ready: the empty slot keeps its reason.
      await page.goto(`${address}#manifest=${encodeURIComponent(broken)}`);
      await expect(figure.pod('web-0')).toHaveAttribute('data-status', 'ImagePullBackOff');
      await expect(page.locator('.ghost-reason')).toHaveCount(1);
      expect(await textsOutOfSlots(page)).toEqual([]);

      // A stuck update: the cards of the other Pods say that they are blocked.
      await page.goto(`${address}&case=2&run=kubectl+set+image+sts/web+nginx=nginx:broken`);
      await expect(figure.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
      await expect(page.locator('.pod-note').first()).toBeVisible();
      expect(await textsOutOfSlots(page)).toEqual([]);
    });
  }
}

test('the controller’s flag is whole above the last slot in sight, and gives a reason once', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 500 });
  // web-1 is the first with the image that cannot be pulled: web-2 is not created.
  const run = [`patch sts/web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}'`]
    .concat('set image sts/web nginx=nginx:broken', 'scale sts/web --replicas=5')
    .map((command) => `&run=${encodeURIComponent(`kubectl ${command}`)}`);
  const one = tutorial.replace('replicas: 2', 'replicas: 1');
  await page.goto(`./embed.html?${quick}${run.join('')}#manifest=${encodeURIComponent(one)}`);
  const flag = page.locator('.decision-hand[data-ordinal="2"] > span');
  await expect(flag).toHaveText('Waiting: Pod not Ready');
  await expect(flag).toBeInViewport({ ratio: 1 });
  const slot = page.locator('[data-slot="2"]');
  await expect(slot).toContainText('not created yet');
  await expect(slot).not.toContainText('Waiting: Pod not Ready');
  // Scrolled to the end, the slot is the first in sight: the flag grows to the other side.
  await page.locator('.slot-scroll').evaluate((row) => (row.scrollLeft = row.scrollWidth));
  await expect(page.locator('[data-slot="4"]')).toBeInViewport();
  await expect(flag).toBeInViewport({ ratio: 1 });
});

test('three Pods of a Deployment stand side by side, and their names show how they differ @breadth', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 500 });
  await page.goto(`./embed.html?${quick}&example=contrast&controls=full`);
  const chips = page.locator('.chip[data-ready="true"]');
  await expect(chips).toHaveCount(3);
  for (const chip of await chips.all()) await expect(chip).toBeInViewport({ ratio: 1 });
  const tops = await chips.evaluateAll((all) => all.map((chip) => chip.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
  // The last characters differ; what does not fit is left out at the beginning.
  const hidden = await chips.locator('bdi').evaluateAll((names) =>
    names.filter((name) => {
      const { right } = name.getBoundingClientRect();
      return right > name.parentElement!.getBoundingClientRect().right + 1;
    }),
  );
  expect(hidden).toEqual([]);
});

test('by node, with all controls: three nodes are in sight, and no action is cut @breadth', async ({ page }) => {
  for (const [width, height] of [
    [360, 500],
    [720, 480],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(`./embed.html?${quick}&view=nodes&controls=full`);
    await new Figure(page).expectReady('web-0', 'web-1', 'web-2');
    for (const name of ['node-1', 'node-2', 'node-3'])
      await expect(page.locator('.node-card').filter({ hasText: name })).toBeInViewport({ ratio: 1 });
    const cut = await page
      .locator('.node-actions > .button')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
    expect(cut).toEqual([]);
  }
});

test('nothing moves while the commands of a figure run @breadth', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 500 });
  const shift = await LayoutShift.record(page);
  const figure = new Figure(page);
  const run = 'kubectl+set+image+sts/web+nginx=nginx:1.29';
  await page.goto(`./embed.html?${quick}&controls=full&run=${run}&run=kubectl+scale+sts+web+--replicas=2`);
  await expect(figure.pod('web-0').locator('.pod-image')).toContainText(':1.29');
  await figure.expectReady('web-0', 'web-1');
  const moved = await shift.take();
  const sum = moved.reduce((total, { value }) => total + value, 0);
  expect(sum, JSON.stringify(moved.filter(({ value }) => value > 0.001))).toBeLessThan(0.04);
});

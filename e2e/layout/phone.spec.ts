import { expect, type Page } from '@playwright/test';
import type { LabPage } from '../pages/lab-page.ts';
import { restingBox } from '../pages/resting-box.ts';
import { test } from '../pages/test.ts';

test.use({ viewport: { width: 390, height: 844 } });

async function begin(lab: LabPage, page: Page): Promise<void> {
  await lab.doWithoutMonaco();
  await page.goto('./?speed=16&motion=off');
  await page.locator('.stage-first > .primary').filter({ visible: true }).click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
}

test('the node view has all nodes below each other, their actions in menus, and the replicas once @breadth', async ({
  lab,
  page,
}) => {
  await begin(lab, page);
  await lab.button('Nodes').click();
  const nodes = page.locator('.node-card');
  await expect(nodes).toHaveCount(3);
  const tops: number[] = [];
  for (const node of await nodes.all()) {
    await node.scrollIntoViewIfNeeded();
    const { x, y, width } = await restingBox(node);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
    tops.push(y + (await page.locator('.stage').evaluate((stage) => stage.scrollTop)));
  }
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  expect(new Set(tops).size).toBe(3);
  await expect(page.getByRole('group', { name: 'Replicas' }).filter({ visible: true })).toHaveCount(1);

  const node = nodes.first();
  await node.locator('summary').click();
  await node.getByRole('button', { name: /^Cordon / }).click();
  await expect(node).toHaveAttribute('data-cordoned', 'true');
});

test('compared branches share one dock, which acts on the first @breadth', async ({ lab, page }) => {
  await begin(lab, page);
  await page
    .getByRole('button', { name: 'Compare' })
    .or(page.locator('summary', { hasText: 'Compare' }))
    .first()
    .click();
  await page.getByText('with podManagementPolicy: Parallel').click();
  const lanes = page.locator('.stages > .stage');
  await expect(lanes).toHaveCount(2);
  const dock = page.getByRole('region', { name: 'Replicas and image' });
  await expect(dock).toHaveCount(1);
  await expect(dock).toBeInViewport({ ratio: 1 });
  await dock.getByRole('button', { name: 'Add a replica' }).click();
  await expect(lanes.first().locator('[data-slot="3"]')).toHaveCount(1);
  await expect(lanes.last().locator('[data-slot="3"]')).toHaveCount(0);
});

test('Tab follows the order of the page @breadth', async ({ lab, page }) => {
  await begin(lab, page);
  // The first tab stop of each part.
  const parts = ['.controller', '.service', '.slot-list', '.partition', '.set', '.stage-dock'];
  await page.locator('.stage').evaluate((stage) => stage.setAttribute('tabindex', '-1'));
  await page.locator('.stage').focus();
  const order: string[] = [];
  while (order.at(-1) !== 'outside') {
    await page.keyboard.press('Tab');
    const part = await page.evaluate(
      (parts) => parts.find((selector) => document.activeElement?.closest(`.stage ${selector}`)) ?? 'outside',
      parts,
    );
    if (part !== order.at(-1)) order.push(part);
  }
  expect(order).toEqual([...parts, 'outside']);
});

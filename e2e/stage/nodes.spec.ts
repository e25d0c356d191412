import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { edited } from '../manifests.ts';
import { expectAccessible, expectContrast } from '../pages/axe.ts';
import type { LabPage } from '../pages/lab-page.ts';
import { restingBox } from '../pages/resting-box.ts';
import { test } from '../pages/test.ts';

/** Returns the name of the node that contains a Pod. */
async function nodeOf(lab: LabPage, pod: string): Promise<string> {
  const box = lab.stage.locator('[data-node]').filter({ has: lab.pod(pod) });
  return (await box.getAttribute('data-node')) ?? '';
}

test('a Pod on a node that is cut off is not replaced before the node is back', async ({ lab, page }) => {
  await lab.open('./?speed=32');
  await lab.apply(edited({ replicas: 3 }));
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await lab.button('Nodes').click();
  const node = await nodeOf(lab, 'web-1');
  const box = lab.stage.locator(`[data-node="${node}"]`);
  await lab.button('Pause').click();
  await lab.button(`Disconnect ${node}`).click();
  await expect(box).toContainText('The control plane has not noticed yet');
  await lab.button('Play').click();

  // After 50 s the node is considered unreachable; its Pods tolerate that for 300 s.
  await expect(box).toContainText('No report since');
  await expect(lab.pod('web-1')).toHaveAttribute('data-ready', 'false');
  await expect(lab.pod('web-1')).toHaveAttribute('data-terminating', 'true');
  await expect(page.getByText('✓ idle', { exact: true })).toBeVisible();
  await expect(lab.pod('web-1')).toHaveCount(1);
  expect(await nodeOf(lab, 'web-1')).toBe(node);

  await lab.button('Slots').click();
  await expect(lab.pod('web-1')).toContainText(`${node} is not reporting`);
  await lab.button('Nodes').click();

  await lab.button(`Reconnect ${node}`).click();
  await expect(box).toHaveAttribute('data-state', 'reporting');
  await lab.button('Slots').click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
});

test('a drain waits for the disruption budget and can be stopped, by keyboard', async ({ lab, page }) => {
  await lab.open('./?speed=8');
  const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 2
  selector:
    matchLabels:
      app: nginx
`;
  await lab.apply(`${edited({})}---\n${budget}`);
  await lab.expectReady('web-0', 'web-1');
  await lab.button('Nodes').focus();
  await page.keyboard.press('Enter');
  const node = await nodeOf(lab, 'web-1');
  await lab.button(`Drain ${node}`).focus();
  await page.keyboard.press('Enter');
  const box = lab.stage.locator(`[data-node="${node}"]`);
  await expect(box).toContainText('Cannot evict pod as it would violate the pod');
  await expect(box).toContainText('Ready,SchedulingDisabled');
  await expect(lab.button(`Stop draining ${node}`)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lab.button(`Drain ${node}`)).toBeVisible();
  await expect(box).not.toContainText('Cannot evict pod');
  await expect(lab.pod('web-1')).toHaveAttribute('data-ready', 'true');
});

test('the forecast of a change is shown on the nodes: on each Pod, and in a summary @breadth', async ({ lab }) => {
  await lab.open('./?speed=8');
  await lab.apply(edited({ replicas: 3, partition: 1 }));
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await lab.button('Nodes').click();
  const box = lab.stage.locator(`[data-node="${await nodeOf(lab, 'web-2')}"]`);
  const before = await restingBox(box);

  await lab.button('Update to :0.9').hover();
  await expect(lab.pod('web-2')).toContainText('1 will update');
  await expect(lab.pod('web-1')).toHaveAccessibleName(
    /^Pod web-1: Running, 1\/1 containers ready, .*will update, turn 2$/,
  );
  await expect(lab.pod('web-0')).toContainText('unchanged');
  await expect(lab.foreseen).toContainText('2 Pods would be replaced, one by one: web-2 … web-1');
  expect(await restingBox(box), 'nothing moves below what one points at').toEqual(before);

  await lab.button('Remove a replica').focus();
  await expect(lab.pod('web-2')).toContainText('will be deleted');
  await expect(lab.pod('web-1')).toContainText('Running');
  await lab.button('Add a replica').hover();
  await expect(lab.foreseen).toContainText('web-3 would be created');
  await expect(lab.foreseen).toContainText('the scheduler will choose the node');
  await expect(lab.pod('web-2')).toContainText('Running');
  await lab.button('Add a replica').click();
  await expect(lab.foreseen).toHaveCount(0);
  await expect(lab.pod('web-3')).toHaveAttribute('data-ready', 'true');
});

/** The window has room for a hundred chips and for the actions of each node. */
const high = { width: 1440, height: 1100 };
/** A set whose Pods are all created at once. */
const parallel = (replicas: number): string => edited({ replicas, parallel: true });

test('a node is one stop of the Tab key; its Pods are walked to, deleted and opened by keys @breadth', async ({
  lab,
  page,
}) => {
  await lab.open('./?speed=8');
  await lab.apply(parallel(12));
  await expect(lab.stage).toContainText('all 12 Pods match the spec');
  await lab.button('Nodes').click();
  await lab.button('Pause').click();
  const names = lab.stage.locator('[data-node="node-1"] .pod-name');
  await expect(names.nth(1)).toBeVisible();
  const [first, second] = await names.allTextContents();
  await names.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(lab.pod(second!)).toHaveAttribute('data-terminating', 'true');
  // When the focused element disappears, the nearest one gets the focus.
  const going = lab.stage.locator(`[data-walk="${await lab.pod(second!).getAttribute('data-walk')}"]`);
  while ((await going.count()) > 0) await page.keyboard.press('.');
  await expect(lab.stage.locator('[data-node="node-1"] .pod-name:focus')).toHaveCount(1);
  await page.keyboard.press('Home');
  await expect(names.first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(lab.button('Disconnect node-1')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: `${first}: details` })).toBeVisible();
});

test('in the node view, 100 Pods are chips, each an element @breadth', async ({ lab, page }) => {
  await page.setViewportSize(high);
  await lab.open('./?speed=32');
  await lab.apply(parallel(100));
  await lab.button('Nodes').click();
  await expect(lab.stage).toContainText('100 of 100 Ready');
  await expect.poll(async () => (await lab.pods()).length).toBe(100);
  await lab.find('42');
  await expect(lab.callout).toContainText('web-42 Running 1/1');
  await expect(lab.callout).toContainText(await nodeOf(lab, 'web-42'));
  const chip = lab.stage.getByRole('button', { name: 'web-42: Running 1/1, 0.8' });
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await chip.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'web-42: details' })).toBeVisible();

  await lab.button('Update to :0.9').hover();
  await expect(lab.foreseen).toContainText('100 Pods would be replaced, one by one: web-99 … web-0');
  const foretold = lab.stage.getByRole('button', { name: 'web-42: Running 1/1, 0.8, will update, turn 58' });
  await expect(foretold.locator('..')).toContainText('↻58');
});

test('in the node view, 300 Pods can be found, walked through and opened; force-deleted Pods are counted @breadth', async ({
  lab,
  page,
}) => {
  await page.setViewportSize(high);
  await lab.open('./?speed=32');
  await lab.apply(parallel(300));
  await lab.button('Nodes').click();
  await expect(lab.stage).toContainText('300 of 300 Ready');
  await expect(lab.slots).toHaveCount(3);
  const boxes = lab.stage.locator('[data-node]');
  /** Returns the number of Pods that the lists show, all of them Ready. */
  const counted = async () => {
    const labels = await lab.slots.evaluateAll((lists) => lists.map((list) => list.getAttribute('aria-label')));
    const counts = labels.map((label) => Number(/^(\d+) Pods on node-\d, \1 Ready/.exec(label ?? '')?.[1]));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  await expect.poll(counted).toBe(300);

  await lab.find('222');
  await expect(lab.callout).toContainText('web-222');
  const name = /node-\d/.exec(await lab.callout.innerText())![0];
  const box = boxes.filter({ hasText: name });
  await expect(box.getByRole('option')).toHaveText('web-222: Running 1/1, 0.8');
  await lab.button('Remove a replica').hover();
  await expect(lab.foreseen).toContainText('web-299 would be deleted');
  await expect(box.getByRole('option')).toHaveText('web-222: Running 1/1, 0.8');
  await lab.button('Update to :0.9').hover();
  await expect(box.getByRole('option')).toHaveText('web-222: Running 1/1, 0.8, will update, turn 78');

  // The pointer finds the Pod next to the ring.
  await box.locator('[data-ring="chosen"]').scrollIntoViewIfNeeded();
  const ring = await restingBox(box.locator('[data-ring="chosen"]'));
  await page.mouse.move(ring.x - ring.width / 2, ring.y + ring.height / 2);
  await expect(lab.callout).not.toContainText('web-222');
  const left = /web-\d+/.exec(await lab.callout.innerText())![0];
  await box.getByRole('listbox').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(box.getByRole('option')).toContainText(`${left}: Running`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: `${left}: details` })).toBeVisible();
  await page.keyboard.press('Escape');

  await lab.button(`Disconnect ${name}`).click();
  await lab.button(`Delete ${name}`).click();
  const forgotten = box.getByText(/Pods still run here, although the API server no longer knows them/);
  await expect(forgotten).toContainText(/\d+ of them run on another node as well/);
  await lab.button('Pause').click();
  await forgotten.click();
  await expect(box.getByRole('list', { name: 'Names' })).toContainText('web-222');
  await expectAccessible(page, '300 Pods by their nodes');
  await expectContrast(page, '300 Pods by their nodes', 'dark');
});

test('a Deployment runs the same Pods without identity @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=8&example=contrast');
  const lane = page.getByRole('region', { name: 'Deployment anyone' });
  await expect(lane).toContainText('not applied yet');
  await lab.apply();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(lane).toContainText('3 of 3 ready');
  const names = () =>
    lane
      .locator('[data-deployment-pod]')
      .evaluateAll((chips) => chips.map((chip) => (chip as HTMLElement).dataset['deploymentPod']!));
  await expect.poll(names).toHaveLength(3);
  const before = await names();
  await lane.getByRole('button', { name: `Delete Pod ${before[0]}` }).click();
  await expect.poll(async () => (await names()).includes(before[0]!)).toBe(false);
  await expect(lane).toContainText('3 of 3 ready');
  await expect.poll(async () => (await names()).filter((name) => before.includes(name))).toHaveLength(2);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the nodes fit a phone, and nothing is moved with reduced motion: ${scheme} @breadth`, async ({ lab, page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto('./?speed=32&autoplay=1&example=contrast');
    await lab.expectReady('web-0', 'web-1', 'web-2');
    await lab.button('Nodes').click();
    // In a small window, the actions of a node are in its menu.
    const node = page.locator('.node-card').first();
    await node.locator('summary').click();
    await node.getByRole('button', { name: /^Disconnect/ }).click();
    await expect(lab.stage.locator('[data-state="lost"]')).toBeVisible();
    await expect.poll(() => lab.stage.evaluate((stage) => stage.scrollWidth - stage.clientWidth)).toBe(0);
    const { violations } = await new AxeBuilder({ page }).include('.nodes').include('.deployment').analyze();
    expect(violations).toEqual([]);
  });
}

import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { edited } from './manifests.ts';
import { LabPage } from './pages/lab-page.ts';

/** The name of the node that a Pod is shown in. */
async function nodeOf(lab: LabPage, pod: string): Promise<string> {
  const rack = lab.stage.locator('[data-node]').filter({ has: lab.pod(pod) });
  return (await rack.getAttribute('data-node')) ?? '';
}

test('a Pod on a node that is cut off is not replaced before the node is back', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('./?speed=32');
  await lab.apply(edited({ replicas: 3 }));
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await lab.button('Nodes').click();
  const node = await nodeOf(lab, 'web-1');
  const rack = lab.stage.locator(`[data-node="${node}"]`);
  await lab.button(`Cut off ${node}`).click();
  await expect(rack).toContainText('The control plane has not noticed yet');

  // 50 s until the node is given up, then 300 s that its Pods tolerate that.
  await expect(rack).toContainText('No report since');
  await expect(lab.pod('web-1')).toHaveAttribute('data-ready', 'false');
  await expect(lab.pod('web-1')).toHaveAttribute('data-terminating', 'true', { timeout: 30_000 });
  await expect(page.getByText('nothing is due')).toBeVisible();
  await expect(lab.pod('web-1')).toHaveCount(1);
  expect(await nodeOf(lab, 'web-1')).toBe(node);

  await lab.button('Slots').click();
  await expect(lab.pod('web-1')).toContainText(`${node} is not reporting`);
  await lab.button('Nodes').click();

  await lab.button(`Bring back ${node}`).click();
  await expect(rack).toHaveAttribute('data-state', 'reporting');
  await lab.button('Slots').click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
});

test('a drain waits for the budget, and can be stopped; all by keyboard', async ({ page }) => {
  const lab = new LabPage(page);
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
  const rack = lab.stage.locator(`[data-node="${node}"]`);
  await expect(rack).toContainText('Cannot evict pod as it would violate the pod');
  await expect(rack).toContainText('Ready,SchedulingDisabled');
  await expect(lab.button(`Stop draining ${node}`)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(lab.button(`Drain ${node}`)).toBeVisible();
  await expect(rack).not.toContainText('Cannot evict pod');
  await expect(lab.pod('web-1')).toHaveAttribute('data-ready', 'true');
});

test('a Deployment runs the same Pods without identity', async ({ page }) => {
  const lab = new LabPage(page);
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
  const before = await names();
  expect(before).toHaveLength(3);
  await lane.getByRole('button', { name: `Delete Pod ${before[0]}` }).click();
  await expect.poll(async () => (await names()).includes(before[0]!)).toBe(false);
  await expect(lane).toContainText('3 of 3 ready');
  expect((await names()).filter((name) => before.includes(name))).toHaveLength(2);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`the nodes fit a phone, and nothing is moved with reduced motion: ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    const lab = new LabPage(await context.newPage());
    await lab.page.goto('./?speed=32&autoplay=1&example=contrast');
    await lab.expectReady('web-0', 'web-1', 'web-2');
    await lab.button('Nodes').click();
    await lab
      .button(/^Cut off/)
      .first()
      .click();
    await expect(lab.stage.locator('[data-state="lost"]')).toBeVisible();
    const wide = await lab.stage.evaluate((stage) => stage.scrollWidth - stage.clientWidth);
    expect(wide).toBe(0);
    const { violations } = await new AxeBuilder({ page: lab.page }).include('.nodes').include('.deployment').analyze();
    expect(violations).toEqual([]);
    await context.close();
  });
}

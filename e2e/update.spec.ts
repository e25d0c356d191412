import { expect } from '@playwright/test';
import { edited } from './manifests.ts';
import type { LabPage } from './pages/lab-page.ts';
import { restingBox } from './pages/resting-box.ts';
import { moments, orderOf, recordStage } from './pages/stage-history.ts';
import { test } from './pages/test.ts';

const three = ['web-0', 'web-1', 'web-2'];

/** Opens a running set, and returns the revision of its Pods. */
async function running(lab: LabPage): Promise<string> {
  await lab.openSession('running');
  return (await lab.pods())[0]!.revision;
}

test('a new image rolls from the highest ordinal to the lowest, one Pod at a time', async ({ lab, page }) => {
  const before = await running(lab);
  await recordStage(page);
  await lab.button('Update to :0.9').click();
  await expect.poll(async () => (await lab.pods()).every((pod) => pod.ready && pod.revision !== before)).toBe(true);
  await lab.expectReady(...three);

  const history = await moments(page);
  expect(orderOf(history, (pod) => pod.terminating)).toEqual(['web-2', 'web-1', 'web-0']);
  expect(orderOf(history, (pod) => pod.revision !== before)).toEqual(['web-2', 'web-1', 'web-0']);
  for (const moment of history) {
    const ready = Object.values(moment).filter((pod) => pod.ready && !pod.terminating);
    expect(ready.length, 'at most one Pod is away').toBeGreaterThanOrEqual(2);
  }
  expect(new Set((await lab.pods()).map((pod) => pod.revision)).size).toBe(1);
  await expect(lab.manifest).toHaveValue(/nginx-slim:0\.9/);
  await expect(lab.status()).toContainText('updatedReplicas: 3');
});

test('partition 2 is a canary: Pods below come back at the old revision, those above at the new one', async ({
  lab,
  page,
}) => {
  const old = await running(lab);
  const partition = page.getByRole('slider', { name: 'Partition' });
  await partition.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(partition).toHaveAttribute('aria-valuenow', '2');
  await expect(lab.manifest).toHaveValue(/partition: 2/);

  await lab.button('Update to :0.9').click();
  await expect(lab.pod('web-2')).not.toHaveAttribute('data-revision', old);
  await lab.expectReady(...three);
  const revisions = async () => (await lab.pods()).map((pod) => pod.revision);
  const [, , canary] = await revisions();
  expect(await revisions()).toEqual([old, old, canary]);

  for (const name of ['web-0', 'web-2']) {
    await recordStage(page);
    await lab.button(`Delete Pod ${name}`).click();
    await expect.poll(async () => orderOf(await moments(page), (pod) => pod.terminating)).toEqual([name]);
    await lab.expectReady(...three);
    expect(await revisions()).toEqual([old, old, canary]);
  }

  await partition.focus();
  await page.keyboard.press('Home');
  await expect.poll(revisions).toEqual([canary, canary, canary]);
  await lab.expectReady(...three);
});

test('the partition can be dragged, and shows which Pods will update before it is released', async ({ lab, page }) => {
  await lab.open('./?speed=8');
  await lab.apply(edited({ replicas: 3, partition: 3 }));
  await lab.expectReady(...three);
  await lab.button('Update to :0.9').click();
  await expect(page.getByRole('slider', { name: 'Partition' })).toHaveAttribute('aria-valuenow', '3');
  const flag = lab.stage.getByText('partition: 3', { exact: true });
  await flag.scrollIntoViewIfNeeded();
  const handle = await restingBox(flag);
  const target = await restingBox(lab.pod('web-2'));
  await page.mouse.move(handle.x + 4, handle.y + 6);
  await page.mouse.down();
  await page.mouse.move(target.x + 4, handle.y + 6, { steps: 6 });
  await expect(lab.pod('web-2')).toContainText('will update');
  await expect(lab.pod('web-1')).not.toContainText('will update');
  await expect(lab.manifest).toHaveValue(/partition: 3/);
  await page.mouse.up();
  await expect(lab.manifest).toHaveValue(/partition: 2/);
  await lab.expectReady(...three);
  await expect(lab.pod('web-2')).toContainText('nginx-slim:0.9');
});

test('a broken image blocks the rollout; reverting does not help, deleting the Pod does', async ({ lab }) => {
  const good = await running(lab);
  await lab.button('Break with :broken (cannot be pulled)').click();
  await expect(lab.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
  await expect(lab.stage).toContainText('Waiting for web-2 to become Ready');
  await expect(lab.pod('web-1')).toHaveAttribute('data-revision', good);

  await lab.button('Roll back to :0.8').click();
  await expect(lab.manifest).toHaveValue(/nginx-slim:0\.8/);
  const stuckAt = await lab.pod('web-2').getAttribute('data-revision');
  expect(stuckAt).not.toBe(good);
  // Nothing can change it any more: the cluster is at rest, or only pulls the broken image again.
  for (let i = 0; i < 5; i++) await lab.button('Step').click();
  await expect(lab.pod('web-2')).toHaveAttribute('data-revision', stuckAt!);
  await expect(lab.pod('web-2')).toHaveAttribute('data-ready', 'false');

  await lab.button('Play').click();
  await lab.button('Delete Pod web-2').click();
  await lab.expectReady(...three);
  expect((await lab.pods()).map((pod) => pod.revision)).toEqual([good, good, good]);
});

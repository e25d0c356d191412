import { expect, test } from '@playwright/test';
import { edited, headlessService } from './manifests.ts';
import { LabPage } from './pages/lab-page.ts';
import { moments, orderOf, orderOfLeaving, recordStage } from './pages/stage-history.ts';

test('scaling 2 → 5 → 3 keeps the order, and the claims of 3 and 4', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('./?speed=8');
  await recordStage(page);
  await lab.apply(`${headlessService}---\n${edited({})}`);
  await lab.expectReady('web-0', 'web-1');

  for (let i = 0; i < 3; i++) await lab.button('Add a replica').click();
  await lab.expectReady('web-0', 'web-1', 'web-2', 'web-3', 'web-4');
  const up = await moments(page);
  expect(orderOf(up, () => true)).toEqual(['web-0', 'web-1', 'web-2', 'web-3', 'web-4']);
  expect(orderOf(up, (pod) => pod.ready)).toEqual(['web-0', 'web-1', 'web-2', 'web-3', 'web-4']);
  for (const moment of up) {
    const waiting = Object.values(moment).filter((pod) => !pod.ready);
    expect(waiting.length, 'no Pod is created before all before it are Ready').toBeLessThanOrEqual(1);
  }

  await recordStage(page);
  for (let i = 0; i < 2; i++) await lab.button('Remove a replica').click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  const down = await moments(page);
  expect(orderOfLeaving(down)).toEqual(['web-4', 'web-3']);
  for (const moment of down) {
    expect(moment['web-3']?.terminating && 'web-4' in moment, 'web-3 stays until web-4 is gone').toBeFalsy();
  }

  expect(await lab.claims()).toEqual(['www-web-0', 'www-web-1', 'www-web-2', 'www-web-3', 'www-web-4']);
  for (const name of ['www-web-3', 'www-web-4']) {
    await expect(lab.claim(name)).toContainText('kept by whenScaled: Retain');
    await expect(lab.claim(name)).toHaveAttribute('data-phase', 'Bound');
  }
  await expect(lab.status()).toContainText('replicas: 3');
  await expect(lab.manifest).toHaveValue(/replicas: 3/);
});

test('a claim that was kept is mounted again by the Pod that comes back', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('./?speed=8');
  await lab.apply(edited({}));
  await lab.expectReady('web-0', 'web-1');
  const volume = await lab.claim('www-web-1').innerText();
  await lab.button('Remove a replica').click();
  await lab.expectReady('web-0');
  await expect(lab.claim('www-web-1')).toHaveAttribute('data-in-use', 'false');
  await lab.button('Add a replica').click();
  await lab.expectReady('web-0', 'web-1');
  await expect(lab.claim('www-web-1')).toHaveAttribute('data-in-use', 'true');
  expect(await lab.claim('www-web-1').innerText()).toBe(volume);
});

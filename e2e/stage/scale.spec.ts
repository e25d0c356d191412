import { expect } from '@playwright/test';
import { edited, headlessService } from '../manifests.ts';
import { TerminalPanel } from '../pages/terminal.ts';
import { moments, orderOf, orderOfLeaving, recordStage } from '../pages/stage-history.ts';
import { breadth, test } from '../pages/test.ts';

test('scaling 2 → 5 → 3 keeps the order, and the claims of 3 and 4', async ({ lab, page }) => {
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

test('a claim that was kept is mounted again by the Pod that comes back @breadth', async ({ lab }) => {
  await lab.open('./?speed=8');
  await lab.apply(edited({}));
  await lab.expectReady('web-0', 'web-1');
  const words = () => lab.claim('www-web-1').innerText();
  const before = await words();
  await lab.button('Remove a replica').click();
  await lab.expectReady('web-0');
  await expect(lab.claim('www-web-1')).toHaveAttribute('data-in-use', 'false');
  await lab.button('Add a replica').click();
  await lab.expectReady('web-0', 'web-1');
  await expect(lab.claim('www-web-1')).toHaveAttribute('data-in-use', 'true');
  await expect.poll(words).toBe(before);
});

for (const replicas of [200, 2000, 1_000_000_000]) {
  test(`a Deployment of ${replicas} Pods makes the page no larger than it has room for${breadth(replicas !== 2000)}`, async ({
    lab,
    page,
  }) => {
    await lab.open('./?speed=8&motion=off');
    // A page with three Pods has about 800 elements. Its parts load one after the other, so the test does not count
    // them first.
    const elements = () => page.locator('*').count();
    const room = 1900;
    const terminal = new TerminalPanel(page);
    await terminal.run(`kubectl create deployment anyone --image=nginx --replicas=${replicas}`);
    const lane = page.getByRole('region', { name: 'Deployment anyone' });
    // The set asks for a thousand million Pods and never gets them all.
    await expect(lane).toContainText(replicas > 2000 ? /\d,\d{3} more Pods are not drawn/ : `of ${replicas} ready`);
    await lab.button('Pause').click();
    await expect.poll(elements).toBeLessThan(room);

    // Look at one of them by keyboard.
    const pods = lane.getByRole(replicas > 250 ? 'listbox' : 'list', { name: 'Pods of Deployment anyone' });
    if (replicas > 250) await pods.focus();
    else await pods.getByRole('button').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(lane.getByRole('button', { name: /^Delete Pod anyone-/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: /^anyone-.*: details$/ })).toBeVisible();
    await page.keyboard.press('Escape');

    // Each Pod can be reached in the table, one page at a time.
    await lab.button('Table').click();
    await expect(lane.getByRole('table')).toHaveAccessibleName(/^Pods of Deployment anyone. Rows 1 to 50 of \d+/);
    await lane.getByRole('button', { name: 'Later rows' }).click();
    await expect(lane.getByRole('table')).toHaveAccessibleName(/Rows 51 to 100 of/);
    await expect(lane.locator('[data-deployment-pod]')).toHaveCount(50);
    await expect.poll(elements).toBeLessThan(room);
  });
}

test('many Deployments are shown a few at a time @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=8&motion=off');
  const terminal = new TerminalPanel(page);
  await terminal.run('for i in $(seq 10 29); do kubectl create deployment d$i --image=nginx; done');
  const lanes = page.getByRole('region', { name: /^Deployment d/ });
  await expect(lanes).toHaveCount(6);
  const pages = page.getByRole('navigation', { name: /^Deployments/ });
  await expect(pages).toContainText('Deployments 1 to 6 of 20');
  for (let i = 0; i < 3; i++) await pages.getByRole('button', { name: 'Later rows' }).click();
  await expect(pages).toContainText('Deployments 19 to 20 of 20');
  await expect(lanes).toHaveCount(2);
});

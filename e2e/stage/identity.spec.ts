import { expect } from '@playwright/test';
import { test } from '../pages/test.ts';

test('a Pod that comes back shows its old and new uid and IP, and keeps its name, claim and DNS name', async ({
  lab,
}) => {
  await lab.openSession('ready', 'motion=off&');
  const pod = lab.pod('web-1');
  await expect(pod.locator('[data-new]')).toHaveCount(0);
  const before = /10\.244\.\d+\.\d+/.exec(await pod.innerText())![0];
  await lab.button('Delete Pod web-1').click();
  await expect(pod.locator('[data-new="IP"]')).toContainText(new RegExp(`${before} → 10\\.244\\.\\d+\\.\\d+`));
  await expect(pod.locator('[data-new="uid"]')).toContainText(/[0-9a-f]{4} → [0-9a-f]{4}/);
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(lab.pod('web-0').locator('[data-new]')).toHaveCount(0);

  await pod.getByRole('button', { name: 'web-1', exact: true }).click();
  const details = lab.page.getByRole('complementary', { name: 'web-1: details' });
  await expect(details).toContainText(`IP ${before} → `);
  await expect(details).toContainText('Unchangedweb-1, www-web-1, web-1.nginx.default.svc.cluster.local');
  await expect(details).toContainText('equals updateRevision: this Pod has the newest template.');
  await lab.button('Close').click();

  await lab.button('Table').click();
  const row = lab.stage.getByRole('row').filter({ has: lab.page.getByRole('rowheader', { name: 'web-1' }) });
  await expect(row).toContainText(`${before} → `);
  await expect(row).toContainText('replaced the Pod with uid');
  await expect(row).toContainText('= updateRevision');
});

test('a Pod below the partition says that it differs from the update revision, and why @breadth', async ({ lab }) => {
  await lab.openSession('running', 'motion=off&');
  await lab.partition.focus();
  await lab.partition.press('ArrowRight');
  await lab.button('Update to :0.9').click();
  await expect(lab.pod('web-1')).toContainText('= updateRevision');
  await expect(lab.pod('web-0')).toContainText('≠ updateRevision');
  await lab.pod('web-0').getByRole('button', { name: 'web-0', exact: true }).click();
  const details = lab.page.getByRole('complementary', { name: 'web-0: details' });
  await expect(details).toContainText('because the partition holds it back (0 < 1)');
});

test('a line written to the disk of a Pod is shown in its claim, and outlives the Pod', async ({ lab }) => {
  await lab.openSession('ready', 'motion=off&');
  const claim = lab.claim('www-web-0');
  await claim.getByRole('button', { name: 'Write a line to the disk of web-0' }).click();
  await expect(claim).toContainText(/index\.html\s+\d:\d\d\.\d by uid [0-9a-f]{4}/);
  await expect(lab.page.locator('[data-panel="terminal"]')).toContainText("kubectl exec web-0 -- sh -c 'echo");
  const written = /by uid [0-9a-f]{4}/.exec(await claim.innerText())![0];
  await lab.button('Delete Pod web-0').click();
  await expect(lab.pod('web-0').locator('[data-new="uid"]')).toBeVisible();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(claim).toContainText(written);
  await claim.getByRole('button', { name: 'www-web-0', exact: true }).click();
  const details = lab.page.getByRole('complementary', { name: 'www-web-0: details' });
  await expect(details.getByRole('region', { name: 'Files of www-web-0' })).toContainText(written);
  await details.getByRole('button', { name: 'Write a line to the disk of web-0' }).click();
  await expect(details.getByRole('region', { name: 'Files of www-web-0' })).toContainText(/by uid.*\n.*by uid/);
});

import { expect, test } from '@playwright/test';
import { tutorial } from './manifests.ts';
import { LabPage } from './pages/lab-page.ts';

test('the tutorial’s manifest runs without its Service, says why no name resolves, and lights up with it', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('./?speed=8&example=tutorial');
  await expect(lab.manifest).toHaveValue(tutorial);
  await expect(lab.stage.getByText('not applied yet').first()).toBeVisible();

  await lab.apply();
  await lab.expectReady('web-0', 'web-1');
  for (const name of ['www-web-0', 'www-web-1']) {
    await expect(lab.claim(name)).toHaveAttribute('data-phase', 'Bound');
    await expect(lab.claim(name)).toContainText('shared-ssd-storage');
  }
  const names = lab.stage.locator('[data-dns]');
  await expect(names).toHaveCount(2);
  await expect(names.first()).toHaveAttribute('data-dns', 'web-0.nginx.default.svc.cluster.local');
  await expect(lab.stage.locator('[data-resolves="true"]')).toHaveCount(0);
  await expect(names.first()).toContainText('Service is missing');
  await expect(lab.stage).toContainText('There is no Service nginx');

  await lab.button('Create Service nginx').click();
  await expect(lab.stage.locator('[data-resolves="true"]')).toHaveCount(2);
  await expect(names.first()).toContainText(/\d+\.\d+\.\d+\.\d+/);
  await expect(lab.manifest).toHaveValue(/kind: Service[\s\S]*---[\s\S]*kind: StatefulSet/);
});

test('the complete example applies with Ctrl+Enter and names its Pods', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open('./?speed=8');
  await lab.manifest.focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(lab.stage.locator('[data-resolves="true"]')).toHaveCount(3);
  await expect(lab.status()).toContainText('readyReplicas: 3');
  await expect(page.getByRole('region', { name: 'Events' })).toContainText(
    'Create Pod web-2 in StatefulSet web successful',
  );
});

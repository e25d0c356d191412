import { expect } from '@playwright/test';
import { edited } from './manifests.ts';
import { test } from './pages/test.ts';

test('malformed YAML is marked on its line and leaves the cluster as it is', async ({ lab }) => {
  await lab.open('./?speed=8', { editor: 'monaco' });
  await lab.apply(edited({}));
  await lab.expectReady('web-0', 'web-1');
  const broken = edited({ replicas: 5 }).replace('  selector:', '\tselector:');
  await lab.apply(broken);
  await expect(lab.alert).toContainText('Line 8');
  await expect(lab.alert).toContainText('error converting YAML to JSON: yaml: line');
  await lab.expectReady('web-0', 'web-1');
  await expect(lab.status()).toContainText('replicas: 2');
  await expect(lab.manifest).toHaveValue(broken);

  // The text remains in the editor, to be corrected.
  await lab.apply(edited({ replicas: 3 }));
  await expect(lab.alert).toHaveCount(0);
  await lab.expectReady('web-0', 'web-1', 'web-2');
});

test('an API version that is served no more is refused, and can be converted', async ({ lab }) => {
  await lab.open('./?speed=8');
  await lab.apply(edited({}).replace('apiVersion: apps/v1', 'apiVersion: apps/v1beta1 # long ago'));
  await expect(lab.alert).toContainText('no matches for kind "StatefulSet" in version "apps/v1beta1"');
  await lab.button('Convert to apps/v1').click();
  await expect(lab.manifest).toHaveValue(/^apiVersion: apps\/v1 # long ago/);
  await lab.apply();
  await lab.expectReady('web-0', 'web-1');
});

test('a refusal is marked on the line of its field, in the API server’s words', async ({ lab }) => {
  await lab.open('./?speed=8');
  await lab.apply(edited({}));
  await lab.expectReady('web-0', 'web-1');
  await lab.apply(edited({}).replace('serviceName: "nginx"', 'serviceName: other'));
  await expect(lab.alert).toContainText('Line 6');
  await expect(lab.alert).toContainText(
    "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy'",
  );
  await lab.expectReady('web-0', 'web-1');
});

import { expect } from '@playwright/test';
import { tutorial } from './manifests.ts';
import { TerminalPanel } from './pages/terminal.ts';
import { test } from './pages/test.ts';

test('the tutorial’s manifest runs without its Service, says why no name resolves, and resolves them with the Service', async ({
  lab,
}) => {
  await lab.open('./?speed=8&example=tutorial');
  await expect(lab.manifest).toHaveValue(tutorial);
  await expect(lab.stage.getByText('not applied yet').filter({ visible: true }).first()).toBeVisible();

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
  await expect(names.first()).toContainText('Service missing');
  await expect(lab.stage).toContainText('There is no Service nginx');

  await lab.button('Create Service nginx').click();
  await expect(lab.stage.locator('[data-resolves="true"]')).toHaveCount(2);
  await expect(names.first()).toContainText(/\d+\.\d+\.\d+\.\d+/);
  await expect(lab.manifest).toHaveValue(/kind: Service[\s\S]*---[\s\S]*kind: StatefulSet/);
});

test('the complete example applies with Ctrl+Enter and names its Pods', async ({ lab, page }) => {
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

/**
 * The section about partitions, pasted with its prompts, comments and outputs; one prompt is missing in the original.
 */
const partitions = (partition: number): string => `# 设置 partition 为 1
$ kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":${partition}}}}}'
statefulset "web" patched

# 更新 StatefulSet
$ kubectl patch statefulset web --type='json' -p='[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"gcr.io/google_containers/nginx-slim:0.7"}]'
statefulset "web" patched

# 验证更新，可以看到从 web-1 web-2 都升级了，而 web-0 没有变化
kubectl get pods -n mytest
NAME    READY   STATUS    RESTARTS   AGE
web-0   1/1     Running   0          3m2s
web-1   1/1     Running   0          30s
web-2   1/1     Running   0          50s
`;

test('the tutorial’s printed partition updates nothing; the intended one updates web-1 and web-2', async ({
  lab,
  page,
}) => {
  const terminal = new TerminalPanel(page);
  await lab.open('./?speed=32&autoplay=1');
  await lab.expectReady('web-0', 'web-1', 'web-2');
  const old = (await lab.pods())[0]!.revision;
  /** Expects each Pod to be Ready and of the first revision. */
  const states = async () => (await lab.pods()).map(({ revision, ready }) => [ready, revision === old]);

  await terminal.paste(partitions(3));
  await expect(terminal.last()).toHaveText('No resources found in mytest namespace.\n');
  await terminal.run('kubectl get pods -L controller-revision-hash');
  await expect(terminal.last()).toHaveText(new RegExp(`(web-\\d +1/1 +Running .* ${old}\\n){3}$`));
  await expect(terminal.log).not.toContainText('command not found');

  await terminal.paste(partitions(1));
  await terminal.done();
  await expect.poll(states).toEqual([
    [true, true],
    [true, false],
    [true, false],
  ]);
  await terminal.run(`kubectl get pods -o jsonpath='{range .items[*]}{.spec.containers[0].image}{"\\n"}{end}'`);
  await expect(terminal.last()).toHaveText(
    /^registry\.k8s\.io\/nginx-slim:0\.21\n(gcr\.io\/google_containers\/nginx-slim:0\.7\n){2}$/,
  );
});

import { expect, type Page } from '@playwright/test';
import { Keyboard } from './pages/keyboard.ts';
import { TerminalPanel } from './pages/terminal.ts';
import { test } from './pages/test.ts';

const three = ['web-0', 'web-1', 'web-2'];

/** Returns the button of a policy, whose text is its value. */
const policy = (page: Page, text: string) => page.locator('summary').and(page.getByLabel(text, { exact: true }));

test('the update strategy is switched by keyboard: the patch runs, and the manifest follows', async ({ lab, page }) => {
  const keyboard = new Keyboard(page);
  await lab.openSession('ready');
  await policy(page, 'updateStrategy: RollingUpdate').focus();
  await keyboard.press('Enter');
  await expect(page.getByText('Changing the template replaces no Pod')).toBeVisible();
  await expect(page.getByText(/^kubectl patch statefulset web .*"rollingUpdate":null/)).toBeVisible();
  await keyboard.tabTo(lab.button('Set OnDelete'));
  await keyboard.press('Enter');
  await expect(policy(page, 'updateStrategy: OnDelete')).toBeFocused();
  await expect(lab.manifest).toHaveValue(/updateStrategy:\n {4}type: OnDelete\n/);
  await expect(new TerminalPanel(page).log).toContainText('statefulset.apps/web patched');

  await lab.button('Update to :0.22').click();
  await lab.button('Delete Pod web-1').click();
  await expect(lab.pod('web-1')).toContainText('nginx-slim:0.22');
  await expect(lab.pod('web-2')).toContainText('nginx-slim:0.21');

  await policy(page, 'whenScaled: Retain').click();
  await lab.button('Set Delete').click();
  await expect(policy(page, 'whenScaled: Delete')).toBeVisible();
  await lab.button('Apply').click();
  await expect(lab.alert).toHaveCount(0);
});

test('podManagementPolicy is immutable: the set is re-created around its Pods, or all starts again beside it', async ({
  lab,
  page,
}) => {
  await lab.openSession('ready');
  const uids = () => page.locator('[data-pod]').evaluateAll((pods) => pods.map((pod) => pod.getAttribute('data-uid')));
  const before = await uids();
  await policy(page, 'podManagementPolicy: OrderedReady').click();
  await expect(page.getByText('Kubernetes does not let you change podManagementPolicy')).toBeVisible();
  await lab.button('Re-create it with Parallel').click();
  await expect(policy(page, 'podManagementPolicy: Parallel')).toBeVisible();
  await expect(lab.manifest).toHaveValue(/podManagementPolicy: Parallel/);
  await lab.expectReady(...three);
  expect(await uids()).toEqual(before);

  await lab.button('Undo').click();
  await lab.button('Undo').click();
  await policy(page, 'podManagementPolicy: OrderedReady').click();
  await lab.button('Start again with Parallel').click();
  await expect(page.getByRole('region', { name: /Parallel, for comparison/ })).toBeVisible();
});

test('a policy of a set that is not applied changes the manifest @breadth', async ({ lab, page }) => {
  await lab.open();
  await policy(page, 'podManagementPolicy: OrderedReady').click();
  await lab.button('Set Parallel').click();
  await expect(lab.manifest).toHaveValue(/podManagementPolicy: Parallel/);
  await expect(policy(page, 'podManagementPolicy: Parallel')).toBeVisible();
});

test('after a refused change to OnDelete, a command or a manifest works', async ({ lab, page }) => {
  await lab.openSession('ready');
  const terminal = new TerminalPanel(page);
  await terminal.run(`kubectl patch sts web -p '{"spec":{"updateStrategy":{"type":"OnDelete"}}}'`);
  await expect(terminal.last()).toContainText("only allowed for updateStrategy 'RollingUpdate'");
  const way = page.getByRole('note', { name: 'How to fix it' });
  await expect(way).toContainText('Set rollingUpdate to null in the same patch.');
  await way.getByRole('button', { name: 'Run' }).click();
  await expect(policy(page, 'updateStrategy: OnDelete')).toBeVisible();
  await expect(way).toHaveCount(0);

  const text = await lab.manifest.inputValue();
  await lab.apply(text.replace('type: OnDelete', 'type: OnDelete\n    rollingUpdate:\n      partition: 1'));
  await expect(lab.alert).toContainText("only allowed for updateStrategy 'RollingUpdate'");
  await expect(way).toContainText('Remove rollingUpdate from it, then apply it.');
  await way.getByRole('button', { name: 'Remove it and apply' }).click();
  await expect(lab.manifest).not.toHaveValue(/rollingUpdate/);
  await expect(way.getByText('rollingUpdate')).toHaveCount(0);
});

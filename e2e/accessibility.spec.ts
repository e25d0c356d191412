import { expect, type Page } from '@playwright/test';
import { edited } from './manifests.ts';
import { expectAccessible, expectContrast } from './pages/axe.ts';
import { LabPage } from './pages/lab-page.ts';
import { TerminalPanel } from './pages/terminal.ts';
import { test } from './pages/test.ts';

const three = ['web-0', 'web-1', 'web-2'];

/** Runs all rules in one color scheme, and only the color rules in the other. */
async function expectBoth(page: Page, state: string): Promise<void> {
  await expectAccessible(page, state);
  await expectContrast(page, state, 'dark');
}

test.describe('no violations', { tag: '@appearance' }, () => {
  // These tests check every state of the page, which takes longer than other tests.
  test('from the first visit to a stuck rollout, the past, and two branches side by side', async ({ lab, page }) => {
    await lab.open('./?speed=8&motion=off');
    await expectAccessible(page, 'first visit');
    await lab.apply();
    await lab.expectReady(...three);
    await expectAccessible(page, 'ready');

    await lab.button('Pause').click();
    await lab.button('Update to :0.22').click();
    for (let i = 0; i < 2; i++) await lab.button('Step').click();
    await expect(lab.pod('web-2')).toHaveAttribute('data-terminating', 'true');
    await expectAccessible(page, 'a rolling update midway');
    await lab.button('Play').click();
    await expect(lab.stage).toContainText('Nothing to do');

    await lab.button('Break with :broken (cannot be pulled)').click();
    await expect(lab.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
    await lab.button('Roll back to :0.22').click();
    await expect(lab.stage).toContainText('Stuck: web-2');
    await lab.button('Pause').click();
    await expectBoth(page, 'a stuck rollout');

    await lab.button('Undo').click();
    await expect(lab.button('PAST')).toBeVisible();
    await expectBoth(page, 'the past');
    await lab.button('Roll back to :0.21').click();
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByText('Compare', { exact: true }).click();
    await expectAccessible(page, 'the menu Compare');
    await timeline.getByRole('button', { name: 'with Branch 1' }).click();
    await expect(page.getByRole('region', { name: /^Stage of .*, for comparison$/ })).toBeVisible();
    await expectBoth(page, 'two courses side by side');
  });

  test('nodes, table, inspector, menus and dialogs', async ({ lab, page }) => {
    await lab.open('./?speed=32&autoplay=1&motion=off&example=contrast');
    await lab.expectReady(...three);
    await expectAccessible(page, 'a Deployment beside the set');
    await lab.button('Remove a replica').click();
    await expect(lab.pod('web-2')).toHaveCount(0);
    await lab.button('Table').click();
    await expect(page.getByRole('table', { name: 'Slots of StatefulSet web' })).toBeVisible();
    await expectBoth(page, 'the table');
    await page.locator('summary', { hasText: 'OrderedReady' }).click();
    await expectBoth(page, 'what the policies mean');

    await lab.button('Nodes').click();
    await lab
      .button(/^Disconnect/)
      .first()
      .click();
    await expect(lab.stage.locator('[data-state="lost"]')).toBeVisible();
    await lab.button('Pause').click();
    await expectBoth(page, 'a lost node');

    await lab.button('Slots').click();
    await lab.pod('web-0').getByRole('button', { name: 'web-0', exact: true }).click();
    await expect(page.getByRole('complementary', { name: 'web-0: details' })).toBeVisible();
    await expectBoth(page, 'the inspector');
    await page.keyboard.press('Escape');

    await lab.pod('web-0').click({ button: 'right' });
    await expect(page.getByRole('menu', { name: 'Actions for web-0' })).toBeVisible();
    await expectAccessible(page, 'the menu of a Pod');
    await page.keyboard.press('Escape');
    await lab.button('Share').click();
    await expect(page.getByRole('dialog', { name: 'Share' })).toBeVisible();
    await expectBoth(page, 'ways to share');
    await page.keyboard.press('Escape');
    await page.locator('summary', { hasText: 'Help' }).click();
    await expectAccessible(page, 'the menu Help');
    await lab.button('What is simulated').click();
    await expect(page.getByRole('dialog', { name: 'What is simulated' })).toBeVisible();
    await expectBoth(page, 'a dialog');
    await page.keyboard.press('Escape');
    await page.getByText('Delete…').click();
    await expectAccessible(page, 'ways to delete the set');
  });

  test('terminal, a refused Apply, and very many Pods', async ({ lab, page }) => {
    const terminal = new TerminalPanel(page);
    await lab.open('./?speed=32&autoplay=1&motion=off');
    await lab.expectReady(...three);
    await terminal.run('kubectl get pods -o wide; kubectl get pod nobody');
    await terminal.line.pressSequentially('kubectl delete pod w');
    await page.keyboard.press('Tab');
    await expect(terminal.candidates).toHaveCount(3);
    await expectBoth(page, 'the terminal with output and completions');

    await lab.apply(edited({}).replace('serviceName: "nginx"', 'serviceName: other'));
    await expect(lab.alert).toContainText('updates to statefulset spec');
    await expectBoth(page, 'a refused apply');

    await lab.button('Reset').click();
    await lab.button('Decisions').click();
    const parallel = edited({ replicas: 100, parallel: true });
    await lab.apply(parallel);
    await expect(lab.status()).toContainText('readyReplicas: 100');
    await expectBoth(page, 'a hundred Pods');
    await lab.button('Table').click();
    await expect(page.getByRole('table', { name: /Ready\. Rows 1 to 50 of 100$/ })).toBeVisible();
    await expectAccessible(page, 'a hundred Pods in the table');
  });

  for (const [scheme, words] of [
    ['light', { lang: 'en', views: ['Stage', 'Editor', 'Terminal', 'Events', 'Status'] }],
    ['dark', { lang: 'zh', views: ['舞台', '编辑器', '终端', '事件', '状态'] }],
  ] as const) {
    test(`on a phone, in every view: ${scheme}, ${words.lang}`, async ({ browser }) => {
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        colorScheme: scheme,
        hasTouch: true,
      });
      const page = await context.newPage();
      await page.goto(`./?speed=32&autoplay=1&motion=off&lang=${words.lang}`);
      await new LabPage(page).expectStage(...three);
      await page.locator('[data-behaviour="broken"]').click();
      await expect(page.locator('[data-pod="web-2"]')).toHaveAttribute('data-status', 'ImagePullBackOff');
      const views = page.locator('.app-views');
      for (const view of words.views) {
        await views.getByRole('button', { name: view, exact: true }).click();
        await expectAccessible(page, view);
      }
      await context.close();
    });
  }

  test('in Chinese, and in high contrast of either scheme', async ({ lab, page }) => {
    await page.goto('./?speed=32&autoplay=1&motion=off&lang=zh&theme=contrast');
    await lab.expectStage(...three);
    await page.locator('[data-behaviour="broken"]').click();
    await expect(lab.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');
    await expectBoth(page, 'high contrast');
    await lab.button('表格').click();
    await expect(page.getByRole('table').first()).toBeVisible();
    await expectAccessible(page, 'the table in high contrast');
  });
});

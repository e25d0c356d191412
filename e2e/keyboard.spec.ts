import { expect, type Locator } from '@playwright/test';
import { Keyboard } from './pages/keyboard.ts';
import type { LabPage } from './pages/lab-page.ts';
import { test } from './pages/test.ts';

const three = ['web-0', 'web-1', 'web-2'];

/** Returns the cell of the grid with the Pod of a slot, or with its placeholder. */
const podCell = (lab: LabPage, ordinal: number): Locator =>
  lab.stage.locator(`[data-slot="${ordinal}"]`).getByRole('gridcell').nth(1);

test('the main tasks can be done without a mouse, and the focus is always visible', async ({ lab, page }) => {
  const keyboard = new Keyboard(page);
  const narration = page.getByRole('status', { name: 'What is happening' });
  await lab.open('./?speed=8', { editor: 'monaco' });

  // Change three replicas to two in the manifest.
  await keyboard.press('Tab');
  await expect(lab.button('Skip to the stage')).toBeFocused();
  await keyboard.press('Tab', 'Enter');
  await expect(lab.manifest).toBeFocused();
  await keyboard.expectFocusSeen();
  const line = (await lab.manifest.inputValue()).split('\n').findIndex((text) => text.includes('replicas:'));
  await keyboard.press('ControlOrMeta+Home', ...Array<string>(line).fill('ArrowDown'), 'End', 'Backspace', '2');
  await expect(lab.manifest).toHaveValue(/replicas: 2\b/);

  // Leave the editor and apply.
  await keyboard.press('Escape');
  await keyboard.tabTo(lab.button('Apply'));
  await keyboard.press('Enter');
  await lab.expectReady('web-0', 'web-1');
  await expect(narration).toContainText('Ready');

  // Go back to the stage: add a replica, and choose an image that cannot be pulled.
  await keyboard.tabTo(lab.button('Add a replica'), { back: true });
  await keyboard.press('Enter');
  await lab.expectReady(...three);
  await keyboard.tabTo(lab.button('Break with :broken (cannot be pulled)'), { back: true });
  await keyboard.press('Enter');
  await expect(lab.pod('web-2')).toHaveAttribute('data-status', 'ImagePullBackOff');

  // Ask why the Pod waits.
  await keyboard.tabTo(podCell(lab, 0));
  await keyboard.press('End');
  await expect(podCell(lab, 2)).toBeFocused();
  await expect(podCell(lab, 2)).toHaveAccessibleName(/^web-2, (ImagePullBackOff|ErrImagePull), 0\/1, broken, /);
  await expect(podCell(lab, 2)).toHaveAccessibleName(/claim www-web-2 Bound/);
  await expect(lab.stage).toContainText('Waiting for web-2 to become Ready');

  // The template is repaired but the Pod is not: delete the Pod; the focus stays in its slot.
  await keyboard.tabTo(lab.button('Roll back to :0.21'), { back: true });
  await keyboard.press('Enter');
  await expect(page.getByRole('note', { name: 'How to fix it' })).toContainText('Stuck: web-2');
  await keyboard.tabTo(podCell(lab, 2));
  await keyboard.press('Delete');
  await lab.expectReady(...three);
  await expect(podCell(lab, 2)).toBeFocused();
  await expect(podCell(lab, 2)).toHaveAccessibleName(/^web-2, Running, 1\/1, 0\.21, .*resolves to /);
  await keyboard.expectFocusSeen();

  // Go back in time, and return.
  await keyboard.tabTo(page.getByRole('slider', { name: 'Moment' }));
  await keyboard.press('Home');
  await expect(lab.button('PAST')).toBeVisible();
  await expect(narration).toContainText('In the past');
  await expect.poll(() => lab.pods()).toEqual([]);
  await keyboard.press('End');
  await expect(lab.button('LIVE')).toBeVisible();
  await lab.expectReady(...three);
});

test('one Tab stop leads to the slots; arrow keys walk them, and each object has its keys and its menu', async ({
  lab,
  page,
}) => {
  const keyboard = new Keyboard(page);
  await lab.openSession('ready');
  await expect(lab.stage.locator('[data-part][tabindex="0"]')).toHaveCount(1);
  await podCell(lab, 0).focus();
  await keyboard.press('ArrowRight', 'ArrowDown');
  const claim = lab.stage.getByRole('gridcell', { name: /^Claim www-web-1: Bound, 1Gi/ });
  await expect(claim).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(lab.stage.getByRole('gridcell', { name: /^Volume pvc-/ }).nth(1)).toBeFocused();
  await keyboard.press('Control+Home');
  await expect(lab.stage.getByRole('gridcell', { name: /^web-0\.nginx\..* resolves to / })).toBeFocused();

  // Enter shows the object, and closing it returns the focus.
  await keyboard.press('ArrowDown', 'Enter');
  await expect(page.getByRole('heading', { name: 'Pod web-0' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(podCell(lab, 0)).toBeFocused();

  // A closed menu returns the focus as well.
  await keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Actions for web-0' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(podCell(lab, 0)).toBeFocused();
  await keyboard.press('F2', 'ArrowDown');
  await expect(menu.getByRole('menuitem', { name: 'Delete Pod web-0' })).toBeFocused();
  const address = lab.pod('web-0').locator('.pod-place').first();
  const before = await address.textContent();
  await keyboard.press('Enter');
  await expect(address).not.toHaveText(before!);
  await lab.expectReady(...three);
  await expect(podCell(lab, 0)).toBeFocused();

  // A slot that closes passes the focus to the nearest one. Its claim keeps the slot open, so delete the claim first.
  await keyboard.press('End', '-');
  await expect(lab.pod('web-2')).toHaveCount(0);
  await expect(podCell(lab, 2)).toHaveAccessibleName(/^web-2, scaled down: beyond replicas/);
  await keyboard.press('ArrowDown', 'Delete');
  await expect(lab.stage.locator('[data-slot="2"]')).toHaveCount(0);
  await expect(lab.stage.locator('[data-slot="1"] :focus')).toHaveCount(1);
  await keyboard.expectFocusSeen();
});

test('the inspector takes the focus once it is loaded; Escape cancels it before @breadth', async ({ lab, page }) => {
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/\/assets\/inspector-.*\.js/, async (route) => {
    await arrived;
    await route.continue();
  });
  const keyboard = new Keyboard(page);
  await lab.openSession('ready');

  // Escape is pressed before the inspector has loaded: the editor is shown again.
  await podCell(lab, 0).focus();
  await keyboard.press('Enter');
  await expect(lab.manifest).toBeHidden();
  await keyboard.press('Escape');
  await expect(lab.manifest).toBeVisible();
  await expect(podCell(lab, 0)).toBeFocused();

  // The inspector is never visible without the focus: a key pressed at once reaches it.
  const focused = await page.evaluateHandle(() => {
    const seen: boolean[] = [];
    new MutationObserver((_, observer) => {
      const inspector = document.querySelector('.inspector');
      if (inspector === null) return;
      observer.disconnect();
      seen.push(inspector.contains(document.activeElement));
    }).observe(document.body, { childList: true, subtree: true });
    return seen;
  });
  await keyboard.press('Enter');
  await expect(lab.manifest).toBeHidden();
  arrive();
  const inspector = page.getByRole('complementary', { name: 'web-0: details' });
  await expect(inspector).toBeVisible();
  expect(await focused.jsonValue()).toEqual([true]);
  await keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await expect(podCell(lab, 0)).toBeFocused();
});

test('when the focused element disappears, the part around it gets the focus @breadth', async ({ lab, page }) => {
  const keyboard = new Keyboard(page);
  const stage = page.getByRole('region', { name: 'Stage', exact: true });
  const press = async (button: Locator, ...keys: string[]) => {
    await button.focus();
    await keyboard.press('Enter', ...keys);
  };
  await lab.openSession('ready');

  // Run the proposed fix, which then disappears.
  await press(lab.button('Break with :broken (cannot be pulled)'));
  await expect(lab.pod('web-2')).toHaveAttribute('data-status', /ImagePull/);
  await press(lab.button('Roll back to :0.21'));
  const trap = page.getByRole('note', { name: 'How to fix it' });
  await press(trap.getByRole('button', { name: 'Run' }));
  await expect(trap).toHaveCount(0);
  await expect(stage).toBeFocused();
  await keyboard.expectFocusSeen();
  await lab.expectReady(...three);

  // Delete an object, and close the inspector that was opened from it.
  await lab.button('Table').click();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'web-2' }) });
  await press(row.getByRole('rowheader').getByRole('button'));
  await expect(page.getByRole('heading', { name: 'Pod web-2' })).toBeFocused();
  await keyboard.press('-');
  await expect(row).toContainText('scaled down');
  await keyboard.press('Escape');
  await expect(stage).toBeFocused();

  // Delete a claim, and with it the row that contains the button.
  await press(row.getByRole('button', { name: 'Delete claim www-web-2' }));
  await expect(row).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Table of slots, scrollable' })).toBeFocused();

  // Delete the whole set.
  await lab.button('Slots').click();
  await press(page.getByText('Delete…'));
  await expect(page.locator('details[open] .menu-content button').first()).toBeVisible();
  await keyboard.press('Tab', 'Enter');
  await expect.poll(() => lab.pods()).toEqual([]);
  await expect(stage).toBeFocused();
});

test('no part traps the focus: editor, terminal, menus and dialogs can be left by keyboard', async ({ lab, page }) => {
  const keyboard = new Keyboard(page);
  await lab.open('./?paused=1', { editor: 'monaco' });
  await lab.manifest.focus();
  await expect(lab.manifest).toHaveAccessibleDescription('Esc, then Tab leaves the editor');
  await keyboard.press('#', 'Tab');
  await expect(lab.manifest).toBeFocused();
  await keyboard.press('Escape', 'Tab');
  await expect(lab.button('Apply')).toBeFocused();
  await keyboard.press('Shift+Tab');
  await expect(lab.manifest).toBeFocused();
  await keyboard.press('Escape', 'Shift+Tab');
  await expect(lab.manifest).not.toBeFocused();

  const line = page.getByRole('textbox', { name: 'Command' });
  await line.focus();
  await expect(line).toHaveAccessibleDescription(/Press Esc then Tab to leave the terminal/);
  await keyboard.press('k', 'Escape', 'Tab');
  await expect(line).not.toBeFocused();

  const help = page.locator('summary', { hasText: 'Help' });
  await help.focus();
  await keyboard.press('Enter');
  await keyboard.tabTo(lab.button('What is simulated'));
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'What is simulated' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(help).toBeFocused();
  await keyboard.press('Enter', 'Tab', 'Escape');
  await expect(help).toBeFocused();
  await expect(page.locator('details[open]')).toHaveCount(0);

  const drop = page.getByText('Delete…');
  await lab.apply();
  await drop.press('Enter');
  await expect(page.locator('details[open] .menu-content button').first()).toBeVisible();
  await keyboard.press('Tab', 'Escape');
  await expect(drop).toBeFocused();
  await expect(page.locator('details[open]')).toHaveCount(0);
});

test('hints that appear under the mouse also appear by keyboard @breadth', async ({ lab, page }) => {
  const keyboard = new Keyboard(page);
  await lab.open('./?speed=8');
  await lab.button('Nodes').focus();
  await keyboard.press('Enter');
  await keyboard.tabTo(lab.button('Disconnect node-1'));
  await expect(page.getByText('Its network fails: the kubelet neither sends')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByText('Its network fails: the kubelet neither sends')).toHaveCount(0);
});

test('policies explain themselves, and cells say what a change would do @breadth', async ({ lab, page }) => {
  const keyboard = new Keyboard(page);
  await lab.openSession('ready');
  const meaning = page.getByText('spec.podManagementPolicy', { exact: true });
  const face = page.locator('summary', { hasText: 'OrderedReady' });
  await face.focus();
  await keyboard.press('Enter');
  await expect(meaning).toBeVisible();
  await expect(page.getByText('One at a time: a Pod is created')).toBeVisible();
  await keyboard.press('Tab', 'Enter');
  await expect(page.getByRole('dialog')).toContainText('WaitForReady');
  await keyboard.press('Escape');
  await expect(face).toBeFocused();
  await expect(meaning).toBeHidden();

  await lab.button('Remove a replica').focus();
  await expect(podCell(lab, 2)).toHaveAccessibleName(/, will be deleted, turn 1, /);
  const claim = lab.stage.getByRole('gridcell', { name: /^Claim www-web-2: / });
  await expect(claim).toHaveAccessibleName(/, kept \(whenScaled: Retain\), /);
  await keyboard.press('Shift+Tab');
  await expect(claim).toHaveAccessibleName(/, kept on scale-down and set deletion, /);
});

test('narration sums up what happens, and can be switched off for good @breadth', async ({ lab, page }) => {
  const narration = page.getByRole('status', { name: 'What is happening' });
  await lab.openSession('ready');
  // The message disappears after a few seconds.
  const said = await narration.evaluateHandle((status) => {
    const texts: string[] = [];
    new MutationObserver(() => texts.push(status.textContent)).observe(status, { childList: true, subtree: true });
    return texts;
  });
  await lab.button('Delete Pod web-1').click();
  await expect
    .poll(async () => (await said.jsonValue()).join('\n'))
    .toContain('pod "web-1" deleted from default namespace.');
  await page.locator('summary', { hasText: 'Help' }).click();
  await page.getByRole('checkbox', { name: /^Announce changes/ }).uncheck();
  await expect(narration).toHaveText('');
  await lab.open('./?speed=32');
  await page.locator('summary', { hasText: 'Help' }).click();
  await expect(page.getByRole('checkbox', { name: /^Announce changes/ })).not.toBeChecked();
});

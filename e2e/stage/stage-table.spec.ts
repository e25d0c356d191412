import { expect } from '@playwright/test';
import { edited } from '../manifests.ts';
import { Keyboard } from '../pages/keyboard.ts';
import { test } from '../pages/test.ts';

test('the stage is a table as well: a row for each slot, with its reasons and its actions', async ({ lab, page }) => {
  await lab.openSession('ready');
  await lab.button('Table').click();
  const table = page.getByRole('table', { name: /^Slots of StatefulSet web: \d of 3 Ready/ });
  const row = (name: string) => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await expect(row('web-1')).toContainText(/Running1\/1.*resolves to 10\.244\..*www-web-1 Bound, 1Gi/);
  await lab.button('Break with :broken (cannot be pulled)').click();
  await expect(row('web-2')).toContainText('ImagePullBackOff');
  await expect(row('web-1')).toContainText('blocked by web-2');
  await lab.button('Remove a replica').click();
  await expect(row('web-2')).toContainText('scaled down: beyond replicas');
  await expect(row('web-2')).toContainText('kept by whenScaled: Retain');
  await row('web-2').getByRole('button', { name: 'Delete claim www-web-2' }).click();
  await expect(row('web-2')).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Revisions of StatefulSet web' })).toContainText('nginx-slim:broken');
});

test('the pages of a long table are turned by keyboard, and an ordinal can be found @breadth', async ({
  lab,
  page,
}) => {
  const keyboard = new Keyboard(page);
  await lab.open('./?speed=32');
  await lab.apply(edited({ replicas: 120, parallel: true }));
  await lab.button('Table').click();
  const table = page.getByRole('table', { name: /^Slots of StatefulSet web/ });
  const later = lab.button('Later rows');
  await expect(table).toHaveAttribute('aria-rowcount', '121');
  await keyboard.tabTo(later);
  await keyboard.press('Enter', 'Enter', 'Enter');
  await expect(table).toHaveAccessibleName(/Rows 101 to 120 of 120$/);
  await expect(table.getByRole('row').nth(1)).toHaveAttribute('aria-rowindex', '102');
  // This is the last page, and the focus stays on the pressed button.
  await expect(later).toHaveAttribute('aria-disabled', 'true');
  await expect(later).toBeFocused();

  await page.getByRole('textbox', { name: 'Find ordinal' }).focus();
  await page.keyboard.type('web-17');
  await keyboard.press('Enter');
  await expect(table).toHaveAccessibleName(/Rows 1 to 50 of 120$/);
  await expect(table.getByRole('rowheader', { name: 'web-17' })).toBeFocused();
  await keyboard.expectFocusSeen();
});

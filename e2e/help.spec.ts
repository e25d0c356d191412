import { expect } from '@playwright/test';
import { test } from './pages/test.ts';

test('help says what is simulated and what is left out, and gives the focus back', async ({ lab, page }) => {
  await lab.open('./?paused=1');
  await page.getByText('Help', { exact: true }).click();
  await lab.button('What is simulated').click();
  const dialog = page.getByRole('dialog', { name: 'What is simulated' });
  await expect(dialog).toContainText('Left out');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Help', { exact: true })).toBeFocused();
});

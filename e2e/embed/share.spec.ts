// Tests Share → Embed: the figure as readers see it, its options, and the code to paste.
import { expect } from '@playwright/test';
import { Figure } from '../pages/figure.ts';
import { Palette } from '../pages/palette.ts';
import { test } from '../pages/test.ts';

test('the dialog shows this moment as a figure, follows the options, and gives the code for each kind of site', async ({
  lab,
  page,
}) => {
  await lab.openSession('ready');
  await new Palette(page).choose('embed in a page', 'Embed in a page');
  const dialog = page.getByRole('dialog', { name: 'Embed in a page' });
  const figure = new Figure(dialog.frameLocator('iframe') as never);
  const code = dialog.getByRole('textbox', { name: 'Code to paste' });
  await expect(code).toHaveValue(/<statefulset-lab title="StatefulSet web" lang="en" state="#v2\./);

  await dialog.getByLabel('autoplay').selectOption('true');
  await figure.expectReady('web-0', 'web-1', 'web-2');
  await dialog.getByLabel('view').selectOption('table');
  await expect(dialog.frameLocator('iframe').getByRole('table').first()).toBeVisible();
  await expect(code).toHaveValue(/view="table"/);

  await dialog.getByLabel('Begins with').selectOption('This manifest');
  await expect(code).toHaveValue(/manifest="# A headless Service/);
  await dialog.getByLabel('Kind of site').selectOption('VitePress');
  await expect(code).toHaveValue(/isCustomElement/);
  await dialog.getByLabel('Kind of site').selectOption('Any site (iframe)');
  await expect(code).toHaveValue(/^<iframe src="http[^"]*embed\.html\?[^"]*view=table/);
});

test('in a lesson, the figure is this page of it @breadth', async ({ lab, page }) => {
  await lab.remember();
  await page.goto('./index.html?lang=en&lesson=partition&page=2');
  await expect(page.getByRole('heading', { name: 'Partition: which Pods are updated' })).toBeVisible();
  await new Palette(page).choose('embed in a page', 'Embed in a page');
  const dialog = page.getByRole('dialog', { name: 'Embed in a page' });
  await expect(dialog.getByRole('textbox', { name: 'Code to paste' })).toHaveValue(
    /<statefulset-lab title="A lesson about StatefulSets" lang="en" lesson="partition" page="2" style="[^"]*"><\/statefulset-lab>/,
  );
  const figure = new Figure(dialog.frameLocator('iframe') as never);
  await figure.start.click();
  await expect(figure.lesson.getByText('Page 2 of 4')).toBeVisible();
});

// Tests long pastes with the browser's own clipboard: an event that a test makes inserts nothing.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { Palette } from '../pages/palette.ts';
import { TerminalPanel } from '../pages/terminal.ts';
import { breadth, test } from '../pages/test.ts';

async function paste(page: Page, field: Locator, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+V');
}

const complaint = (field: Locator): Promise<string> =>
  field.evaluate((element: HTMLTextAreaElement) => element.validationMessage);

test('the prompt stays in sight after a paste of more commands than the log keeps', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.open();
  const commands = Array.from({ length: 150 }, (_, i) => `echo line ${i}\n`);
  await paste(page, terminal.line, commands.join(''));
  await expect(terminal.last()).toHaveText('line 149\n');
  await terminal.done();
  await expect(terminal.line).toBeInViewport({ ratio: 1 });
});

test('a line that is too long is refused at the command line, which keeps what was typed', async ({ lab, page }) => {
  const terminal = new TerminalPanel(page);
  await lab.open('./?lang=en');
  await terminal.run('echo first');
  await terminal.line.fill('echo kept');
  await paste(page, terminal.line, '('.repeat(300_000));
  await expect.poll(() => complaint(terminal.line)).toContain('too long to be inserted');
  await expect(terminal.line).toHaveValue('echo kept');
  await terminal.line.press('Enter');
  await expect(terminal.last()).toHaveText('kept\n');
  expect(await complaint(terminal.line)).toBe('');
  // The search of the history is a field, too.
  await terminal.line.press('Control+r');
  const search = page.getByRole('textbox', { name: '(reverse-i-search)' });
  await paste(page, search, '('.repeat(300_000));
  await expect.poll(() => complaint(search)).toContain('too long to be inserted');
  await search.pressSequentially('first');
  await expect(search).toHaveValue('first');
});

test(`a text of too many lines is refused in a dialog, also after shorter ones${breadth(true)}`, async ({
  lab,
  page,
}) => {
  const terminal = new TerminalPanel(page);
  await lab.open('./?lang=en');
  await terminal.type('vi notes');
  const text = page.getByRole('dialog').getByRole('textbox');
  await expect(text).toBeFocused();
  await paste(page, text, 'a\n'.repeat(10_001));
  await expect.poll(() => complaint(text)).toContain('too long to be inserted');
  await expect(text).toHaveValue('');
  const half = `${'x'.repeat(140_000)}\n`;
  await paste(page, text, half);
  await expect(text).toHaveValue(half);
  await paste(page, text, half);
  await expect.poll(() => complaint(text)).toContain('too long to be inserted');
  await expect(text).toHaveValue(half);
});

test(`a pasted dump that is too long to be shown is read at once${breadth(true)}`, async ({ lab, page }) => {
  const recording = new URL('../../src/plan/testing/recordings/01-healthy-scale-up.json', import.meta.url);
  const { dump } = JSON.parse(readFileSync(recording, 'utf8')) as { dump: string };
  await lab.open('./?lang=en&motion=off');
  await new Palette(page).choose('import a cluster', 'Import a cluster');
  const dialog = page.getByRole('dialog', { name: 'Import a cluster' });
  await expect(dialog.getByRole('textbox')).toBeFocused();
  await paste(page, dialog.getByRole('textbox'), `${dump}\n${'# a comment\n'.repeat(30_000)}`);
  await expect(dialog.getByRole('status').first()).toContainText('Imported:');
  await dialog.getByRole('button', { name: 'Show the cluster' }).click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
});

// Tests imported clusters: the output of kubectl get on the stage, and the plan of a change.
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { LabPage } from './pages/lab-page.ts';
import { Palette } from './pages/palette.ts';
import { TerminalPanel } from './pages/terminal.ts';
import { breadth, test } from './pages/test.ts';

interface Recording {
  readonly dump: string;
}

const dumpOf = (name: string): string =>
  (
    JSON.parse(
      readFileSync(new URL(`../src/plan/testing/recordings/${name}.json`, import.meta.url), 'utf8'),
    ) as Recording
  ).dump;

const healthy = dumpOf('01-healthy-scale-up');
const three = ['web-0', 'web-1', 'web-2'];

/** The import dialog, in terms of what its user does. */
class ImportDialog {
  constructor(readonly page: Page) {}

  get dialog() {
    return this.page.getByRole('dialog', { name: 'Import a cluster' });
  }

  async open(): Promise<void> {
    await new Palette(this.page).choose('import a cluster', 'Import a cluster');
    await expect(this.dialog.getByRole('textbox')).toBeFocused();
  }

  async paste(text: string): Promise<void> {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    // Replaces the text by pasting. Playwright's fill() inserts line by line, which takes seconds for a dump.
    await this.dialog.getByRole('textbox').focus();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('ControlOrMeta+V');
    await expect(this.dialog.getByRole('textbox')).toHaveValue(text);
    await this.dialog.getByRole('button', { name: 'Import', exact: true }).click();
  }

  async show(): Promise<void> {
    await expect(this.dialog.getByRole('status').first()).toContainText('Imported:');
    await this.dialog.getByRole('button', { name: 'Show the cluster' }).click();
    await expect(this.dialog).toHaveCount(0);
  }

  async import(text: string): Promise<void> {
    await this.open();
    await this.paste(text);
    await this.show();
  }
}

/** Drops files on the page. */
const drop = (page: Page, files: readonly (readonly [name: string, text: string])[]): Promise<void> =>
  page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, files);

test.describe('on the first visit', () => {
  test.use({ visitor: 'first' });

  test('a pasted dump becomes the cluster on the stage, and the former session is kept', async ({ lab, page }) => {
    await lab.open('./?motion=off');
    await new ImportDialog(page).import(healthy);
    await lab.expectReady(...three);
    await expect(lab.stage.locator('.controller')).toContainText('as it was in the cluster');
    await expect(lab.manifest).toHaveValue(/kind: StatefulSet/);
    await expect(page.locator('.introduction')).toHaveCount(0);
    await expect(lab.button('Apply')).not.toHaveClass(/primary/);
    await page.reload();
    await lab.expectReady(...three);
  });
});

test('text that is no dump is refused with a message at its place, and nothing changes @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('ready', 'motion=off');
  const dialog = new ImportDialog(page);
  await dialog.open();
  const refused: readonly (readonly [string, string])[] = [
    ['kind: [', 'The text cannot be read'],
    ['apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: web\n', 'Nothing was changed'],
    ['a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', 'Nothing was changed'],
    [`{"kind":"List","items":${'['.repeat(20_000)}`, 'Nothing was changed'],
  ];
  for (const [text, words] of refused) {
    await dialog.paste(text);
    await expect(dialog.dialog.getByRole('alert')).toContainText(words);
  }
  await page.keyboard.press('Escape');
  await expect(dialog.dialog).toHaveCount(0);
  await lab.expectReady(...three);
});

test('files that are dropped or chosen are imported together', async ({ lab, page }) => {
  await lab.open('./?motion=off');
  const items = healthy.split(/^(?=- apiVersion: )/m);
  const [head = '', ...rest] = items;
  const tail = rest.map((item) => item.replace(/^kind: List[\s\S]*/m, ''));
  const half = Math.ceil(tail.length / 2);
  const list = (part: readonly string[]) => `${head}${part.join('')}`.concat('kind: List\n');
  const files = [
    ['one.yaml', list(tail.slice(0, half))],
    ['two.yaml', list(tail.slice(half))],
  ] as const;
  await drop(page, files);
  const dialog = new ImportDialog(page);
  await dialog.show();
  await lab.expectReady(...three);
  await dialog.open();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.dialog.getByRole('button', { name: 'Open files…' }).click(),
  ]);
  await chooser.setFiles(files.map(([name, text]) => ({ name, mimeType: 'text/yaml', buffer: Buffer.from(text) })));
  await dialog.show();
  await lab.expectReady(...three);
});

test('a plan says where a change stops and how to free it, and is copied as text', async ({ lab, page }) => {
  await lab.open('./?motion=off');
  await new ImportDialog(page).import(healthy);
  await lab.editor.getByRole('button', { name: 'Plan', exact: true }).click();
  const plan = page.getByRole('region', { name: 'Plan' });
  await plan
    .getByRole('textbox', { name: 'kubectl command' })
    .fill('kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:0.24');
  await plan.getByRole('button', { name: 'Plan', exact: true }).click();
  await expect(plan.locator('.plan-output')).toContainText('statefulset.apps/web image updated');
  await expect(plan).toContainText('After that, nothing changes');
  const steps = plan.getByRole('list', { name: 'What happens' });
  await expect(steps).toContainText('web-2');
  await plan.getByRole('combobox', { name: 'The new image' }).selectOption({ label: 'cannot be pulled' });
  await expect(plan.locator('[data-stuck]')).toContainText('web-2 to become Ready');
  await expect(plan.locator('[data-stuck] code')).toContainText('kubectl');
  await plan.getByRole('button', { name: 'Copy as text' }).click();
  await expect(plan).toContainText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('kubectl set image sts/web');
  await plan.getByRole('button', { name: 'Close the plan' }).click();
  await expect(plan).toHaveCount(0);
  await lab.expectReady(...three);
});

test('a plan numbers the Pods on the stage in the order of its steps, each with what it waits for @breadth', async ({
  lab,
  page,
}) => {
  await lab.open('./?motion=off');
  await new ImportDialog(page).import(healthy);
  await lab.editor.getByRole('button', { name: 'Plan', exact: true }).click();
  const plan = page.getByRole('region', { name: 'Plan' });
  const make = async (command: string, answer: string) => {
    await plan.getByRole('textbox', { name: 'kubectl command' }).fill(command);
    await plan.getByRole('button', { name: 'Plan', exact: true }).click();
    await expect(plan.locator('.plan-output')).toContainText(answer);
  };
  const note = (pod: string) => lab.stage.locator(`[data-pod="${pod}"] .forecast`);
  const step = (what: string) =>
    plan.getByRole('list', { name: 'What happens' }).getByRole('listitem').filter({ hasText: what });

  // One Pod after the other, from the highest ordinal: each waits for the one before.
  await make('kubectl set image sts/web nginx=registry.k8s.io/nginx-slim:0.24', 'image updated');
  await expect(note('web-2')).toHaveText('1 will update');
  await expect(note('web-1')).toHaveText('2 will update after web-2 is Ready');
  await expect(note('web-0')).toHaveText('3 will update after web-1 is Ready');
  await expect(step('create controllerrevision')).not.toContainText('unavailable');
  for (const pod of three) await expect(step(`delete pod ${pod}`)).toContainText('web: 1 unavailable');

  // Pods beyond replicas are not missed.
  await make('kubectl scale sts/web --replicas=1', 'scaled');
  await expect(note('web-2')).toHaveText('1 will be deleted');
  await expect(note('web-1')).toHaveText(/^2 will be deleted/);
  await expect(note('web-0')).toHaveCount(0);
  await expect(plan.locator('.plan-unavailable')).toHaveCount(0);
  // kubectl deletes both, then the controller creates them in order.
  await make('kubectl delete pod web-0 web-1', 'deleted');
  await expect(step('delete pod web-1')).toContainText('web: 2 unavailable');
  await expect(note('web-2')).toHaveCount(0);
  await expect(note('web-0')).toHaveText(/^1 will update/);
});

test('a link to an imported cluster is made only on request, without private data @breadth', async ({
  browser,
  lab,
  page,
}) => {
  await lab.open('./?motion=off');
  await new ImportDialog(page).import(healthy);
  await lab.button('Share').click();
  await expect(lab.button('Copy link')).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Link with names and structure only' }).check();
  await lab.button('Copy link').click();
  await expect(page.getByText('Link copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const context = await browser.newContext();
  const other = new LabPage(await context.newPage());
  await other.doWithoutMonaco();
  await other.remember();
  await other.page.goto(link);
  await other.expectReady(...three);
  await context.close();
});

test(`the former lab is kept by an import: a new tab opens it${breadth(true)}`, async ({ context, lab, page }) => {
  await lab.open('./?motion=off');
  await lab.button('Apply').click();
  await lab.expectReady(...three);
  await expect(lab.manifest).toHaveValue(/kind: Service$/m);
  await new ImportDialog(page).import(healthy);
  await expect(lab.manifest).not.toHaveValue(/kind: Service$/m);
  const other = new LabPage(await context.newPage());
  await other.open();
  await other.expectReady(...three);
  await expect(other.manifest).toHaveValue(/kind: Service$/m);
  await other.page.close();
});

test(`a kubectl line in the terminal is planned instead of run, by key and by button${breadth(true)}`, async ({
  lab,
  page,
}) => {
  await lab.openSession('ready');
  await lab.expectReady(...three);
  const terminal = new TerminalPanel(page);
  const plan = page.getByRole('region', { name: 'Plan' });
  await terminal.line.fill('kubectl scale statefulset web --replicas=1');
  await terminal.line.press('Control+Enter');
  await expect(plan).toContainText('delete pod web-1');
  await terminal.line.fill('kubectl delete pod web-0');
  await terminal.panel.getByRole('button', { name: 'Plan this line' }).click();
  await expect(plan).toContainText('create pod web-0');
  await expect(plan.getByRole('textbox', { name: 'kubectl command' })).toHaveValue('kubectl delete pod web-0');
  // Neither change has been applied.
  await lab.expectReady(...three);
});

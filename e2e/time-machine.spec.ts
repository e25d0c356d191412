import { expect, type Page } from '@playwright/test';
import { restingBox } from './pages/resting-box.ts';
import { test } from './pages/test.ts';

const three = ['web-0', 'web-1', 'web-2'];

/** Chooses an item from a menu of the timeline. */
async function choose(page: Page, menu: string, choice: string): Promise<void> {
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await timeline.getByText(menu, { exact: true }).click();
  await timeline.getByRole('button', { name: choice }).click();
}

test('undo goes back to before the last action; an action there keeps the other branch as it was', async ({
  lab,
  page,
}) => {
  await lab.openSession('stuck');
  await lab.button('Play').click();
  await expect(lab.button('Redo')).toBeDisabled();
  await lab.button('Undo').click();
  await expect(lab.button('PAST')).toBeVisible();
  await lab.expectReady(...three);
  await expect(lab.manifest).toHaveValue(/nginx-slim:0\.8/);

  await lab.button('Redo').click();
  await expect(lab.manifest).toHaveValue(/nginx-slim:broken/);
  await expect(lab.button('LIVE')).toBeVisible();
  await lab.button('Undo').click();
  await lab.button('Update to :0.9').click();
  await expect(lab.button('LIVE')).toBeVisible();
  await expect(lab.pod('web-0')).toContainText('nginx-slim:0.9');
  await lab.expectReady(...three);

  const courses = page.getByRole('combobox', { name: 'Branch' });
  await expect(courses.getByRole('option', { selected: true })).toHaveText(
    /Branch 2 · set image .* \(branched from 1 at /,
  );
  await courses.selectOption('1');
  await expect(lab.pod('web-2')).toHaveAttribute('data-ready', 'false');
  await expect(lab.manifest).toHaveValue(/nginx-slim:broken/);
});

/** Returns the stage of the other branch. */
const beside = (page: Page, name: string) =>
  page.getByRole('region', { name: `Stage of ${name}, for comparison`, exact: true });

test('two branches are named by what was done differently, from their first difference on @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('stuck');
  await lab.button('Play').click();
  await lab.button('Undo').click();
  await lab.button('Update to :0.9').click();
  await expect(lab.pod('web-0')).toContainText('nginx-slim:0.9');
  await choose(page, 'Compare', 'with Branch 1');
  const other = beside(page, 'nginx-slim:broken');
  await expect(lab.stage.getByRole('heading', { name: 'A nginx-slim:0.9 You act here' })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'B nginx-slim:broken View only' })).toBeVisible();
  await expect(lab.stage.getByRole('status').filter({ hasText: /^First difference at / })).toHaveCount(1);
  // The branch is played from there to the end.
  await expect(lab.button('LIVE')).toBeVisible();
  await expect(other.locator('[data-pod="web-2"]')).toHaveAttribute('data-status', /ImagePull/);
  await expect(lab.stage.locator('[data-pod="web-2"]')).toHaveAttribute('data-ready', 'true');
  await choose(page, 'Compare', 'Stop comparing');
  await expect(other).toBeHidden();
});

test('the same actions run again in parallel, with a partition and as a Deployment, and are shown side by side @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('stuck');
  await choose(page, 'Compare', 'with podManagementPolicy: Parallel');
  const parallel = beside(page, 'Parallel');
  await expect(parallel.locator('[data-pod="web-2"]')).toHaveAttribute('data-status', /ImagePull/);
  // At the moment at which A has created its first Pod, B has created all of them.
  await expect(lab.button(/^First difference at /)).toBeEnabled();
  await lab.button('Pause').click();
  await page.getByRole('slider', { name: 'Moment' }).focus();
  await page.keyboard.press('Home');
  await lab.button('Step').click();
  await expect(lab.stage.locator('[data-pod]')).toHaveCount(1);
  await expect(parallel.locator('[data-pod]')).toHaveCount(3);
  // The timeline shows the marks of both branches.
  await expect(page.locator('.lane-marks[data-lane="A"] path[data-mark="ready"]').first()).toHaveAttribute('d', /^M/);
  await expect(page.locator('.lane-marks[data-lane="B"] path[data-mark="failure"]').first()).toHaveAttribute('d', /^M/);

  await lab.button('PAST').click();
  await choose(page, 'Compare', 'with partition: 2');
  // web-2 does not become Ready: the rolling update stops there in both branches.
  await expect(lab.button('No difference so far')).toBeDisabled();
  await expect(beside(page, 'partition 2').locator('[data-pod]')).toHaveCount(3);

  await choose(page, 'Compare', 'as a Deployment');
  const deployment = beside(page, 'as a Deployment').getByRole('region', { name: 'Deployment web' });
  await expect(deployment).toContainText('3 of 3 ready');
  await expect(deployment.locator('[data-deployment-pod]')).toHaveCount(4);
});

test('with OnDelete nothing is replaced: the difference is the first Pod that a rolling update deletes @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('running');
  await lab.button('Update to :0.9').click();
  await expect(lab.pod('web-0')).toContainText('nginx-slim:0.9');
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await lab.button('Pause').click();
  await choose(page, 'Compare', 'with updateStrategy: OnDelete');
  const other = beside(page, 'OnDelete');
  await expect(lab.stage.getByRole('heading', { name: /^A RollingUpdate / })).toBeVisible();
  await expect(other.locator('[data-pod]')).toHaveCount(3);
  await expect(lab.button('LIVE')).toBeVisible();
  await expect(other.locator('[data-pod]').filter({ hasText: 'nginx-slim:0.9' })).toHaveCount(0);
  await expect(lab.stage.locator('[data-pod]').filter({ hasText: 'nginx-slim:0.9' })).toHaveCount(3);
});

test('the timeline can be walked by keyboard, says what happened, and goes back to the newest moment', async ({
  lab,
  page,
}) => {
  await lab.openSession('ready');
  const moment = page.getByRole('slider', { name: 'Moment' });
  await moment.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => lab.pods()).toEqual([]);
  await expect(lab.button('PAST')).toBeVisible();
  await lab.button('Undo').click();
  for (const name of ['Step back', 'Undo']) await expect(lab.button(name)).toBeDisabled();
  await moment.focus();
  await page.keyboard.press('ArrowRight');
  await expect(moment).toHaveAttribute('aria-valuetext', /web-0 created/);
  await expect(moment).toHaveAccessibleDescription(/web-0 created/);
  await page.keyboard.press('End');
  await expect(lab.button('LIVE')).toBeVisible();
  await lab.expectReady(...three);
  await page.keyboard.press('Home');
  await lab.button('Play').click();
  await expect(lab.button('LIVE')).toBeVisible();
  await lab.expectReady(...three);
});

test('the slider says the time and the last event, and is silent while time runs @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=4');
  const moment = page.getByRole('slider', { name: 'Moment' });
  // From here on, the page's clock advances only when the test says so.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  const said = await moment.evaluateHandle((slider) => {
    const texts: string[] = [];
    new MutationObserver(() => texts.push(slider.ariaValueText ?? '')).observe(slider, {
      attributeFilter: ['aria-valuetext'],
    });
    return texts;
  });
  await lab.apply();
  // Advance in parts: an observer is notified of changes only between two of them.
  for (let second = 0; second < 3; second++) await page.clock.runFor(1000);
  const texts = await said.jsonValue();
  expect(texts.length).toBeGreaterThan(2);
  expect(texts.length).toBeLessThanOrEqual(5);
  await expect(moment).toHaveAttribute('aria-valuetext', /^0:\d\d\.\d, /);
});

test('pointing at the timeline shows what happened there, and the marks have a legend @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('ready');
  await lab.button('Pause').click();
  const moment = page.getByRole('slider', { name: 'Moment' });
  await moment.hover({ position: { x: 1, y: 10 } });
  await expect(moment).toContainText('Your change: nginx');
  // The last event is shown near the end.
  const { width } = await restingBox(moment);
  let x = width;
  await expect(async () => {
    x = x > 8 ? x - 6 : width - 2;
    await moment.hover({ position: { x, y: 10 } });
    await expect(moment).toContainText('web-2 Ready', { timeout: 300 });
  }).toPass({ intervals: [0] });
  await page.getByRole('region', { name: 'Timeline' }).getByLabel('Legend of the marks').first().click();
  await expect(page.getByRole('list', { name: 'Legend of the marks' }).getByRole('listitem')).toHaveCount(7);
});

test('each sentence of the controller leads to its rule @breadth', async ({ lab, page }) => {
  await lab.openSession('ready');
  await lab.stage.getByRole('button', { name: 'The rule: Up to date' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Controller rules' });
  const marked = dialog.locator('[data-marked="true"]');
  await expect(marked).toContainText('UpToDate');
  await expect(marked).toBeFocused();
  await expect(marked).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('each reconcile says what it read, decided and wrote', async ({ lab, page }) => {
  await lab.openSession('ready');
  await page.getByRole('button', { name: 'Decisions' }).click();
  const row = page
    .getByRole('list', { name: 'Decisions' })
    .getByRole('listitem')
    .filter({ hasText: 'web-2 is created' });
  await expect(row).toContainText('create pods/web-2');
  await row.getByRole('button', { name: 'read' }).click();
  await expect(row.getByRole('row', { name: /^web-0 … web-1 Ready/ })).toBeVisible();
  await expect(row.getByRole('row', { name: /^web-2 absent/ })).toBeVisible();
});

test('the newest event and decision stay in view, unless the user scrolls up @breadth', async ({ lab, page }) => {
  await lab.openSession('ready');
  const log = page.getByRole('log', { name: 'Events' });
  const rows = log.getByRole('row');
  await expect(rows.last()).toBeInViewport();
  await expect(rows.last()).toContainText('Started');
  // The same is true when more entries have arrived than the list holds.
  await lab.button('Delete Pod web-1').click();
  await expect(rows.filter({ hasText: 'Killing' })).toHaveCount(1);
  await lab.expectReady(...three);
  await expect(rows.last()).toBeInViewport();

  // After scrolling up, all entries are there, and the list does not move.
  await log.hover();
  const first = rows.filter({ hasText: 'Create Claim www-web-0' });
  await expect(async () => {
    await page.mouse.wheel(0, -10_000);
    await expect(first).toBeInViewport({ timeout: 1000 });
  }).toPass();
  await lab.button('Delete Pod web-2').click();
  await expect(rows.filter({ hasText: 'Killing' })).toHaveCount(2);
  await expect(first).toBeInViewport();

  await page.getByRole('button', { name: 'Decisions' }).click();
  await expect(page.getByRole('list', { name: 'Decisions' }).getByRole('listitem').last()).toBeInViewport();
});

test('a stuck rollout is explained, with the way to fix it', async ({ lab, page }) => {
  await lab.openSession('stuck');
  await lab.button('Play').click();
  const trap = page.getByRole('note', { name: 'How to fix it' });
  await expect(trap).toContainText('kubectl rollout undo statefulset/web && kubectl delete pod web-2');
  await lab.button('Update to :0.9').click();
  await expect(trap).toHaveAttribute('data-trap', 'StuckRollout');
  await expect(trap).toContainText('kubectl delete pod web-2');
  await trap.getByRole('button', { name: 'Rule', exact: true }).click();
  await expect(page.getByRole('dialog').locator('[data-marked="true"]')).toContainText('WaitForReady');
  await page.keyboard.press('Escape');
  await trap.getByRole('button', { name: 'Run' }).click();
  await lab.expectReady(...three);
  await expect(trap).toBeHidden();
});

test('while two branches are compared, the note under the pointer names the marks of both @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('ready');
  await choose(page, 'Compare', 'with podManagementPolicy: Parallel');
  const track = page.getByRole('slider', { name: 'Moment' });
  await expect(page.locator('.track > .lane-marks')).toHaveCount(2);
  await track.focus();
  await page.keyboard.press('Home');
  const note = page.locator('.track-note');
  await expect(note.locator('[data-lane="A"]')).toContainText('Your change: ');
  await expect(note.locator('[data-lane="B"]')).toContainText('Your change: ');
  const box = await restingBox(track);
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2);
  await expect(note.locator('[data-lane="B"]')).toBeVisible();
  await expect(note.locator('[data-lane]')).toHaveCount(2);
});

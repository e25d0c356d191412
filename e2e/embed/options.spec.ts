// Tests each option of a figure, in the address of embed.html.
import { expect } from '@playwright/test';
import { tutorial } from '../manifests.ts';
import { Figure, quick } from '../pages/figure.ts';
import { watchMotion, whatMoved } from '../pages/motion.ts';
import { breadth, test } from '../pages/test.ts';

const three = ['web-0', 'web-1', 'web-2'];

test('a figure waits until it is started, and says what it will show', async ({ page }) => {
  const figure = new Figure(page);
  await page.goto('./embed.html?lang=en&speed=32&motion=off&run=kubectl+scale+sts/web+--replicas=1');
  await expect(page.getByRole('heading', { name: 'StatefulSet web' })).toBeVisible();
  await expect(page.getByText('Pods one by one, with their claims and DNS names.')).toBeVisible();
  await expect(page.getByText('kubectl scale sts/web --replicas=1')).toBeVisible();
  await expect(figure.stage).toHaveCount(0);
  await figure.start.focus();
  await page.keyboard.press('Enter');
  await expect(figure.pod('web-0')).toBeVisible();
  // The next Tab continues from the place of the removed button.
  await expect(page.locator('.frame')).toBeFocused();
});

test('title: its heading; a click anywhere starts it', async ({ page }) => {
  const figure = new Figure(page);
  await page.goto('./embed.html?lang=en&speed=32&motion=off&title=Pods+with+an+identity');
  await page.getByRole('heading', { name: 'Pods with an identity' }).click();
  await figure.expectReady(...three);
});

test('view: slots, nodes or a table', async ({ page }) => {
  for (const [view, sign, controls] of [
    ['slots', '.slot-list', 'play'],
    ['nodes', '.node-card', 'play'],
    ['table', 'table', 'full'],
  ] as const) {
    await page.goto(`./embed.html?${quick}&view=${view}&controls=${controls}`);
    await expect(page.locator(sign).first()).toBeVisible();
    await expect(page.locator('[data-pod="web-2"]').first()).toBeVisible();
  }
  // Each control appears once beside the table.
  await new Figure(page).expectReady(...three);
  for (const control of [
    page.getByRole('spinbutton', { name: 'Partition' }),
    page.getByRole('button', { name: 'Add a replica' }),
  ])
    await expect(control).toHaveCount(1);
});

test('example and manifest: the initial manifest', async ({ page }) => {
  const figure = new Figure(page);
  await page.goto(`./embed.html?${quick}&example=contrast`);
  await expect(page.locator('[data-deployment-pod]').first()).toBeVisible();
  const own = tutorial.replace(/name: web\n/, 'name: db\n');
  await page.goto(`./embed.html?${quick}&case=2#manifest=${encodeURIComponent(own)}`);
  await figure.expectReady('db-0', 'db-1');
});

test('lang and theme', async ({ page }) => {
  await page.goto('./embed.html?lang=zh&theme=dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: '开始' })).toBeVisible();
});

test('autoplay, controls and speed: the figure starts by itself, without controls, with those of time, or with all', async ({
  page,
}) => {
  const figure = new Figure(page);
  await page.goto(`./embed.html?${quick}&controls=none`);
  await figure.expectReady(...three);
  await expect(page.getByText('Nothing to do: all 3 Pods match the spec.')).toBeVisible();
  await expect(page.getByRole('button')).toHaveText(['Open in the lab']);

  await page.goto('./embed.html?autoplay&speed=8&motion=off&lang=en&controls=play');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('8');
  await figure.expectReady(...three);
  await figure.button('Pause').click();
  await expect(figure.button('Play')).toBeVisible();
  // At this speed there is something left to step to, however late the pause takes effect.
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('0.25');
  await figure.button('Restart').click();
  await figure.button('Pause').click();
  await figure.button('Step').click();
  await expect(figure.button('Delete Pod web-0')).toHaveCount(0);

  await page.goto(`./embed.html?${quick}&controls=full`);
  await figure.expectReady(...three);
  await figure.button('Add a replica').click();
  await figure.expectReady('web-3');
  const uid = await figure.pod('web-1').getAttribute('data-revision');
  await page.getByRole('button', { name: /^Update to :0\.22/ }).click();
  await expect(figure.pod('web-1')).not.toHaveAttribute('data-revision', uid!);
  await figure.pod('web-0').hover();
  await figure.button('Delete Pod web-0').click();
  await figure.expectReady('web-0');
  await page.getByRole('spinbutton').fill('2');
  await page.getByRole('spinbutton').press('Enter');
  await expect(page.getByText('partition: 2')).toBeVisible();
});

for (const motion of ['off', 'on']) {
  test(`motion ${motion}: ${motion === 'off' ? 'nothing' : 'something'} moves when Pods come, change and go${breadth(motion === 'on')}`, async ({
    page,
  }) => {
    await watchMotion(page);
    const figure = new Figure(page);
    await page.goto(`./embed.html?autoplay&speed=8&lang=en&controls=full&motion=${motion}`);
    await figure.expectReady(...three);
    await figure.pod('web-0').hover();
    await figure.button('Delete Pod web-0').click();
    // The new Pod web-0 must be Ready before web-3 is created.
    await figure.button('Add a replica').click();
    await figure.expectReady('web-0', 'web-3');
    await figure.button('Remove a replica').click();
    await expect(figure.pod('web-3')).toHaveCount(0);
    const moved = await whatMoved(page);
    if (motion === 'off') expect(moved).toEqual([]);
    else expect(moved).not.toEqual([]);
  });
}

test('run: commands, one by one, each when the cluster is at rest', async ({ page }) => {
  const figure = new Figure(page);
  const commands = ['kubectl scale sts/web --replicas=4', 'kubectl delete pod web-3'];
  await page.goto(`./embed.html?${quick}&${commands.map((command) => `run=${encodeURIComponent(command)}`).join('&')}`);
  await figure.expectReady(...three, 'web-3');
  await expect(figure.problems).toHaveCount(0);
});

test('run: a command that fails is shown with what it has printed', async ({ page }) => {
  const figure = new Figure(page);
  await page.goto(`./embed.html?${quick}&run=${encodeURIComponent('kubectl scale sts/other --replicas=4')}`);
  await expect(figure.problems).toContainText('statefulsets.apps "other" not found');
  await figure.expectReady(...three);
});

test('wrong values are named, and the rest works', async ({ page }) => {
  const figure = new Figure(page);
  await page.goto('./embed.html?lang=en&motion=off&autoplay&speed=7&view=slotz&theme=dark');
  await expect(figure.problems).toContainText('view: there is no “slotz”. Known: slots, nodes, table.');
  await expect(figure.problems).toContainText('speed: there is no “7”.');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(figure.pod('web-0')).toBeVisible();
});

test('a manifest that is refused says why', async ({ page }) => {
  await page.goto(
    `./embed.html?${quick}#manifest=${encodeURIComponent(tutorial.replace('replicas: 2', 'replicas: -2'))}`,
  );
  await expect(new Figure(page).problems).toContainText('must be greater than or equal to 0');
});

test('an unreadable link is reported, and the example is shown instead', async ({ page }) => {
  const figure = new Figure(page);
  await page.goto(`./embed.html?${quick}#v2.broken`);
  await expect(figure.problems).toContainText('The saved moment was not opened');
  await figure.expectReady(...three);
});

test('state: further options of the address override what was saved, also after a restart', async ({
  page,
  sessions,
}) => {
  const table = page.getByRole('table').first();
  const speed = page.getByRole('combobox', { name: 'Speed' });
  // The session was saved with a speed of 8× and with the slots in view.
  await page.goto(`./embed.html?lang=en&autoplay&motion=off&view=table&speed=4${sessions.ready}`);
  await expect(table).toBeVisible();
  await expect(speed).toHaveValue('4');
  await speed.selectOption('2');
  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(speed).toHaveValue('4');
  await expect(table).toBeVisible();
});

test('state: the figure starts at the moment of a link, and opens the lab at its present moment', async ({
  page,
  sessions,
  context,
}) => {
  const figure = new Figure(page);
  await page.goto(`./embed.html?${quick}#${sessions.ready.replace(/^#/, '')}`);
  await figure.expectReady(...three);
  const [lab] = await Promise.all([context.waitForEvent('page'), figure.button('Open in the lab').click()]);
  await expect(lab.locator('[data-pod="web-2"]')).toHaveAttribute('data-ready', 'true');
  expect(new URL(lab.url()).pathname).toMatch(/\/index\.html$/);
});

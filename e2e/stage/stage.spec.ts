import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { edited } from '../manifests.ts';
import { LabPage } from '../pages/lab-page.ts';
import { restingBox } from '../pages/resting-box.ts';
import { TerminalPanel } from '../pages/terminal.ts';
import { test } from '../pages/test.ts';

const three = ['web-0', 'web-1', 'web-2'];

/** Returns the forecast of each slot: `update 1`, `stay`; null where there is none. */
async function foreseen(lab: LabPage): Promise<readonly (string | null)[]> {
  return lab.stage.locator('[data-slot]').evaluateAll((slots) =>
    slots.map((slot) => {
      const forecast = (slot as HTMLElement).dataset['forecast'];
      const turn = slot.querySelector('.turn')?.textContent;
      return forecast === undefined ? null : [forecast, turn].filter(Boolean).join(' ');
    }),
  );
}

/** Opens the page and applies the tutorial's manifest with three replicas and this partition. */
async function openWithPartition(lab: LabPage, partition: number): Promise<void> {
  await lab.open('./?speed=8');
  await lab.apply(edited({ replicas: 3, partition }));
  await lab.expectReady(...three);
}

test('the forecast of an image shows which Pods it would update, and in which order', async ({ lab }) => {
  await openWithPartition(lab, 1);
  await lab.button('Update to :0.9').hover();
  await expect.poll(() => foreseen(lab)).toEqual(['stay', 'update 2', 'update 1']);
  await expect(lab.pod('web-2')).toContainText('will update');
  await expect(lab.pod('web-0')).toContainText('unchanged');
  await expect(lab.manifest).toHaveValue(/nginx-slim:0\.8/);
  await lab.button('Reset').hover();
  await expect.poll(() => foreseen(lab)).toEqual([null, null, null]);
  // The keyboard works as well.
  await lab.button('Update to :0.9').focus();
  await expect.poll(() => foreseen(lab)).toEqual(['stay', 'update 2', 'update 1']);
  // The click carries out the change: the button that takes its place under the pointer shows no forecast.
  await lab.button('Update to :0.9').click();
  await expect(lab.pod('web-2')).toContainText('nginx-slim:0.9');
  await expect.poll(() => foreseen(lab)).toEqual([null, null, null]);
});

test('with OnDelete another image does nothing by itself, and the stage says so @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=8');
  await lab.apply(edited({ replicas: 3 }).replace(/^spec:$/m, 'spec:\n  updateStrategy:\n    type: OnDelete'));
  await lab.expectReady(...three);
  await lab.button('Update to :0.9').hover();
  await expect.poll(() => foreseen(lab)).toEqual(['stay', 'stay', 'stay']);
  await expect(page.getByRole('slider', { name: 'Partition' })).toHaveCount(0);
});

test('a forecast is also shown for one replica more or less, including the claim @breadth', async ({ lab, page }) => {
  await lab.openSession('running');
  await lab.button('Remove a replica').hover();
  await expect.poll(() => foreseen(lab)).toEqual([null, null, 'delete 1']);
  await expect(lab.claim('www-web-2')).toContainText('kept (whenScaled: Retain)');
  await lab.button('Remove a replica').click();
  await lab.expectReady('web-0', 'web-1');
  await expect(lab.claim('www-web-2')).toContainText('kept by whenScaled: Retain');
  await page.mouse.move(0, 0);
  await lab.button('Add a replica').hover();
  await expect.poll(() => foreseen(lab)).toEqual([null, null, 'create 1']);
});

test('the forecast of a new Pod is shown at the place of its slot, and the row does not move @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('running');
  const add = lab.button('Add a replica');
  const next = page.getByRole('group', { name: 'Replicas' });
  const before = [await restingBox(add), await restingBox(lab.pod('web-2'))];
  await expect(next).not.toContainText('will be created');
  await add.hover();
  await expect(next).toContainText('web-3');
  await expect(next).toContainText('1 will be created');
  expect([await restingBox(add), await restingBox(lab.pod('web-2'))]).toEqual(before);
  // While a lower Pod is not Ready, this Pod would have to wait.
  await lab.button('Break with :noready (never Ready)').click();
  await expect(lab.pod('web-2')).toContainText('nginx-slim:noready');
  await add.focus();
  await expect(next).toContainText('will be created after web-2 is Ready');
  await lab.button('Remove a replica').focus();
  await expect(next).not.toContainText('will be created');
});

test('while a key moves the partition, the forecast is shown; the change is made when the key is released @breadth', async ({
  lab,
  page,
}) => {
  await openWithPartition(lab, 3);
  // The pointer stays on the button, and the change by key is still shown.
  await lab.button('Update to :0.9').click();
  const partition = page.getByRole('slider', { name: 'Partition' });
  await expect(partition).toHaveAttribute('aria-valuenow', '3');
  await partition.focus();
  await page.keyboard.down('ArrowLeft');
  await page.keyboard.down('ArrowLeft');
  await expect.poll(() => foreseen(lab)).toEqual(['stay', 'update 2', 'update 1']);
  await expect(partition).toHaveAttribute('aria-valuetext', /in this order: web-2, web-1$/);
  await expect(lab.manifest).toHaveValue(/partition: 3/);
  // Escape cancels the change.
  await page.keyboard.press('Escape');
  await page.keyboard.up('ArrowLeft');
  await expect.poll(() => foreseen(lab)).toEqual([null, null, null]);
  await expect(partition).toHaveAttribute('aria-valuenow', '3');
  await expect(lab.manifest).toHaveValue(/partition: 3/);
});

test('output of a Pod is shown in its claim, remains without the Pod, and is absent before @breadth', async ({
  lab,
  page,
}) => {
  await lab.openSession('running');
  const terminal = new TerminalPanel(page);
  const claim = lab.claim('www-web-2');
  await expect(claim).toContainText('no data yet');
  await terminal.run(`kubectl exec web-2 -- sh -c 'echo hello from $(hostname) > /usr/share/nginx/html/index.html'`);
  await expect(claim).toContainText(/index\.html.*hello from web-2/);
  await expect(lab.claim('www-web-1')).toContainText('no data yet');
  await lab.button('Remove a replica').click();
  await lab.expectReady('web-0', 'web-1');
  await expect(claim).toContainText(/index\.html.*hello from web-2/);
  // A typed line is an action of its own: the first undo takes back the replica, the second the file.
  await lab.button('Undo').click();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  await expect(claim).toContainText(/index\.html.*hello from web-2/);
  await lab.button('Undo').click();
  await expect(claim).toContainText('no data yet');
});

for (const [width, height] of [
  [1440, 900],
  [1920, 1080],
] as const) {
  test(`the inspector leads from a Pod to its volume, and covers nothing of the stage (${width} px) @breadth`, async ({
    lab,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await lab.openSession('ready');
    await lab.stage.getByRole('button', { name: 'web-1', exact: true }).click();
    const inspector = page.getByRole('complementary', { name: 'web-1: details' });
    const path = page.getByRole('navigation', { name: 'Depends on' }).getByRole('listitem');
    await expect(path).toHaveText([
      'StatefulSet web',
      'ownsPod web-1',
      /^runs onNode node-\d$/,
      'mountsPersistentVolumeClaim www-web-1',
      /^bound toPersistentVolume pvc-/,
    ]);
    const [shown, stage] = [await restingBox(inspector), await restingBox(lab.stage)];
    expect(shown.x + shown.width <= stage.x || shown.x >= stage.x + stage.width).toBe(true);

    await path.last().getByRole('button').click();
    await expect(page.getByRole('complementary')).toContainText('kind: PersistentVolume');
    await path.first().getByRole('button').click();
    // The object is live: what changes is highlighted until the next change, and nothing else is.
    await lab.button('Pause').click();
    await lab.button('Remove a replica').click();
    const yaml = page.getByRole('complementary').locator('[data-changed]');
    await expect(yaml.filter({ hasText: /^ {2}replicas: 2$/ }).first()).toBeAttached();
    await expect(yaml.filter({ hasText: 'kind: StatefulSet' })).toHaveCount(0);
    await page.getByRole('complementary').getByRole('button', { name: 'Close' }).press('Escape');
    await expect(page.getByRole('complementary', { name: /: details$/ })).toHaveCount(0);
    await expect(lab.editor).toBeVisible();
  });
}

test('every kind of object can be looked at from the stage @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=32&autoplay=1&example=contrast');
  await lab.expectReady(...three);
  const inspector = page.getByRole('complementary', { name: /: details$/ });
  const look = async (name: string | RegExp, kind: string) => {
    await lab.stage.getByRole('button', { name, exact: true }).first().click();
    await expect(inspector.getByRole('heading')).toHaveText(new RegExp(`^${kind} `));
  };
  await look('web', 'StatefulSet');
  await inspector.getByRole('button', { name: /^ControllerRevision / }).click();
  await expect(inspector.getByRole('heading')).toHaveText(/^ControllerRevision web-/);
  await look('www-web-0', 'PersistentVolumeClaim');
  await inspector.getByRole('button', { name: /^PersistentVolume / }).click();
  await expect(inspector.getByRole('heading')).toHaveText(/^PersistentVolume pvc-/);
  await look(/^node-\d$/, 'Node');
  await look('nginx', 'Service');
  await inspector.getByRole('button', { name: /^EndpointSlice / }).click();
  await expect(inspector.getByRole('heading')).toHaveText(/^EndpointSlice nginx-/);
  await look('anyone', 'Deployment');
  await inspector.getByRole('button', { name: /^ReplicaSet / }).click();
  await expect(inspector.getByRole('heading')).toHaveText(/^ReplicaSet anyone-/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(
    `a tool finds nothing wrong with the inspector and with what is foretold (${colorScheme})`,
    { tag: '@appearance' },
    async ({ browser }) => {
      for (const viewport of [
        { width: 1440, height: 900 },
        { width: 390, height: 844 },
      ]) {
        const context = await browser.newContext({ colorScheme, viewport });
        const page = await context.newPage();
        const lab = new LabPage(page);
        await lab.remember();
        await page.goto('./?speed=32&autoplay=1&motion=off');
        await lab.expectReady(...three);
        await lab.stage.getByRole('button', { name: 'web-1', exact: true }).click();
        await expect(page.getByRole('complementary', { name: 'web-1: details' })).toBeVisible();
        const violations = async () =>
          (await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()).violations.map(({ id, nodes }) => [
            id,
            nodes.map(({ target }) => target.join(' ')),
          ]);
        expect(await violations()).toEqual([]);
        // On a phone the inspector covers the buttons.
        if (viewport.width < 600) await page.keyboard.press('Escape');
        await lab.button('Remove a replica').focus();
        await expect.poll(() => foreseen(lab)).toEqual([null, null, 'delete 1']);
        expect(await violations()).toEqual([]);
        await context.close();
      }
    },
  );
}

/** Records, from now on, which properties are animated, and the longest duration of each (ms). */
async function recordAnimations(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { properties: new Set<string>(), longest: 0 };
    Object.assign(window, { animationsSeen: seen });
    const look = () => {
      for (const animation of document.getAnimations()) {
        const effect = animation.effect as KeyframeEffect;
        if (effect.target?.closest('.monaco-editor')) continue;
        seen.longest = Math.max(seen.longest, Number(effect.getComputedTiming().duration));
        for (const frame of effect.getKeyframes())
          for (const name in frame)
            if (!/^(offset|easing|composite|computedOffset)$/.test(name)) seen.properties.add(name);
      }
      requestAnimationFrame(look);
    };
    look();
  });
}

const animations = (page: Page) =>
  page.evaluate(() => {
    const { properties, longest } = (
      window as unknown as { animationsSeen: { properties: Set<string>; longest: number } }
    ).animationsSeen;
    return { properties: [...properties].sort(), longest };
  });

test('a rollout moves by transform and opacity alone @breadth', async ({ lab, page }) => {
  await lab.openSession('running');
  await recordAnimations(page);
  await lab.button('Update to :0.9').click();
  await expect(lab.pod('web-0')).toContainText('nginx-slim:0.9');
  await lab.expectReady(...three);
  const { properties } = await animations(page);
  expect(properties).not.toEqual([]);
  expect(['opacity', 'transform']).toEqual(expect.arrayContaining(properties));
});

test('nothing moves with motion off @breadth', async ({ lab, page }) => {
  await lab.open('./?speed=8&motion=off');
  await lab.apply(edited({ replicas: 2 }));
  await recordAnimations(page);
  await lab.expectReady('web-0', 'web-1');
  await lab.button('Update to :0.9').click();
  await expect(lab.pod('web-0')).toContainText('nginx-slim:0.9');
  await lab.expectReady('web-0', 'web-1');
  expect((await animations(page)).longest, 'not even one frame').toBeLessThan(1);
});

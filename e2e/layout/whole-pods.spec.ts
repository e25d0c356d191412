// Tests that no Pod is cut or covered: in every layout, with few and many slots, alone and compared.
import { expect, type Page } from '@playwright/test';
import { LabPage } from '../pages/lab-page.ts';
import { faultsInSight } from '../pages/stage-sight.ts';
import { test } from '../pages/test.ts';

const desktops = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
];
const phone = { width: 390, height: 844 };
type Look = (layout: string) => Promise<void>;

/** Expects whole Pods in view, both as the page opens and scrolled to the other end. */
function looker(page: Page): Look {
  const lookAt = (layout: string) => expect.poll(() => faultsInSight(page), { message: layout }).toEqual([]);
  const scroll = (left: number) =>
    page
      .locator('.slot-scroll, .node-cards')
      .evaluateAll((rows, left) => rows.forEach((row) => (row.scrollLeft = left)), left);
  return async (layout) => {
    await lookAt(layout);
    await scroll(10_000);
    await lookAt(`${layout}, scrolled to the end`);
    await scroll(0);
  };
}

/** Checks the chosen view on two desktop sizes, presented or not, and on a phone with each panel. */
async function lookAtSizes(page: Page, name: string, look: Look): Promise<void> {
  const presenter = page.getByRole('region', { name: 'Presenter mode' });
  for (const size of desktops) {
    await page.setViewportSize(size);
    await look(`${name}, ${size.width} px`);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('p');
    await expect(presenter).toBeVisible();
    await look(`${name}, ${size.width} px, presented`);
    for (const [key, panel] of [
      ['e', 'editor'],
      ['t', 'terminal'],
    ] as const) {
      await page.keyboard.press(key);
      // The text takes the focus as soon as it has loaded. A plan replaces the manifest.
      const text = page.locator(`[data-panel="${panel}"] textarea`).first();
      if (name !== 'plan' || panel !== 'editor') await expect(text).toBeFocused();
      await look(`${name}, ${size.width} px, presented with the ${panel}`);
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press(key);
      await expect(page.locator(`[data-panel="${panel}"]`)).toBeHidden();
    }
    await page.keyboard.press('p');
    await expect(presenter).toBeHidden();
  }
  await page.setViewportSize(phone);
  const views = page.getByRole('navigation', { name: 'Views' });
  for (const panel of ['Stage', 'Editor', 'Terminal']) {
    await views.getByRole('button', { name: panel }).click();
    await look(`${name}, on a phone, ${panel}`);
  }
  await views.getByRole('button', { name: 'Stage' }).click();
  await page.setViewportSize(desktops[0]!);
}

/** Opens the lab, scales to this many Pods, and stops in a stuck update, which shows a trap and two revisions. */
async function stuck(page: Page, count: number, address: string): Promise<LabPage> {
  const lab = new LabPage(page);
  await lab.doWithoutMonaco();
  await lab.remember();
  await page.goto(`./?speed=32&autoplay=1&motion=off&intro=off${address}`);
  // A lesson has a cluster of its own.
  if (address.includes('lesson=')) await expect(page.locator('.lesson h2')).toBeVisible();
  await lab.expectStage('web-0', 'web-1', 'web-2');
  for (let last = 3; last < count; last++) {
    await page.locator('.stepper > .button').first().click();
    await lab.expectStage(`web-${last}`);
  }
  if (count === 2) {
    await page.locator('.stepper > .button').last().click();
    await expect(lab.pod('web-2')).toHaveCount(0);
  }
  await lab.button('Break with :broken (cannot be pulled)').click();
  await expect(page.locator('.trap')).toBeVisible();
  return lab;
}

for (const count of [2, 3, 5]) {
  for (const deployment of [false, true]) {
    // One test with the fullest stage represents the others in `npm test`.
    const tag = count === 5 && deployment ? '@breadth' : '@appearance';
    test(
      `no Pod of ${count} is cut or covered${deployment ? ', beside a Deployment' : ''}`,
      { tag },
      async ({ page }) => {
        const lab = await stuck(page, count, deployment ? '&example=contrast' : '');
        await lab.button('Pause').click();
        const look = looker(page);
        for (const compared of [false, true]) {
          if (compared) {
            await page.getByText('Compare', { exact: true }).click();
            await lab.button('with partition: 2').click();
            await expect(page.locator('.stages > .stage')).toHaveCount(2);
          }
          for (const view of ['Slots', 'Nodes']) {
            await lab.button(view).first().click();
            await lookAtSizes(page, `${view}${compared ? ' compared' : ''}`, look);
          }
          await lab.button('Slots').first().click();
        }
      },
    );
  }
}

test('five Pods are in sight beside a lesson on a projector @breadth', async ({ page }) => {
  await page.setViewportSize(desktops.find(({ height }) => height === 720)!);
  const lab = await stuck(page, 5, '&presenter=1&lesson=first-set&page=4');
  for (let ordinal = 0; ordinal < 5; ordinal++) {
    await expect(lab.pod(`web-${ordinal}`)).toBeInViewport({ ratio: 1 });
    await expect(lab.pod(`web-${ordinal}`)).toContainText(ordinal < 4 ? 'blocked by web-4' : 'ImagePullBackOff');
  }
});

for (const count of [2, 3, 5]) {
  // One test with the fullest stage represents the others in `npm test`.
  const tag = count === 5 ? '@breadth' : '@appearance';

  test(`no Pod of ${count} is cut or covered beside a lesson`, { tag }, async ({ page }) => {
    const lab = await stuck(page, count, '&lesson=first-set&page=4');
    const look = looker(page);
    await lookAtSizes(page, 'lesson', look);
    await lab.button('Show me').click();
    await expect(page.locator('.stages > .stage')).toHaveCount(2);
    await lookAtSizes(page, 'lesson, with its solution', look);
  });

  test(`no Pod of ${count} is cut or covered with a plan open`, { tag }, async ({ page }) => {
    const lab = await stuck(page, count, '');
    await lab.button('Plan').click();
    await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
    await lookAtSizes(page, 'plan', looker(page));
  });
}

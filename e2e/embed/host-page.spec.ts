// Tests what figures do to the page around them: they move nothing in it, and no more than four run at once.
import { expect, type Page } from '@playwright/test';
import { HostPage } from '../pages/host-page.ts';
import { LayoutShift } from '../pages/layout-shift.ts';
import { breadth, test } from '../pages/test.ts';

/** The heights of a wide figure and of a narrow one, and what a page reserves: see docs/embedding.md. */
const heights = { slots: [480, 500, 500], nodes: [520, 640, 640], table: [500, 580, 580] } as const;
const views = Object.keys(heights) as (keyof typeof heights)[];

const boxHeights = (page: Page): Promise<number[]> =>
  page.locator('statefulset-lab').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));

/** Returns a figure of each view. The paragraph below each moves if the figure changes its height. */
const oneOfEachView = (attributes: string, style: (view: keyof typeof heights) => string): string =>
  views
    .map(
      (view) =>
        `<statefulset-lab title="${view}" view="${view}" ${attributes} ${style(view)}></statefulset-lab><p>below</p>`,
    )
    .join('');

/** Waits until the page has been drawn. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

for (const [index, width] of [900, 390].entries()) {
  test(`${width} px: a figure has the height of its view, also if its frame never answers${breadth(index > 0)}`, async ({
    page,
    baseURL,
  }) => {
    await page.setViewportSize({ width, height: 2400 });
    const host = new HostPage(page, baseURL!);
    host.add('/frame', '<p>Not the lab</p>');
    await host.open(oneOfEachView('lab="/frame"', () => ''));
    for (const i of views.keys()) {
      await expect(host.figure(i).locator('iframe').contentFrame().getByText('Not the lab')).toBeAttached();
    }
    expect(await boxHeights(page)).toEqual(views.map((view) => heights[view][index]));
  });

  test(`${width} px: nothing moves around figures when they load, start and play${breadth(index > 0)}`, async ({
    page,
    baseURL,
  }) => {
    await page.setViewportSize({ width, height: 2400 });
    const shifts = await LayoutShift.record(page);
    // The script comes after the page has been drawn.
    let send = (): void => {};
    const sent = new Promise<void>((resolve) => (send = resolve));
    await page.route('**/embed.js', async (route) => {
      await sent;
      await route.continue();
    });
    const host = new HostPage(page, baseURL!);
    const style = (view: keyof typeof heights) => `style="display: grid; min-height: ${heights[view][2]}px"`;
    await host.open(oneOfEachView('autoplay controls="full" motion="off" speed="32"', style), { script: 'late' });
    await drawn(page);
    const reserved = views.map((view) => heights[view][2]);
    expect(await boxHeights(page)).toEqual(reserved);
    send();
    for (const i of views.keys()) {
      await host.live(i);
      await expect(host.inside(i).locator('[data-pod][data-ready="true"]')).toHaveCount(3);
    }
    await drawn(page);
    expect(await boxHeights(page)).toEqual(reserved);
    // The frames fill the figures.
    expect(
      await page
        .locator('statefulset-lab iframe')
        .evaluateAll((all) => all.map((frame) => frame.getBoundingClientRect().height)),
    ).toEqual(reserved);
    expect(await shifts.take()).toEqual([]);
  });
}

/** Counts the figures whose clock advances while the page draws many frames. */
async function running(page: Page): Promise<number> {
  const clocks = () =>
    Promise.all(
      page
        .frames()
        .slice(1)
        .map((frame) => frame.evaluate(() => (window as unknown as { drawn: number }).drawn)),
    );
  const before = await clocks();
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        let left = 60;
        const next = (): unknown => (left-- > 0 ? requestAnimationFrame(next) : done());
        next();
      }),
  );
  const after = await clocks();
  return after.filter((count, i) => count > before[i]! + 2).length;
}

test('of six figures in sight, four run @breadth', async ({ page, baseURL }) => {
  // Counts the animation frames that are drawn in each frame: a figure that runs draws all the time.
  await page.addInitScript(() => {
    const counted = Object.assign(window, { drawn: 0 });
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((time) => {
        counted.drawn++;
        callback(time);
      });
  });
  await page.setViewportSize({ width: 1400, height: 1200 });
  const host = new HostPage(page, baseURL!);
  const six = Array.from(
    { length: 6 },
    (_, i) => `<statefulset-lab title="Figure ${i}" example="complete" autoplay speed="0.125"></statefulset-lab>`,
  ).join('');
  // First one below the other, so that each comes into sight and gets a frame; then all side by side.
  await host.open(`<div id="all" style="display: grid; gap: 900px">${six}</div>`);
  for (let i = 0; i < 6; i++) {
    await host.figure(i).evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await host.live(i);
  }
  await page.evaluate(() => {
    document.getElementById('all')!.setAttribute('style', 'display: grid; grid: auto / 1fr 1fr 1fr; gap: 1rem');
    scrollTo(0, 0);
  });
  for (let i = 0; i < 6; i++) await expect(host.figure(i)).toBeInViewport({ ratio: 1 });
  await expect.poll(() => running(page)).toBe(4);
  expect(await running(page)).toBe(4);
});

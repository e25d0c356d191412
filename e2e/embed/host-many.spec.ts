// Tests a page with many figures: only those in sight run.
import { expect } from '@playwright/test';
import { HostPage } from '../pages/host-page.ts';
import { Memory } from '../pages/memory.ts';
import { test } from '../pages/test.ts';

/** Returns the HTML of this many figures, one below the other. */
const figures = (count: number): string =>
  Array.from(
    { length: count },
    (
      _,
      i,
    ) => `<h2>Figure ${i}</h2><statefulset-lab id="f${i}" title="Figure ${i}" example="complete" autoplay speed="0.25">
    <p>The poster of ${i}</p></statefulset-lab>`,
  ).join('');

for (const count of [10, 20]) {
  test(`of ${count} figures those in sight run, and no more than eight have a frame @breadth`, async ({
    page,
    baseURL,
  }) => {
    const host = new HostPage(page, baseURL!);
    await page.addInitScript(() => {
      const moments: Record<string, number> = {};
      Object.assign(window, { moments });
      addEventListener('lab-moment', ({ target }) => {
        const { id } = target as Element;
        moments[id] = (moments[id] ?? 0) + 1;
      });
    });
    const moments = () =>
      page.evaluate(() => ({ ...(window as unknown as { moments: Record<string, number> }).moments }));
    await host.open(figures(count));
    await host.live(0);
    const memory = await Memory.of(page);
    const before = await memory.heap();
    // Scrolls from the first figure to the last; each starts when it comes into view.
    for (let i = 0; i < count; i++) {
      await host.figure(i).scrollIntoViewIfNeeded();
      await host.figure(i).evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await host.live(i);
      expect(await page.locator('statefulset-lab iframe').count()).toBeLessThanOrEqual(9);
    }
    await expect.poll(() => page.locator('statefulset-lab iframe').count()).toBeLessThanOrEqual(8);
    await expect.poll(async () => (await moments())[`f${count - 1}`] ?? 0).toBeGreaterThan(0);
    // The figures out of sight are paused: they send no messages while the last one runs.
    const then = await moments();
    const last = `f${count - 1}`;
    await expect.poll(async () => (await moments())[last] ?? 0).toBeGreaterThan((then[last] ?? 0) + 5);
    const now = await moments();
    const gone = Object.keys(now).filter((id) => Number(id.slice(1)) < count - 4 && now[id] !== then[id]);
    expect(gone).toEqual([]);
    // A figure that was unloaded is loaded again.
    await host.figure(0).evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await host.live(0);
    const heap = await memory.heap();
    test.info().annotations.push({ type: 'heap of the page around (MB)', description: `${before} → ${heap}` });
    expect(heap).toBeLessThan(before + 20);
  });
}

import type { Page } from '@playwright/test';

/**
 * Waits until the page is complete: the parts that have begun to load are present, with their fonts, and in their
 * places. A part that arrives later moves its neighbors.
 */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    // A part that has arrived may load more in the next frame.
    for (let quiet = 0; quiet < 3;) {
      await new Promise(requestAnimationFrame);
      quiet = document.documentElement.dataset['loading'] === undefined ? quiet + 1 : 0;
    }
  });

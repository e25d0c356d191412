import type { Page } from '@playwright/test';

/**
 * Waits until the page is whole: the parts that it has begun to load are there, with their fonts, and have their place.
 * A part that comes later moves its neighbours.
 */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    // A part that has come may ask for more in the next frame.
    for (let quiet = 0; quiet < 3;) {
      await new Promise(requestAnimationFrame);
      quiet = document.documentElement.dataset['loading'] === undefined ? quiet + 1 : 0;
    }
  });

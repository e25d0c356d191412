import type { Page } from '@playwright/test';

/** Records what moves anywhere on the page, in each frame that is drawn. Call it before the page is opened. */
export async function watchMotion(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const moved = new Set<string>();
    Object.assign(window, { moved });
    const look = () => {
      for (const { effect } of document.getAnimations()) {
        const { target, pseudoElement } = effect as KeyframeEffect;
        const at = document.documentElement.dataset['motion'];
        moved.add(`${target?.tagName} ${target?.className} ${pseudoElement ?? ''} ${at}`);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Returns what has moved since the page was opened. */
export const whatMoved = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...(window as unknown as { moved: Set<string> }).moved]);

import { expect } from '@playwright/test';
import { test } from '../pages/test.ts';

test('no button covers another while parts of the page are still loading', async ({ lab, page }) => {
  // Holds back every script and style that the document does not name, except the cluster and the language.
  const html = await (await page.request.get('./')).text();
  const late: string[] = [];
  await page.route(/\/assets\/.*\.(js|css)$/, (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    if (html.includes(name) || /^(cluster|first|more)-/.test(name)) return route.continue();
    late.push(name);
    return undefined;
  });
  await lab.remember();
  // The page never finishes loading, so the test does not wait for that.
  await page.goto('./', { waitUntil: 'commit' });
  await expect(lab.button('Apply')).toBeEnabled();
  await expect.poll(() => late.length).toBeGreaterThan(3);
  const overlaps = () =>
    page.getByRole('button').evaluateAll((buttons) => {
      const seen = buttons
        .filter((button) => button.checkVisibility({ visibilityProperty: true }))
        .map((button) => ({ button, box: button.getBoundingClientRect() }));
      return seen.flatMap(({ button, box }, i) =>
        seen
          .slice(i + 1)
          .filter(({ button: other }) => !button.contains(other) && !other.contains(button))
          .filter(
            ({ box: other }) =>
              Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2 &&
              Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 2,
          )
          .map(
            ({ button: other }) =>
              `${button.ariaLabel ?? button.textContent} / ${other.ariaLabel ?? other.textContent}`,
          ),
      );
    });
  await expect.poll(overlaps).toEqual([]);
});

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Holds the page, as it is now, against WCAG 2.2 AA and axe's best practices. Monaco's own content is Monaco's. It has
 * no frames, so axe's legacy mode, which looks into none, sees as much and is much quicker.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const whole = new AxeBuilder({ page })
    .exclude('.monaco-editor')
    .options({ rules: { 'target-size': { enabled: true } } })
    .withTags(tags)
    .setLegacyMode(true);
  expect.soft(await problems(whole), state).toEqual([]);
}

/** The same for colours alone, in the other scheme of the page. */
export async function expectContrast(page: Page, state: string, theme: 'light' | 'dark'): Promise<void> {
  const root = page.locator('html');
  const before = await root.getAttribute('data-theme');
  // The colours are there with the second frame: the first begins their transitions.
  await root.evaluate(async (element, to) => {
    element.dataset.theme = to;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, theme);
  const colours = new AxeBuilder({ page }).exclude('.monaco-editor').withRules(['color-contrast']).setLegacyMode(true);
  expect.soft(await problems(colours), `${state}, ${theme}`).toEqual([]);
  await root.evaluate((element, to) => {
    if (to === null) delete element.dataset.theme;
    else element.dataset.theme = to;
  }, before);
}

async function problems(axe: AxeBuilder): Promise<readonly string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}

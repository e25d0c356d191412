import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Checks the page in its present state against WCAG 2.2 AA and axe's best practices, except for Monaco's content. The
 * page has no frames, so axe's legacy mode, which ignores frames, finds as much and is much faster.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const whole = new AxeBuilder({ page })
    .exclude('.monaco-editor')
    .options({ rules: { 'target-size': { enabled: true } } })
    .withTags(tags)
    .setLegacyMode(true);
  expect.soft(await problems(whole), state).toEqual([]);
}

/** Checks the colors alone, in the other color scheme. */
export async function expectContrast(page: Page, state: string, theme: 'light' | 'dark'): Promise<void> {
  const root = page.locator('html');
  const before = await root.getAttribute('data-theme');
  // The colors are final in the second frame: the first one starts their transitions.
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

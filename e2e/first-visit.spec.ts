import { expect, type Locator, type Page } from '@playwright/test';
import { Palette } from './pages/palette.ts';
import { breadth, test } from './pages/test.ts';

test.use({ visitor: 'first' });

const words = {
  en: {
    purpose: 'A StatefulSet runs Pods that each keep their own name and their own disk',
    apply: 'Apply',
    next: 'Next',
    update: 'Update to :0.22',
    terminal: 'Terminal',
    command: 'Command',
  },
  zh: {
    purpose: 'StatefulSet 运行的每个 Pod 都有固定的名字和自己的磁盘',
    apply: '应用',
    next: '下一步',
    update: '更新到 :0.22',
    terminal: '终端',
    command: '命令',
  },
} as const;
type Language = keyof typeof words;
const languages = Object.keys(words) as Language[];

/** Returns the names of the controls that are visible, enabled, and reached by Tab. */
const controls = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const roles = 'button, link, textbox, combobox, slider, checkbox, tab, menuitem, searchbox, spinbutton, gridcell';
    const selector = [
      'a[href], button, input, select, textarea, summary, [tabindex]',
      ...roles.split(', ').map((role) => `[role="${role}"]`),
    ].join();
    return [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0)
      .filter((element) => !element.matches(':disabled, [aria-disabled="true"]'))
      .map((element) => element.getAttribute('aria-label') ?? element.textContent);
  });

/**
 * Returns the names of the prominent buttons: those filled with a color (not a grey) that has a contrast of 3 : 1 with
 * the page. One such button stands out where all others are outlines.
 */
const prominent = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
    function rgba(color: string): readonly [number, number, number, number] {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a];
    }
    const luminance = (color: string): number => {
      const [r = 0, g = 0, b = 0] = rgba(color)
        .slice(0, 3)
        .map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = luminance(getComputedStyle(document.documentElement).backgroundColor);
    const buttons = document.querySelectorAll<HTMLElement>('button, summary, a[href], [role="button"]');
    return [...buttons]
      .filter((button) => button.checkVisibility({ visibilityProperty: true }))
      .filter((button) => {
        const color = getComputedStyle(button).backgroundColor;
        const [r, g, b, a] = rgba(color);
        if (a < 255 || Math.max(r, g, b) - Math.min(r, g, b) < 60) return false;
        const own = luminance(color);
        return (Math.max(own, ground) + 0.05) / (Math.min(own, ground) + 0.05) >= 3;
      })
      .map((button) => button.getAttribute('aria-label') ?? button.textContent);
  });

for (const lang of languages) {
  const { purpose, apply, next, update, terminal, command } = words[lang];
  const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

  test(`the first screen has the stage, the manifest and one prominent button, ${lang}${breadth(lang !== 'en')}`, async ({
    page,
  }) => {
    await page.goto(`./?lang=${lang}`);
    await page.locator('.monaco-editor').first().waitFor();
    await expect(page.getByText(purpose)).toBeInViewport();
    await expect(page.locator('[data-panel="stage"]')).toBeInViewport();
    await expect(page.locator('[data-panel="editor"]')).toBeInViewport();
    expect(await prominent(page)).toEqual([apply]);
    const there = await controls(page);
    expect(there.length, there.join('\n')).toBeLessThanOrEqual(25);
  });

  test(`from the empty page to a finished rolling update in five clicks, ${lang}${breadth(lang !== 'en')}`, async ({
    lab,
    page,
  }) => {
    await page.goto(`./?lang=${lang}&speed=8`);
    let clicks = 0;
    async function click(name: string): Promise<void> {
      await expect.poll(() => prominent(page)).toEqual([name]);
      await button(page, name).click();
      clicks += 1;
    }
    const images = () => page.locator('[data-pod] .pod-image').allTextContents();

    await click(apply);
    await click(next);
    // The hint stays until the reader acts, however long the Pods have been Ready.
    await lab.expectStage('web-0', 'web-1', 'web-2');
    await click(next);
    await click(update);
    await expect.poll(images).toEqual(Array<string>(3).fill('nginx-slim:0.22'));
    await lab.expectStage('web-0', 'web-1', 'web-2');
    await click(next);
    expect(clicks).toBe(5);
  });

  test(`parts stay unfolded once they were needed: the terminal by its key, time by the first Apply, ${lang} @breadth`, async ({
    page,
  }) => {
    await page.goto(`./?lang=${lang}&paused=1`);
    const line = page.getByRole('textbox', { name: command });
    await expect(button(page, terminal)).toHaveAttribute('aria-expanded', 'false');
    await expect(page.locator('.timeline, .transport, .strip, .view-switch')).toHaveCount(0);
    await page.keyboard.press('Control+Backquote');
    await expect(line).toBeFocused();
    await button(page, apply).click();
    await expect(page.locator('.timeline')).toBeVisible();
    await expect(page.locator('.strip')).toBeVisible();
    await expect
      .poll(() => page.evaluate(() => localStorage['statefulset-lab.unfolded'] as string))
      .toBe('time views log terminal');

    await page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (key.includes('session')) localStorage.removeItem(key);
      sessionStorage.clear();
    });
    await page.goto('about:blank');
    await page.goto(`./?lang=${lang}`);
    await expect(page.locator('.timeline')).toBeVisible();
    await expect(line).toBeVisible();
  });
}

for (const lang of languages) {
  test(`on a phone, actions and their effects are on one screen, ${lang}${breadth(lang !== 'en')}`, async ({
    browser,
  }) => {
    const { update, next } = words[lang];
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const page = await context.newPage();
    await page.goto(`./?lang=${lang}&speed=8`);
    // The buttons of the header do not move on the first Apply.
    const atHand = page.locator('.header > :is(button, details)');
    const boxes = () => atHand.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as object));
    await page.locator('.stage-first > button').waitFor();
    const before = await boxes();
    expect(before).toHaveLength(3);
    await page.locator('.stage-first > button').tap();
    const pods = ['web-0', 'web-1', 'web-2'].map((name) => page.locator(`[data-pod="${name}"]`));
    for (const pod of pods) await expect(pod).toHaveAttribute('data-ready', 'true');
    const dock = page.locator('.stage-dock');
    const scale = dock.locator('.stepper > button');
    const image = dock.getByRole('button', { name: update, exact: true });
    const inSight = async () => {
      for (const part of [...pods, scale.first(), scale.last(), image]) await expect(part).toBeInViewport({ ratio: 1 });
    };
    await inSight();
    expect(await boxes()).toEqual(before);
    // Nothing covers a Pod: a tap in its middle reaches it.
    for (const pod of pods)
      expect(
        await pod.evaluate((element) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          return element.contains(document.elementFromPoint(left + width / 2, top + height - 4));
        }),
      ).toBe(true);
    await page.getByRole('button', { name: next, exact: true }).tap();
    await image.tap();
    await expect(pods[2]!.locator('.pod-image')).toContainText(':0.22');
    for (const pod of pods) await expect(pod.locator('.pod-image')).toContainText(':0.22');
    for (const pod of pods) await expect(pod).toHaveAttribute('data-ready', 'true');
    await scale.last().tap();
    await expect(pods[2]!).toHaveCount(0);
    await scale.first().tap();
    await expect(pods[2]!).toHaveAttribute('data-ready', 'true');
    for (const part of pods) await expect(part).toBeInViewport({ ratio: 1 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  });
}

test('folded parts are found in the command palette @breadth', async ({ lab, page }) => {
  await lab.open('./?paused=1');
  const palette = new Palette(page);
  for (const [typed, shown] of [
    ['show timeline', '.timeline'],
    ['show events', '.strip'],
    ['show terminal', '.terminal-input'],
  ] as const) {
    await palette.choose(typed, /^Show/);
    await expect(page.locator(shown)).toBeVisible();
  }
});

test('a link of a sender who used the terminal shows the terminal; one of a newcomer does not @breadth', async ({
  lab,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await lab.open('./?speed=8');
  await lab.apply();
  await lab.expectReady('web-0', 'web-1', 'web-2');
  const plain = await lab.copyLink();
  await lab.button('Terminal').click();
  await expect(page.getByRole('textbox', { name: 'Command' })).toBeFocused();
  const used = await lab.copyLink();
  for (const [link, there] of [
    [plain, 0],
    [used, 1],
  ] as const) {
    const other = await page.context().browser()!.newPage();
    await other.goto(link);
    await expect(other.locator('[data-pod="web-2"]')).toBeVisible();
    await expect(other.locator('.timeline')).toBeVisible();
    await expect(other.locator('.terminal-input')).toHaveCount(there);
    await other.close();
  }
});

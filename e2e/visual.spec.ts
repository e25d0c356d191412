/**
 * How the main states look, in both languages, in light and dark, on a desktop and on a phone: compared with pictures
 * that somebody has looked at. `npm run test:e2e -- e2e/visual.spec.ts --update-snapshots` takes them again: look at them.
 *
 * Time stands still in them, and goes on decision by decision, so that each state is the same each time. The pictures
 * are of Chromium on Linux with the fonts named in tooling/browser.mjs; where those are not, nothing can be compared, and
 * the tests say that they are skipped.
 */
import { expect, type Page } from '@playwright/test';
import { hasChineseFont } from '../tooling/browser.mjs';
import { edited, headlessService, tutorial } from './manifests.ts';
import { LabPage } from './pages/lab-page.ts';
import { test } from './pages/test.ts';

const devices = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const languages = ['en', 'zh'] as const;
const themes = ['light', 'dark'] as const;

/** Versions of one renderer smooth the edges of letters differently; a line that has moved is far above this. */
const tolerance = { threshold: 0.2, maxDiffPixelRatio: 0.01 } as const;

interface State {
  /** Query in the address besides what makes pictures alike. */
  readonly query?: string;
  readonly prepare?: (lab: LabPage) => Promise<void>;
  /** The manifest has to be written, for which a phone opens a sheet over the stage. */
  readonly writes?: boolean;
}

/** Goes on decision by decision until the controller says `sentence`. */
async function stepUntil(lab: LabPage, sentence: RegExp): Promise<void> {
  const said = lab.stage.locator('.controller-sentence');
  for (let i = 0; i < 400; i++) {
    if (sentence.test(await said.innerText())) return;
    await lab.page.keyboard.press('.');
  }
  throw new Error(`The controller never said ${sentence}`);
}

const settled = (lab: LabPage) => stepUntil(lab, /^Nothing to do/);

/** An image button, wherever the screen is wide enough to show it. */
const chooseImage = (lab: LabPage, behaviour: string) =>
  lab.stage.locator(`[data-behaviour="${behaviour}"]:not([aria-disabled="true"])`).first().click();

async function stuck(lab: LabPage): Promise<void> {
  await settled(lab);
  await chooseImage(lab, 'broken');
  await stepUntil(lab, /Waiting for web-2 to become Ready/);
}

/** By the list of commands, which is the same on every device. */
async function speakChinese(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  const words = page.getByRole('dialog').getByRole('combobox');
  await words.fill('Chinese');
  await words.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

const states: Readonly<Record<string, State>> = {
  'first visit': { query: 'intro=on' },
  ready: { query: 'autoplay', prepare: settled },
  'no Service': { query: 'autoplay&example=tutorial', prepare: settled },
  rolling: {
    query: 'autoplay',
    prepare: async (lab) => {
      await settled(lab);
      await chooseImage(lab, 'good');
      await stepUntil(lab, /^web-1 is deleted/);
    },
  },
  stuck: { query: 'autoplay', prepare: stuck },
  past: {
    query: 'autoplay',
    prepare: async (lab) => {
      await stuck(lab);
      await lab.button('Undo').click();
      await expect(lab.button('PAST')).toBeVisible();
    },
  },
  nodes: {
    query: 'autoplay',
    prepare: async (lab) => {
      await settled(lab);
      await lab.button('Nodes').click();
      const node = lab.page.getByRole('listitem', { name: 'node-3', exact: true });
      const disconnect = node.getByRole('button', { name: 'Disconnect node-3', exact: true });
      // Where there is little room, it is in a menu.
      await expect(disconnect.or(node.locator('summary')).first()).toBeVisible();
      if (!(await disconnect.isVisible())) await node.locator('summary').click();
      await disconnect.click();
    },
  },
  table: {
    query: 'autoplay',
    prepare: async (lab) => {
      await stuck(lab);
      await lab.button('Table').click();
    },
  },
  inspecting: {
    query: 'autoplay',
    prepare: async (lab) => {
      await settled(lab);
      await lab.pod('web-1').getByRole('button', { name: 'web-1', exact: true }).click();
      await expect(lab.page.locator('.inspector')).toContainText('uid');
    },
  },
  compared: {
    query: 'autoplay',
    prepare: async (lab) => {
      await settled(lab);
      await chooseImage(lab, 'good');
      await stepUntil(lab, /^web-1 is deleted/);
      await lab.page.getByText('Compare', { exact: true }).click();
      await lab.button('with podManagementPolicy: Parallel').click();
      await expect(lab.page.locator('.stages')).toBeVisible();
      // A comparison plays: go to a moment that is the same each time.
      await lab.button('Pause').click();
      await lab.button('Undo').click();
      await stepUntil(lab, /^web-1 is deleted/);
    },
  },
  Deployment: {
    query: 'autoplay&example=contrast',
    prepare: async (lab) => {
      await settled(lab);
      await expect(lab.page.locator('[data-deployment-pod][data-ready="true"]')).toHaveCount(3);
    },
  },
  refused: {
    writes: true,
    query: 'autoplay',
    prepare: async (lab) => {
      await settled(lab);
      // Its claims are of another class: no part of a set that lives can be changed to that.
      await lab.apply(tutorial);
      await expect(lab.alert).toContainText('Forbidden');
    },
  },
  presenting: { query: 'autoplay&presenter=1', prepare: settled },
  many: {
    writes: true,
    prepare: async (lab) => {
      await lab.apply(`${headlessService}---\n${edited({ replicas: 120, parallel: true })}`);
      await settled(lab);
    },
  },
};

for (const [device, viewport] of Object.entries(devices))
  for (const [name, { query = '', prepare, writes = false }] of Object.entries(states)) {
    if (writes && device !== 'desktop') continue;
    test(`${name}, on a ${device}`, { tag: '@appearance' }, async ({ browser }) => {
      test.skip(!hasChineseFont(), 'the pictures are of Chromium on Linux with Noto Sans CJK SC');
      const context = await browser.newContext({ viewport, hasTouch: device === 'phone', locale: 'en-US' });
      const page = await context.newPage();
      const lab = new LabPage(page);
      const address = `./?paused=1&motion=off&${query}`;
      // Typed text could fall between the two editors.
      await (writes ? lab.open(address) : page.goto(address));
      await expect(lab.stage.locator('[data-slot]').first()).toBeVisible();
      await prepare?.(lab);
      await page.mouse.move(0, 0);
      for (const language of languages) {
        if (language === 'zh') await speakChinese(page);
        // The browser shows the title of what has the focus, when it likes.
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          // The editor is a library's, comes when it likes, and is compared by other means.
          const mask = [page.locator('.side:not(:has(> .inspector)) .manifest-editor')];
          const picture = [device, `${name.replaceAll(' ', '-')}-${language}-${colorScheme}.png`];
          await expect.soft(page).toHaveScreenshot(picture, { ...tolerance, mask });
        }
      }
      await context.close();
    });
  }

/**
 * Compares the main states, in both languages, in light and dark, on a desktop and on a phone, with reviewed pictures.
 * `npm run test:e2e -- e2e/visual.spec.ts --update-snapshots` takes them again; review each new picture. Time is paused
 * and advances decision by decision, so that each state is the same in every run. The pictures were taken with Chromium
 * on Linux and the fonts named in tooling/browser.mjs; without these, the tests are skipped with a message.
 */
import { expect, type Page } from '@playwright/test';
import { hasChineseFont } from '../tooling/browser.mjs';
import { edited, headlessService, tutorial } from './manifests.ts';
import { LabPage } from './pages/lab-page.ts';
import { test } from './pages/test.ts';

const devices = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const languages = ['en', 'zh'] as const;
const themes = ['light', 'dark'] as const;

/** Versions of one renderer smooth the edges of letters differently; a line that has moved changes far more pixels. */
const tolerance = { threshold: 0.2, maxDiffPixelRatio: 0.01 } as const;

interface State {
  /** The query that makes pictures reproducible. */
  readonly query?: string;
  readonly prepare?: (lab: LabPage) => Promise<void>;
  /** True if the state needs an edit of the manifest; on a phone, a sheet over the stage opens for it. */
  readonly writes?: boolean;
}

/** Advances decision by decision until the controller says `sentence`. */
async function stepUntil(lab: LabPage, sentence: RegExp): Promise<void> {
  const said = lab.stage.locator('.controller-sentence');
  for (let i = 0; i < 400; i++) {
    if (sentence.test(await said.innerText())) return;
    await lab.page.keyboard.press('.');
  }
  throw new Error(`The controller never said ${sentence}`);
}

const settled = (lab: LabPage) => stepUntil(lab, /^Nothing to do/);

/** Returns an image button that is visible on every screen that is wide enough. */
const chooseImage = (lab: LabPage, behaviour: string) =>
  lab.stage.locator(`[data-behaviour="${behaviour}"]:not([aria-disabled="true"])`).first().click();

async function stuck(lab: LabPage): Promise<void> {
  await settled(lab);
  await chooseImage(lab, 'broken');
  await stepUntil(lab, /Waiting for web-2 to become Ready/);
}

/** Uses the command palette, which is the same on every device. */
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
      // In a small window, the action is in a menu.
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
      // The comparison runs: go to a moment that is the same in every run.
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
      // The claims have another class, which cannot be changed in an existing set.
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
      // Text typed now could be split between the two editors.
      await (writes ? lab.open(address) : page.goto(address));
      await expect(lab.stage.locator('[data-slot]').first()).toBeVisible();
      await prepare?.(lab);
      await page.mouse.move(0, 0);
      for (const language of languages) {
        if (language === 'zh') await speakChinese(page);
        // The browser decides when it shows the title of the focused element, so remove the focus.
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          // The editor comes from a library and loads at any time; other tests check it.
          const mask = [page.locator('.side:not(:has(> .inspector)) .manifest-editor')];
          const picture = [device, `${name.replaceAll(' ', '-')}-${language}-${colorScheme}.png`];
          await expect.soft(page).toHaveScreenshot(picture, { ...tolerance, mask });
        }
      }
      await context.close();
    });
  }

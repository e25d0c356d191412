/** The `test` of all browser tests: Playwright's own, with the page's object and sessions that were prepared. */
import { type BrowserContext, type Page, test as base } from '@playwright/test';
import { LabPage } from './lab-page.ts';
import { Sessions } from './sessions.ts';

/** How many times slower than the machine each page runs: `LAB_SLOW=4 npm run test:e2e`. */
const slowness = Number(process.env.LAB_SLOW ?? 1);

/**
 * Prepares a context before its pages are used: each that a test makes, and the one that the tests of a worker share,
 * before every test. What was set up in the shared one for a test has gone after it.
 */
async function prepare(context: BrowserContext): Promise<void> {
  if (slowness > 1) await slowDown(context, slowness);
}

/** Slows down every page of a context. */
async function slowDown(context: BrowserContext, rate: number): Promise<void> {
  const throttle = async (page: Page) =>
    (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate });
  // A page that is closed at once needs no slowing down.
  context.on('page', (page) => void throttle(page).catch(() => {}));
  await Promise.all(context.pages().map(throttle));
}

interface Options {
  /** The page's visitor has been here before, or has not: see {@link LabPage}. */
  readonly visitor: 'returning' | 'first';
}

interface Fixtures extends Options {
  /** The page of the test. */
  readonly lab: LabPage;
}

interface WorkerFixtures {
  readonly sessions: Sessions;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  browser: [
    async ({ browser }, use) => {
      const newContext = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const context = await newContext(options);
        await prepare(context);
        return context;
      };
      await use(browser);
    },
    { scope: 'worker' },
  ],
  context: async ({ context }, use) => {
    await prepare(context);
    await use(context);
  },
  sessions: [({ browser }, use) => use(new Sessions(browser)), { scope: 'worker' }],
  visitor: ['returning', { option: true }],
  lab: async ({ page, sessions, visitor }, use) => {
    const lab = new LabPage(page, sessions, visitor);
    await lab.remember();
    await use(lab);
  },
});

/** The `test` of all browser tests: Playwright's own, with the page's object and sessions that were prepared. */
import { type Browser, test as base } from '@playwright/test';
import { LabPage } from './lab-page.ts';
import { Sessions } from './sessions.ts';

/** How many times slower than the machine each page runs: `LAB_SLOW=4 npm run test:e2e`. */
const slowness = Number(process.env.LAB_SLOW ?? 1);

/** Slows down every page that the browser opens from now on. */
function slowDown(browser: Browser, rate: number): void {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.on('page', (page) => {
      // A page that is closed at once needs no slowing down.
      const throttle = async () => (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate });
      void throttle().catch(() => {});
    });
    return context;
  };
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
      if (slowness > 1) slowDown(browser, slowness);
      await use(browser);
    },
    { scope: 'worker' },
  ],
  sessions: [({ browser }, use) => use(new Sessions(browser)), { scope: 'worker' }],
  visitor: ['returning', { option: true }],
  lab: async ({ page, sessions, visitor }, use) => {
    const lab = new LabPage(page, sessions, visitor);
    await lab.remember();
    await use(lab);
  },
});

/** The `test` of all browser tests: Playwright's, with the page object of the lab and prepared sessions. */
import { type BrowserContext, type ConsoleMessage, expect, type Page, test as base } from '@playwright/test';
import { LabPage } from './lab-page.ts';
import { type SessionLinks, sessionLinks } from './sessions.ts';

/** Slows down each page by this factor: `LAB_SLOW=4 npm run test:e2e`. */
const slowness = Number(process.env.LAB_SLOW ?? 1);

/**
 * Calls `set` with each present and future page of the context.
 * @param set May be rejected if the page is closed in the meantime.
 */
async function onPages(context: BrowserContext, set: (page: Page) => unknown): Promise<void> {
  context.on('page', (page) => void Promise.resolve(set(page)).catch(() => {}));
  await Promise.all(context.pages().map(set));
}

/** Slows down every page of the context. */
const slowDown = (context: BrowserContext, rate: number): Promise<void> =>
  onPages(context, async (page) => {
    await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate });
  });

/** Matches the browser's message about a page, frame or worker that violates its policy. */
const violation = /Content Security Policy|TrustedScript|TrustedHTML/;

/** Adds all violations of the policies of the context's pages to `violations`. */
async function collectViolations(context: BrowserContext, violations: string[]): Promise<void> {
  const read = (message: ConsoleMessage) => {
    if (violation.test(message.text())) violations.push(message.text());
  };
  context.on('console', read);
  await onPages(context, (page) => page.on('worker', (worker) => worker.on('console', read)));
  // A refused eval throws an exception without a message: code that catches it would hide it.
  await context.exposeFunction('reportViolation', (what: string) => violations.push(what));
  await context.addInitScript(() => {
    const { reportViolation } = window as unknown as { reportViolation(what: string): void };
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
      reportViolation(`${effectiveDirective} refused ${blockedURI} ${sample}`),
    );
  });
}

interface Options {
  /** Says if the page's visitor has been here before: see {@link LabPage}. */
  readonly visitor: 'returning' | 'first';
  /** True if the test violates the policy on purpose. */
  readonly violates: boolean;
}

interface Fixtures extends Options {
  /** The page of the test. */
  readonly lab: LabPage;
}

interface TestFixtures extends Fixtures {
  /** Fails every test that violates a Content-Security-Policy, except for those that do so on purpose. */
  readonly policy: void;
}

interface WorkerFixtures {
  /** Messages about violated policies. */
  readonly violations: string[];
  /**
   * Sets up a context before its pages are used: each one that a test creates, and before every test the one whose page
   * the tests of a worker share. Playwright undoes this setup after each test.
   */
  readonly prepare: (context: BrowserContext) => Promise<void>;
  readonly sessions: SessionLinks;
}

/**
 * Ends the title of a test in a loop. One of its kind represents the others in `npm test`; the others have a tag, and
 * `npm run test:breadth` runs them.
 */
export const breadth = (other: boolean): string => (other ? ' @breadth' : '');

export const test = base.extend<TestFixtures, WorkerFixtures>({
  violations: [({}, use) => use([]), { scope: 'worker' }],
  prepare: [
    async ({ violations }, use) => {
      const prepared = new WeakSet<BrowserContext>();
      await use(async (context) => {
        if (prepared.has(context)) return;
        prepared.add(context);
        if (slowness > 1) await slowDown(context, slowness);
        await collectViolations(context, violations);
      });
    },
    { scope: 'worker' },
  ],
  browser: [
    async ({ browser, prepare }, use) => {
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
  context: async ({ context, prepare }, use) => {
    await prepare(context);
    await use(context);
  },
  policy: [
    async ({ violations, violates }, use) => {
      await use();
      const found = violations.splice(0);
      if (!violates) expect(found, 'violations of the Content-Security-Policy').toEqual([]);
    },
    { auto: true },
  ],
  sessions: [({}, use) => use(sessionLinks()), { scope: 'worker' }],
  visitor: ['returning', { option: true }],
  violates: [false, { option: true }],
  lab: async ({ page, sessions, visitor }, use) => {
    const lab = new LabPage(page, sessions, visitor);
    await lab.remember();
    await use(lab);
  },
});

import { defineConfig } from '@playwright/test';
import { findBrowser } from './tooling/browser.mjs';

// Looked for once: Playwright reads this file again in each worker, which inherits the environment.
process.env.CHROMIUM_PATH ||= (await findBrowser()) ?? '';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/pages/sessions.ts',
  // One set of pictures: e2e/visual.spec.ts says of which machine they are.
  snapshotPathTemplate: 'e2e/pictures/{arg}{ext}',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes only when tried again hides a race: there are no retries.
  retries: 0,
  // A test waits for half of its time: four keep two cores busy.
  workers: 4,
  // No test is about speed, and machines are slow at times: only what hangs is to be ended.
  timeout: 300_000,
  expect: { timeout: 60_000, toPass: { timeout: 60_000 } },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${process.env.LAB_PORT}/`,
    browserName: 'chromium',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
    },
    // A service worker would answer what a test keeps from the network. Those about offline use allow it.
    serviceWorkers: 'block',
    locale: 'en-US',
    // The tests of a worker use one page after each other, emptied of all that a test has stored in between. A page of a
    // new context would compile all scripts again, which costs more than most tests.
    reuseContext: true,
    permissions: ['clipboard-read', 'clipboard-write'],
    viewport: { width: 1440, height: 900 },
    // To record a trace takes a tenth of the time of a test. `npm run test:e2e -- FILE --trace on` makes one.
    trace: 'off',
    screenshot: 'only-on-failure',
    // A step that hangs fails at its own line, not at the end of its test.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
  },
  // `npm test` runs what the page does: of each kind of test, one. `.ci/run` also runs the others of each kind (more
  // languages, sizes, numbers, conditions, long walks), what each state looks like, to the eye and to axe, and Firefox.
  projects: [
    { name: 'behavior', grepInvert: /@appearance|@breadth/, testIgnore: 'firefox/**' },
    { name: 'breadth', grep: /@breadth/, grepInvert: /@appearance/, testIgnore: 'firefox/**' },
    { name: 'appearance', grep: /@appearance/, testIgnore: 'firefox/**' },
    { name: 'firefox', testMatch: 'firefox/*.spec.ts' },
  ],
  // Our own server on a free port; Playwright reads the port from what it prints.
  webServer: {
    command: 'node tooling/start.mjs',
    env: { PORT: '0' },
    wait: { stdout: /http:\/\/localhost:(?<LAB_PORT>\d+)\// },
    stdout: 'ignore',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
    timeout: 120_000,
  },
});

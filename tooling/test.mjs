// `npm test [unit|e2e|breadth|firefox] [arguments of that runner]`: installs what is missing (packages, a browser), runs
// the unit and conformance tests and the browser tests on the production build, and ends with one line, `N passed, M
// failed`. Without arguments, one of each kind of test runs; `breadth` runs the others (CONTRIBUTING.md, "Rules"): unit
// tests that ask for BREADTH, as a whole, and the browser tests of that project. `npm run test:firefox` exits with 77
// where there is no Firefox to be had.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, ensureChineseFont } from './browser.mjs';
import { ensureBuilt, generate } from './build.mjs';
import { ensureFirefox } from './firefox.mjs';
import { ensureInstalled, ensureNode, root, runCommand, startPackage } from './setup.mjs';
import { readPlaywright, readVitest, summarize } from './test-report.mjs';

const cache = join(root, '.cache');

/** Exit code of a run that was skipped. */
const skipped = 77;

/**
 * @param {string} name For people.
 * @param {string} report File that the runner writes.
 * @param {(json: any) => import('./test-report.mjs').Result} read
 * @param {() => Promise<number>} start Runs it to its end and returns its exit code.
 */
async function runner(name, report, read, start) {
  rmSync(report, { force: true });
  const exitCode = await start();
  const result = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : undefined;
  return { name, exitCode, result };
}

/** @param {string[]} args @param {{ env?: NodeJS.ProcessEnv, aside?: boolean }} [options] */
function unit(args, { env, aside } = {}) {
  const report = join(cache, 'vitest.json');
  return runner('Unit and conformance tests', report, readVitest, () =>
    startPackage('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], {
      env: { ...process.env, ...env },
      aside,
    }),
  );
}

/** Returns the unit tests that try more when the environment has BREADTH. */
const broadTests = () =>
  ['src', 'tooling'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.test\.tsx?$/.test(file))
      .map((file) => join(folder, file))
      .filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env.BREADTH')),
  );

/** @param {string} name @param {string[]} args @param {NodeJS.ProcessEnv} env */
function playwright(name, args, env) {
  const report = join(cache, 'playwright.json');
  return runner(name, report, readPlaywright, () =>
    startPackage('@playwright/test', ['test', '--reporter=list,json', ...args], {
      env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    }),
  );
}

/** @param {string[]} args @param {string} browser */
const e2e = (args, browser) => playwright('Browser tests', args, { CHROMIUM_PATH: browser });

/**
 * Runs unit tests beside the build and the browser tests, which are idle for half of their time, so that both cores are
 * always busy.
 * @param {() => ReturnType<typeof unit>} unitTests
 * @param {() => ReturnType<typeof e2e>} browserTests
 */
async function together(unitTests, browserTests) {
  // The sources that both import.
  await generate();
  const beside = unitTests();
  await ensureBuilt();
  const inBrowser = await browserTests();
  return report([await beside, inBrowser]);
}

/** @param {string[]} args @param {string} browser */
const firefox = (args, browser) =>
  playwright('Tests in Firefox', ['--project=firefox', ...args], {
    FIREFOX_PATH: browser,
    // Firefox is spoken to over a WebSocket, which Node 20 has behind a flag.
    ...(typeof WebSocket === 'undefined' && {
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-websocket`,
    }),
  });

/** @param {string[]} args */
async function runFirefox(args) {
  const browser = ensureFirefox();
  if (browser === undefined) {
    console.log(
      '\nTests in Firefox: SKIPPED. There is no Firefox here, and none could be installed; FIREFOX_PATH names one.',
    );
    return skipped;
  }
  await ensureBuilt();
  return report([await firefox(args, browser)]);
}

/** @param {Parameters<typeof summarize>[0]} runs @returns {number} Exit code. */
function report(runs) {
  const { lines, exitCode } = summarize(runs);
  console.log(`\n${lines.join('\n')}`);
  return exitCode;
}

await runCommand(async () => {
  const [first, ...rest] = process.argv.slice(2);
  ensureNode();
  ensureInstalled();
  mkdirSync(cache, { recursive: true });
  if (first === 'firefox') return runFirefox(rest);
  // Everything that may be missing is checked first, so that no test runs before a missing browser is noticed.
  const browser = first === 'unit' ? '' : await ensureBrowser();
  if (first !== 'unit') ensureChineseFont();
  switch (first) {
    case 'unit':
      await generate();
      return report([await unit(rest)]);
    case 'breadth':
      if (rest.length === 0) {
        const env = { BREADTH: '1' };
        return together(
          () => unit(broadTests(), { env, aside: true }),
          () => e2e(['--project=breadth'], browser),
        );
      }
      await ensureBuilt();
      return report([await e2e(['--project=breadth', ...rest], browser)]);
    case 'e2e':
      await ensureBuilt();
      return report([await e2e(rest, browser)]);
    default:
      return together(
        () => unit([], { aside: true }),
        () => e2e(['--project=behavior'], browser),
      );
  }
});

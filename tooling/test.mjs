// `npm test [unit|e2e|firefox] [arguments of that runner]`: installs what is missing (packages, a browser), runs the unit
// and conformance tests and the browser tests on the production build, and ends with one line, `N passed, M failed`.
// Without arguments, the browser tests of one project run: `projects` in playwright.config.ts says what is left to
// others. `npm run test:firefox` exits with 77 where there is no Firefox to be had.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, ensureChineseFont } from './browser.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureFirefox } from './firefox.mjs';
import { ensureInstalled, ensureNode, root, runCommand, runPackage } from './setup.mjs';
import { readPlaywright, readVitest, summarize } from './test-report.mjs';

const cache = join(root, '.cache');

/** Exit code of a run that was skipped. */
const skipped = 77;

/**
 * @param {string} name For people.
 * @param {string} report File that the runner writes.
 * @param {(json: any) => import('./test-report.mjs').Result} read
 * @param {() => number} start Runs it to its end and returns its exit code.
 */
function runner(name, report, read, start) {
  rmSync(report, { force: true });
  const exitCode = start();
  const result = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : undefined;
  return { name, exitCode, result };
}

/** @param {string[]} args */
function unit(args) {
  const report = join(cache, 'vitest.json');
  return runner('Unit and conformance tests', report, readVitest, () =>
    runPackage('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args]),
  );
}

/** @param {string} name @param {string[]} args @param {NodeJS.ProcessEnv} env */
function playwright(name, args, env) {
  const report = join(cache, 'playwright.json');
  return runner(name, report, readPlaywright, () =>
    runPackage('@playwright/test', ['test', '--reporter=list,json', ...args], {
      env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    }),
  );
}

/** @param {string[]} args @param {string} browser */
const e2e = (args, browser) => playwright('Browser tests', args, { CHROMIUM_PATH: browser });

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
  return report([firefox(args, browser)]);
}

/** @param {Parameters<typeof summarize>[0]} runs @returns {number} Exit code. */
function report(runs) {
  const { lines, exitCode } = summarize(runs);
  console.log(`\n${lines.join('\n')}`);
  return exitCode;
}

await runCommand(async () => {
  const [first, ...rest] = process.argv.slice(2);
  const part = first === 'unit' || first === 'e2e' ? first : undefined;
  ensureNode();
  ensureInstalled();
  mkdirSync(cache, { recursive: true });
  if (first === 'firefox') return runFirefox(rest);
  // Everything that may be missing comes first: no test has run when it turns out that there is no browser.
  const browser = part === 'unit' ? undefined : await ensureBrowser();
  if (browser !== undefined) ensureChineseFont();
  await ensureBuilt();
  const runs = [];
  if (part !== 'e2e') runs.push(unit(part === 'unit' ? rest : []));
  if (browser !== undefined) runs.push(e2e(part === 'e2e' ? rest : ['--project=behavior'], browser));
  return report(runs);
});

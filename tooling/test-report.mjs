// Reads the reports of the test runners and sums them up.
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Result
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures The failed tests: where, title and the beginning of the error.
 * @property {string[]} skipped Titles.
 * @property {string[]} problems What went wrong outside of any test; each counts as one failure.
 * @property {string[]} [notes] What is worth a line of its own.
 */

/** Suites of this name compare the engine with recordings; their count of equal recordings is reported separately. */
const comparison = 'conformance: ';

/** Number of lines of an error that the summary repeats. */
const shownLines = 12;

/**
 * Returns the beginning of an error, without colors, indented below the title of its test.
 * @param {string} title
 * @param {unknown} message
 */
function failure(title, message) {
  const text = stripVTControlCharacters(String(message ?? 'no message'));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return [title, ...lines.slice(0, shownLines).map((line) => `    ${line.slice(0, 300)}`)].join('\n');
}

/**
 * @param {any} report Vitest's JSON report (its form is Jest's).
 * @returns {Result}
 */
export function readVitest(report) {
  /** @type {Result} */
  const result = { passed: 0, failed: 0, failures: [], skipped: [], problems: [] };
  /** @type {Map<string, { passed: number, of: number }>} */
  const comparisons = new Map();
  for (const file of report.testResults ?? []) {
    for (const test of file.assertionResults ?? []) {
      const suite = test.ancestorTitles?.[0];
      if (suite?.startsWith(comparison)) {
        const { passed, of } = comparisons.get(suite) ?? { passed: 0, of: 0 };
        comparisons.set(suite, { passed: passed + (test.status === 'passed' ? 1 : 0), of: of + 1 });
      }
      if (test.status === 'passed') result.passed++;
      else if (test.status === 'failed') {
        result.failed++;
        result.failures.push(failure(`${relative('', file.name ?? '')}: ${test.fullName}`, test.failureMessages?.[0]));
      } else result.skipped.push(test.fullName);
    }
    // A file that does not load has failed without a test.
    const broken =
      file.status === 'failed' && !file.assertionResults?.some((/** @type {any} */ t) => t.status === 'failed');
    if (broken) result.problems.push(`${file.name}: ${String(file.message ?? 'failed').split('\n')[0]}`);
  }
  result.notes = [...comparisons].map(([suite, { passed, of }]) => `${suite}: ${passed} of ${of} recordings`);
  return result;
}

/**
 * @param {any} report Playwright's JSON report.
 * @returns {Result}
 */
export function readPlaywright(report) {
  /** @type {Result} */
  const result = { passed: 0, failed: 0, failures: [], skipped: [], problems: [] };
  for (const error of report.errors ?? []) result.problems.push(String(error.message ?? error).split('\n')[0] ?? '');
  /** @param {any} suite */
  const visit = (suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests ?? []) {
        // A flaky test passed only when it was repeated, which does not count as passed.
        if (test.status === 'expected') result.passed++;
        else if (test.status === 'skipped') result.skipped.push(spec.title);
        else {
          result.failed++;
          const error = test.results?.findLast((/** @type {any} */ each) => each.error)?.error;
          const place = `${spec.file}:${spec.line}`;
          const line = error?.location === undefined ? '' : ` (failed at line ${error.location.line})`;
          result.failures.push(failure(`${place}: ${spec.title}${line}`, error?.message));
        }
      }
    }
    suite.suites?.forEach(visit);
  };
  report.suites?.forEach(visit);
  return result;
}

/**
 * @param {{ name: string, exitCode: number, result: Result | undefined }[]} runs `result` undefined: no report was
 *   written.
 * @returns {{ lines: string[], exitCode: number }} What to print; the last line is `N passed, M failed`, alone.
 */
export function summarize(runs) {
  const lines = [];
  let passed = 0;
  let failed = 0;
  for (const { name, exitCode, result } of runs) {
    const {
      skipped,
      problems,
      failures,
      notes = [],
      ...counts
    } = result ?? { passed: 0, failed: 0, failures: [], skipped: [], problems: [] };
    const outside = [...problems];
    if (result === undefined) outside.push('wrote no report');
    else if (counts.passed + counts.failed === 0) outside.push('executed no test');
    if (exitCode !== 0 && counts.failed + outside.length === 0) outside.push(`ended with code ${exitCode}`);
    passed += counts.passed;
    failed += counts.failed + outside.length;
    lines.push(`${name}: ${counts.passed} passed, ${counts.failed + outside.length} failed, ${skipped.length} skipped`);
    lines.push(...notes.map((note) => `  ${note}`));
    lines.push(...[...failures, ...outside].map((problem) => `  failed: ${problem}`));
    lines.push(...skipped.map((title) => `  skipped: ${title}`));
  }
  lines.push('', `${passed} passed, ${failed} failed`);
  return { lines, exitCode: failed > 0 || passed === 0 ? 1 : 0 };
}

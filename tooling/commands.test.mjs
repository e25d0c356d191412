// The parts of `npm start` and `npm test` that make decisions.
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scriptsOf } from './budget.mjs';
import { findBrowser, usualPlaces } from './browser.mjs';
import { ensureFirefox, usualFirefox } from './firefox.mjs';
import { firstDifference, supportsNode } from './setup.mjs';
import { portOf } from './start.mjs';
import { readPlaywright, readVitest, summarize } from './test-report.mjs';

test.each([
  ['18.20.0', false],
  ['20.18.1', false],
  ['20.19.0', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
])('Node %s is supported: %s', (version, supported) => expect(supportsNode(version)).toBe(supported));

describe('packages are installed again only when they differ from the lock file', () => {
  const wanted = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/a/node_modules/b': { version: '2.0.0' },
      'node_modules/only-mac': { version: '1.0.0', optional: true },
    },
  };
  const a = { 'node_modules/a': { version: '1.0.0' } };
  const b = { 'node_modules/a/node_modules/b': { version: '2.0.0' } };
  test.each([
    ['the same', { ...a, ...b }, undefined],
    ['one missing', a, 'b'],
    ['another version', { ...a, 'node_modules/a/node_modules/b': { version: '2.0.1' } }, 'b'],
    ['another version of an optional one', { ...a, ...b, 'node_modules/only-mac': { version: '0.9.0' } }, 'only-mac'],
    ['nothing', {}, 'a'],
  ])('%s', (_, packages, difference) => expect(firstDifference(wanted, { packages })).toBe(difference));
});

test('PORT: a number, or the usual one', () => {
  expect(portOf(undefined)).toBe(portOf(''));
  expect(portOf('8080')).toBe(8080);
  for (const wrong of ['http', '-1', '70000', '80.5']) expect(() => portOf(wrong)).toThrow(/PORT must be a number/);
});

describe('the browser', () => {
  test('CHROMIUM_PATH that names nothing is an error, not a fallback', async () => {
    await expect(findBrowser({ CHROMIUM_PATH: '/nowhere/chrome' })).rejects.toThrow('/nowhere/chrome');
  });

  test('CHROMIUM_PATH wins', async () => {
    // Any program that answers --version can replace a browser here.
    expect(await findBrowser({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
  });

  test('is looked for where each system keeps it', () => {
    expect(usualPlaces('linux', { PATH: '/opt/bin:/usr/bin' })).toEqual(
      expect.arrayContaining(['/opt/bin/chromium', '/usr/bin/google-chrome', '/snap/bin/chromium']),
    );
    expect(usualPlaces('darwin', { HOME: '/Users/a' })).toEqual(
      expect.arrayContaining([
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium',
      ]),
    );
    expect(usualPlaces('win32', { PROGRAMFILES: 'D:/Programs' })).toContain(
      'D:/Programs/Google/Chrome/Application/chrome.exe',
    );
  });

  test('Firefox is looked for in the same way', () => {
    expect(usualFirefox('linux', { PATH: '/opt/bin' })).toEqual(
      expect.arrayContaining(['/opt/bin/firefox', '/usr/bin/firefox-esr']),
    );
    expect(usualFirefox('darwin', {})).toContain('/Applications/Firefox.app/Contents/MacOS/firefox');
    expect(usualFirefox('win32', { PROGRAMFILES: 'D:/Programs' })).toContain('D:/Programs/Mozilla Firefox/firefox.exe');
    expect(() => ensureFirefox({ FIREFOX_PATH: '/nothing/here' })).toThrow(/FIREFOX_PATH is set to \/nothing\/here/);
    expect(ensureFirefox({ FIREFOX_PATH: process.execPath })).toBe(process.execPath);
  });
});

describe('the sum of both runners', () => {
  /** @param {string[]} statuses */
  const vitest = (...statuses) =>
    readVitest({
      testResults: [
        {
          name: 'a.test.ts',
          status: 'passed',
          assertionResults: statuses.map((status) => ({ status, fullName: status })),
        },
      ],
    });
  /** @param {string[]} statuses */
  const playwright = (...statuses) =>
    readPlaywright({
      suites: [{ suites: [{ specs: statuses.map((status) => ({ title: status, tests: [{ status }] })) }] }],
    });

  test('ends with one plain line', () => {
    const { lines, exitCode } = summarize([
      { name: 'unit', exitCode: 0, result: vitest('passed', 'passed') },
      { name: 'browser', exitCode: 0, result: playwright('expected') },
    ]);
    expect([lines.at(-1), exitCode]).toEqual(['3 passed, 0 failed', 0]);
  });

  test('tells how many recordings are reproduced', () => {
    const ancestorTitles = ['conformance: the engine'];
    const result = readVitest({
      testResults: [
        { assertionResults: ['passed', 'failed', 'passed'].map((status) => ({ status, ancestorTitles })) },
        { assertionResults: [{ status: 'passed', ancestorTitles: ['another suite'] }] },
      ],
    });
    const { lines } = summarize([{ name: 'unit', exitCode: 1, result }]);
    expect(lines).toContain('  conformance: the engine: 2 of 3 recordings');
  });

  test('a failed test is named with its place and the beginning of its error', () => {
    const vitestReport = {
      testResults: [
        {
          name: resolve('src/a.test.ts'),
          status: 'failed',
          assertionResults: [
            {
              status: 'failed',
              fullName: 'a Pod starts',
              failureMessages: ['\u001b[31mexpected 1\u001b[39m\n\nto be 2'],
            },
          ],
        },
      ],
    };
    const playwrightReport = {
      suites: [
        {
          specs: [
            {
              title: 'scales',
              file: 'scale.spec.ts',
              line: 3,
              tests: [
                {
                  status: 'unexpected',
                  results: [
                    { error: { message: ['Timed out', ...Array(40).fill('at x')].join('\n'), location: { line: 9 } } },
                  ],
                },
              ],
            },
          ],
        },
      ],
    };
    const { lines } = summarize([
      { name: 'unit', exitCode: 1, result: readVitest(vitestReport) },
      { name: 'browser', exitCode: 1, result: readPlaywright(playwrightReport) },
    ]);
    expect(lines).toContain('  failed: src/a.test.ts: a Pod starts\n    expected 1\n    to be 2');
    const browser = lines.find((line) => line.includes('scale.spec.ts')) ?? '';
    expect(browser).toMatch(/^ {2}failed: scale\.spec\.ts:3: scales \(failed at line 9\)\n {4}Timed out\n/);
    expect(browser.split('\n')).toHaveLength(13);
  });

  test('a skipped test is named and is no pass', () => {
    const { lines } = summarize([{ name: 'unit', exitCode: 0, result: vitest('passed', 'pending', 'todo') }]);
    expect(lines).toContain('  skipped: pending');
    expect(lines).toContain('  skipped: todo');
    expect(lines.at(-1)).toBe('1 passed, 0 failed');
  });

  test('a test that passed only when tried again is a failure', () => {
    const { lines, exitCode } = summarize([{ name: 'browser', exitCode: 0, result: playwright('expected', 'flaky') }]);
    expect([lines.at(-1), exitCode]).toEqual(['1 passed, 1 failed', 1]);
  });

  test.each([
    ['a runner that executed nothing', { exitCode: 0, result: vitest() }],
    ['a runner that wrote no report', { exitCode: 0, result: undefined }],
    ['a runner that fails without a failed test', { exitCode: 1, result: vitest('passed') }],
    [
      'a file that does not load',
      { exitCode: 1, result: readVitest({ testResults: [{ name: 'x', status: 'failed' }] }) },
    ],
    ['an error outside of the tests', { exitCode: 1, result: readPlaywright({ errors: [{ message: 'no server' }] }) }],
  ])('%s is a failure', (_, run) => {
    const { lines, exitCode } = summarize([
      { name: 'other', exitCode: 0, result: vitest('passed') },
      { name: 'runner', ...run },
    ]);
    expect(exitCode).toBe(1);
    expect(lines.at(-1)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
  });
});

test('what a chunk needs is itself and its static imports, not what else is loaded on demand', () => {
  const manifest = {
    'index.html': {
      file: 'index.js',
      isEntry: true,
      imports: ['_react.js'],
      dynamicImports: ['src/ui/editor/monaco.ts', 'src/store/lab.ts', '_features.js'],
    },
    '_react.js': { file: 'react.js' },
    '_features.js': { file: 'features.js' },
    '_yaml.js': { file: 'yaml.js' },
    'src/store/lab.ts': { file: 'lab.js', src: 'src/store/lab.ts', imports: ['_yaml.js', 'index.html'] },
    'src/ui/editor/monaco.ts': { file: 'monaco.js', src: 'src/ui/editor/monaco.ts', imports: ['_shared.js'] },
    '_shared.js': { file: 'shared.js' },
    'style.css': { file: 'style.css' },
  };
  const first = scriptsOf(manifest, (_, chunk) => 'isEntry' in chunk);
  expect([...first].sort()).toEqual(['index.js', 'react.js']);
  const lab = scriptsOf(manifest, (key) => key === 'src/store/lab.ts');
  expect([...lab].filter((file) => !first.has(file)).sort()).toEqual(['lab.js', 'yaml.js']);
});

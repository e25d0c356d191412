// Checks that both enforcers find violations of the import law: each violation is placed alone in a tree made for it.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, test } from 'vitest';
import config from '../.dependency-cruiser.mjs';
import { judgeImport } from './eslint-lab.mjs';
import { root } from './setup.mjs';

const tree = join(root, '.cache', `import-law-${process.pid}`);

/**
 * A tree without violations.
 * @type {Record<string, string>}
 */
const clean = {
  'tsconfig.json': '{ "compilerOptions": { "module": "ESNext", "moduleResolution": "bundler" } }',
  'src/engine/index.ts': `export { start } from './sim.ts';\nexport type Pod = { name: string };`,
  'src/engine/sim.ts': `export const start = 1;`,
  'src/engine/testing/builders.ts': `export const built = 1;`,
  'src/manifests/parse.ts': `import { load } from 'js-yaml';\nimport { start } from '../engine/index.ts';\nexport const x = [load, start];`,
  'src/kubectl/run.ts': `export const run = 1;`,
  'src/kubectl/run.test.ts': `import fs from 'node:fs';\nimport { test } from 'vitest';\nimport { built } from '../engine/testing/builders.ts';\nexport const x = [fs, test, built];`,
  'src/i18n/index.ts': `export const t = 1;`,
  'src/store/lab.ts': `import { create } from 'zustand';\nimport { start } from '../engine/index.ts';\nexport const lab = [create, start];`,
  'src/ui/card.tsx': `import { useState } from 'react';\nimport type { Pod } from '../engine/index.ts';\nimport { lab } from '../store/lab.ts';\nexport const card = [useState, lab];\nexport type P = Pod;`,
  'src/app/main.tsx': `import { card } from '../ui/card.tsx';\nexport const main = card;`,
  'e2e/a.spec.ts': `import { test } from '@playwright/test';\nexport const x = test;`,
};

/**
 * Names of the dependency-cruiser rules that a tree breaks.
 * @param {Record<string, string>} files Written over the clean tree.
 */
async function brokenRules(files) {
  rmSync(tree, { recursive: true, force: true });
  for (const [path, text] of Object.entries({ ...clean, ...files })) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  const { output } = await cruise(['src', 'e2e'], {
    ...config.options,
    ruleSet: { forbidden: config.forbidden ?? [] },
    validate: true,
    baseDir: tree,
  });
  if (typeof output === 'string') throw new Error(output);
  return [...new Set(output.summary.violations.map(({ rule }) => rule.name))].sort();
}

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('dependency-cruiser', () => {
  test('finds nothing in a tree that obeys', async () => expect(await brokenRules({})).toEqual([]));

  test.each([
    [
      'a lower folder of the engine imports a higher one',
      'engine-api',
      { 'src/engine/apiserver/server.ts': 'export {};', 'src/engine/api/bad.ts': `import '../apiserver/server.ts';` },
    ],
    ['engine imports store', 'floor-engine', { 'src/engine/bad.ts': `import '../store/lab.ts';` }],
    [
      'engine imports a type of store',
      'floor-engine',
      { 'src/engine/bad.ts': `export type { lab } from '../store/lab.ts';` },
    ],
    ['engine imports react', 'npm-engine', { 'src/engine/bad.ts': `import 'react';` }],
    [
      'engine imports a value of the type package',
      'types-only-engine',
      { 'src/engine/bad.ts': `import 'kubernetes-models/v1';` },
    ],
    ['engine imports node:fs', 'builtin-engine', { 'src/engine/bad.ts': `import 'node:fs';` }],
    ['kubectl imports ui', 'floor-kubectl', { 'src/kubectl/bad.ts': `import '../ui/card.tsx';` }],
    ['kubectl imports zustand', 'npm-kubectl', { 'src/kubectl/bad.ts': `import 'zustand';` }],
    ['ui imports kubectl', 'floor-ui', { 'src/ui/bad.ts': `import '../kubectl/run.ts';` }],
    [
      'ui imports a value of engine',
      'types-only-ui',
      { 'src/ui/bad.ts': `import { start } from '../engine/index.ts';\nexport const x = start;` },
    ],
    ['store reaches past the door', 'engine-door', { 'src/store/bad.ts': `import '../engine/sim.ts';` }],
    ['a test reaches past the door', 'engine-door-tests', { 'src/store/bad.test.ts': `import '../engine/sim.ts';` }],
    ['a cycle in the engine', 'no-cycles', { 'src/engine/sim.ts': `import './index.ts';\nexport const start = 1;` }],
    [
      'kubectl reaches zustand through manifests',
      'pure-floors-stay-pure',
      { 'src/manifests/parse.ts': `import 'zustand';`, 'src/kubectl/run.ts': `import '../manifests/parse.ts';` },
    ],
    [
      'src imports tooling',
      'src-imports-src',
      { 'src/app/bad.ts': `import '../../tooling/x.ts';`, 'tooling/x.ts': `export {};` },
    ],
    ['e2e imports src', 'e2e-from-outside', { 'e2e/a.spec.ts': `import '../src/store/lab.ts';` }],
    ['a folder that is no floor', 'every-folder-is-a-floor', { 'src/utils/bad.ts': `import '../engine/index.ts';` }],
    ['an import of nothing', 'no-unresolvable', { 'src/app/bad.ts': `import './missing.ts';` }],
  ])('%s: %s', async (_, rule, files) => expect(await brokenRules(files)).toContain(rule));
});

describe('the ESLint rule', () => {
  test.each([
    ['src/engine/a/b.ts', '../../store/lab.ts', true, 'engine may not import store'],
    ['src/engine/a.ts', 'react', false, 'engine may not import react'],
    ['src/engine/a.ts', 'kubernetes-models/v1', false, 'types only'],
    ['src/kubectl/a.ts', 'node:fs', false, 'kubectl may not import node:fs'],
    ['src/ui/a.ts', '../engine/index.ts', false, 'types only'],
    ['src/ui/a.ts', '../kubectl/run.ts', false, 'ui may not import kubectl'],
    ['src/store/a.ts', '../engine/cluster.ts', true, 'through its door'],
    ['src/store/a.ts', '../engine/testing/builders.ts', false, 'through its door'],
    ['src/app/a.ts', '../../tooling/x.ts', false, 'outside of src/'],
    ['src/utils/a.ts', '../engine/index.ts', false, 'not a floor'],
    ['src/manifests/a.ts', 'js-yaml-extra', false, 'may not import js-yaml-extra'],
  ])('%s may not import %s', (file, specifier, typeOnly, complaint) => {
    expect(judgeImport(file, specifier, typeOnly)).toContain(complaint);
  });

  test.each([
    ['src/engine/a.ts', 'kubernetes-models/v1', true],
    ['src/engine/a/b.ts', '../c.ts', false],
    ['src/manifests/a.ts', 'js-yaml', false],
    ['src/ui/a.ts', '../engine/index.ts', true],
    ['src/ui/a.ts', './yaml.worker.ts?worker', false],
    ['src/ui/a.ts', 'monaco-editor/editor', false],
    ['src/store/a.test.ts', '../engine/testing/builders.ts', false],
    ['src/kubectl/a.test.ts', 'node:fs', false],
    ['tooling/a.ts', '../src/engine/index.ts', false],
  ])('%s may import %s', (file, specifier, typeOnly) => {
    expect(judgeImport(file, specifier, typeOnly)).toBeNull();
  });
});

describe('the bans', () => {
  // The type-aware rules need a real project; this test checks only the text.
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: [
      {
        languageOptions: { parserOptions: { projectService: false } },
        rules: Object.fromEntries(
          ['no-floating-promises', 'no-misused-promises', 'await-thenable', 'switch-exhaustiveness-check'].map(
            (name) => [`@typescript-eslint/${name}`, 'off'],
          ),
        ),
      },
    ],
  });
  /** @param {string} path @param {string} code @returns {Promise<(string | null)[]>} */
  const rulesBroken = async (path, code) => {
    const [result] = await eslint.lintText(code, { filePath: join(root, path) });
    return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
  };

  test.each([
    ['Math.random()', 'no-restricted-properties'],
    ['Date.now()', 'no-restricted-properties'],
    ['["b", "a"].sort((x, y) => x.localeCompare(y))', 'no-restricted-properties'],
    ['new Date()', 'no-restricted-syntax'],
    ['(async () => 1)', 'no-restricted-syntax'],
    ['performance.now()', 'no-restricted-globals'],
    ['setTimeout(f, 1)', 'no-restricted-globals'],
    ['document.title', 'no-restricted-globals'],
    ['globalThis.Math', 'no-restricted-globals'],
    ['Promise.resolve()', 'no-restricted-globals'],
  ])('%s is banned in the engine, and allowed in the store', async (expression, rule) => {
    const code = `declare const f: () => void;\nexport const x = [f, ${expression}];\n`;
    expect(await rulesBroken('src/engine/x.ts', code)).toEqual([rule]);
    expect(await rulesBroken('src/store/x.ts', code)).toEqual([]);
  });

  test('a forbidden import is marked in the editor', async () => {
    expect(await rulesBroken('src/engine/x.ts', `export type { Lab } from '../store/lab.ts';\n`)).toEqual([
      'lab/floors',
    ]);
    expect(await rulesBroken('src/engine/x.ts', `export const x = () => import('../ui/a.ts');\n`)).toContain(
      'lab/floors',
    );
  });

  test('browser tests do not sleep', async () => {
    const sleep = `export const x = (page: { waitForTimeout(ms: number): void }) => page.waitForTimeout(1);\n`;
    expect(await rulesBroken('e2e/x.spec.ts', sleep)).toEqual(['no-restricted-properties']);
  });

  test('a hook after a condition, a file too long, a rule switched off without a reason', async () => {
    const hook = `import { useState } from 'react';\nexport function Card(p: { a: boolean }) {\n  if (p.a) return null;\n  return useState(1)[0];\n}\n`;
    expect(await rulesBroken('src/ui/card.tsx', hook)).toEqual(['react-hooks/rules-of-hooks']);
    expect(await rulesBroken('src/store/x.ts', 'export {};\n'.repeat(301))).toEqual(['lab/max-lines-warn']);
    expect(await rulesBroken('src/store/x.ts', 'export {};\n'.repeat(501))).toEqual([
      'lab/max-lines-warn',
      'max-lines',
    ]);
    const off = `// eslint-disable-next-line no-console\nconsole.log(1);\n`;
    expect(await rulesBroken('src/store/x.ts', off)).toEqual(['lab/disable-needs-reason']);
    expect(await rulesBroken('src/store/x.ts', off.replace('console\n', 'console -- shown to users\n'))).toEqual([]);
  });
});

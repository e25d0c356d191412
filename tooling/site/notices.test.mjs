import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../setup.mjs';
import { noticeOf, noticesOf, packageFolder } from './notices.mjs';

const modules = join(root, 'node_modules');
const made = mkdtempSync(join(tmpdir(), 'lab-notices-'));
afterAll(() => rmSync(made, { recursive: true }));

/** @param {string} name @param {object} manifest @param {Record<string, string>} [files] @returns {string} Folder. */
function packageWith(name, manifest, files = {}) {
  const folder = join(made, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...manifest }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

describe('the third-party notices', () => {
  test('a module belongs to the package whose folder it is in', () => {
    expect(packageFolder(join(modules, 'react', 'cjs', 'react.production.js'))).toBe(join(modules, 'react'));
    expect(packageFolder(`\0${join(modules, 'react', 'index.js')}?commonjs-exports`)).toBe(join(modules, 'react'));
    expect(packageFolder(join(modules, '@lingui', 'core', 'dist', 'index.mjs'))).toBe(join(modules, '@lingui', 'core'));
    expect(packageFolder(join(root, 'src', 'app', 'main.tsx'))).toBeUndefined();
    expect(packageFolder('\0vite/preload-helper.js')).toBeUndefined();
  });

  test('name each package once, with its version, licence, source and text', () => {
    const folder = packageWith(
      'mine',
      { license: 'MIT', repository: { url: 'git+https://github.com/me/mine.git' } },
      { 'LICENSE.md': 'Do as you like.', NOTICE: 'It was me.', 'license.js': 'no text' },
    );
    const text = noticesOf([folder, folder]);
    expect(text.match(/^mine 1\.0\.0$/gm)).toHaveLength(1);
    expect(text).toContain('https://github.com/me/mine and https://www.npmjs.com/package/mine/v/1.0.0');
    expect(text).toContain('Do as you like.\n\nIt was me.');
    expect(text).not.toContain('no text');
  });

  test('hold the text of the MIT licence where a package only names it', () => {
    expect(noticeOf(packageWith('bare', { license: 'MIT', author: { name: 'Ann' } })).text).toContain(
      'Copyright (c) Ann',
    );
  });

  test.for([
    ['no text', { license: 'ISC' }, {}],
    ['no author of a licence that it only names', { license: 'MIT' }, {}],
    ['a licence that is not known', { license: 'GPL-3.0' }, { LICENSE: 'GPL' }],
    ['no licence', {}, { LICENSE: '?' }],
  ])('a package with %s stops the build', ([what, manifest, files]) => {
    const folder = packageWith(
      `wrong-${String(what).length}`,
      /** @type {object} */ (manifest),
      /** @type {any} */ (files),
    );
    expect(() => noticeOf(folder)).toThrow(/licence/);
  });

  test('say where the source of Mediabunny is, as the MPL asks', () => {
    const { licence, source } = noticeOf(join(modules, 'mediabunny'));
    expect([licence, source]).toEqual(['MPL-2.0', expect.stringContaining('github.com/Vanilagy/mediabunny')]);
  });

  test('hold the licence of every package that the lab depends on', async () => {
    const { dependencies } = (await import('../../package.json', { with: { type: 'json' } })).default;
    for (const name of Object.keys(dependencies)) expect(noticeOf(join(modules, name)).text).not.toBe('');
  });
});

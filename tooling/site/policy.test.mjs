import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../setup.mjs';
import { embedPolicy, headerPolicy, labPolicy, monacoTrustedTypes, withPolicy, written } from './policy.mjs';

/** @param {string} folder @returns {string} All scripts under it, one after the other. */
const scriptsUnder = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

describe('the Content-Security-Policy', () => {
  test.for([
    ['of the lab', labPolicy],
    ['of the embedded page', embedPolicy],
    ['as a header', headerPolicy],
  ])('%s lets in nothing of another site, no inline script and no eval', ([, policy]) => {
    expect(policy).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'require-trusted-types-for': ["'script'"],
    });
    expect(written(/** @type {import('./policy.mjs').Policy} */ (policy))).not.toMatch(/https?:|unsafe-eval|wasm/);
  });

  test('is written as browsers read it', () => {
    expect(written({ 'default-src': ["'none'"], 'img-src': ["'self'", 'data:'] })).toBe(
      "default-src 'none'; img-src 'self' data:",
    );
  });

  test('only the header says who may show the page in a frame: a meta element cannot', () => {
    expect(Object.keys(labPolicy)).not.toContain('frame-ancestors');
    expect(headerPolicy['frame-ancestors']).toEqual(['*']);
  });

  test('names each Trusted Types policy of Monaco', () => {
    const source = scriptsUnder(join(root, 'node_modules', 'monaco-editor', 'esm'));
    const made = source.matchAll(/createTrustedTypesPolicy\(\s*['"]([\w-]+)['"]/g);
    expect(new Set([...made].map(([, name]) => name).concat('dompurify'))).toEqual(new Set(monacoTrustedTypes));
  });
});

describe('the policy in a page', () => {
  const page = '<!doctype html>\n<html><head>\n    <meta charset="utf-8" />\n<style></style></head></html>';

  test('stands after the charset and before all that it is about', () => {
    const html = withPolicy(page, { 'default-src': ["'none'"] });
    expect(html).toContain(
      `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />\n<style>`,
    );
  });

  test.for([
    ['says no charset', '<head></head>'],
    ['loads something before', '<head><script src="a.js"></script><meta charset="utf-8" /></head>'],
  ])('is refused for a page that %s', ([, html]) => {
    expect(() => withPolicy(/** @type {string} */ (html), labPolicy)).toThrow();
  });
});

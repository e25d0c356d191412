import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { eastAsianWidthType } from './east-asian-width.ts';
import * as standIn from './micromark-symbols.ts';

const { resolve } = createRequire(import.meta.url);
const packages = ['micromark-extension-cjk-friendly', 'micromark-extension-cjk-friendly-util'];

test('the stand-in for the symbols has every name that the extension uses', () => {
  const used = packages.flatMap((name) => {
    const folder = dirname(resolve(name));
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/\b(codes|constants|types)\.(\w+)/g)])
      .map(([, table, name]) => [table as keyof typeof standIn, name!] as const);
  });
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter(([table, name]) => !(name in standIn[table]))).toEqual([]);
});

test('it says what the package says', async () => {
  // By a variable: the package is a dependency of the extension, not of the lab.
  const name = 'micromark-util-symbol';
  const { codes, constants, types } = (await import(/* @vite-ignore */ name)) as typeof standIn;
  expect({ codes, constants, types }).toMatchObject(standIn);
});

/** Returns whether emphasis treats a character as Chinese, Japanese or Korean, or as a variant of one; as the extension does. */
function isCjk(width: string, character: string): boolean | null {
  if (width === 'fullwidth' || width === 'halfwidth') return true;
  if (width === 'wide') return !/^\p{Emoji_Presentation}/u.test(character);
  if (width === 'ambiguous') return /^[\u{e0100}-\u{e01ef}]/u.test(character) ? null : false;
  return width === 'neutral' && /^\p{sc=Hangul}/u.test(character);
}

test('the stand-in for widths says of each character what the package says', async () => {
  const name = 'get-east-asian-width';
  const real = (await import(/* @vite-ignore */ name)) as { eastAsianWidthType(codePoint: number): string };
  const differ: string[] = [];
  for (let codePoint = 0x1100; codePoint <= 0xe01ef; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    if (!/^\p{Assigned}/u.test(character)) continue;
    if (isCjk(eastAsianWidthType(codePoint), character) !== isCjk(real.eastAsianWidthType(codePoint), character)) {
      differ.push(codePoint.toString(16));
    }
  }
  expect(differ).toEqual([]);
});

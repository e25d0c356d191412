import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import * as standIn from './micromark-symbols.ts';

const { resolve } = createRequire(import.meta.url);
const packages = ['micromark-extension-cjk-friendly', 'micromark-extension-cjk-friendly-util'];

test('the stand-in has every name that the extension uses', () => {
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

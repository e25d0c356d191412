import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { inFirst } from '../vite.embed.config.ts';
import { root } from './setup.mjs';

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Returns the imports of a module that are not only types: what is named, and from where. */
function importsOf(file: string): readonly { readonly names: readonly string[]; readonly from: string }[] {
  const found = textOf(file).matchAll(/^import (?!type )(?:\{([^}]*)\}[^'\n]*from )?'([^']+)'/gm);
  return [...found].map(([, names = '', from = '']) => ({
    names: names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => name.replace(/ as .*/s, '')),
    from: from.startsWith('.') ? relative(root, resolve(root, dirname(file), from)) : from,
  }));
}

/** Returns what the lessons of a figure import from the scripts before theirs. */
function importedFromFirst(): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const next = ['src/embed/lessons/index.tsx'];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const one of importsOf(file)) {
      if (inFirst.includes(one.from)) one.names.forEach((name) => names.add(name));
      else if (/^src\/.*\.tsx?$/.test(one.from) && !one.from.startsWith('src/engine/')) next.push(one.from);
    }
  }
  return names;
}

test('the stand-in for the first scripts of a figure has each name that its lessons import', () => {
  const has = new Set(textOf('src/embed/lessons/from-first.ts').match(/\b\w+\b/g));
  const imported = importedFromFirst();
  expect(imported.size).toBeGreaterThan(10);
  expect([...imported].filter((name) => !has.has(name))).toEqual([]);
});

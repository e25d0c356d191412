import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documents, withOptions } from './embed-docs.ts';
import { root } from './setup.mjs';

it.each(['en', 'zh'] as const)('the documentation lists the options as they are: %s', async (language) => {
  const document = readFileSync(join(root, documents[language]), 'utf8');
  expect(document).toContain('<!-- options -->');
  // `npx tsx tooling/embed-docs.ts` writes it.
  expect(await withOptions(document, language)).toBe(document);
});

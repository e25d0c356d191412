import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withOptions } from './embed-docs.ts';
import { root } from './setup.mjs';

it('docs/embedding.md lists the options of a figure as they are (npx tsx tooling/embed-docs.ts)', async () => {
  const document = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
  expect(document).toContain('<!-- options -->');
  expect(await withOptions(document)).toBe(document);
});

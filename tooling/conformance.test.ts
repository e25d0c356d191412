// Checks that docs/conformance.md states the present number of equal recordings; `npm run conformance` writes it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { conformanceSection } from './conformance.ts';

it('the table in docs/conformance.md is current', async () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/conformance.md'), 'utf8');
  const [, section] = /<!-- conformance -->\n\n(.*)\n\n<!-- \/conformance -->/s.exec(page) ?? [];
  expect(section, 'npm run conformance writes it').toBe(await conformanceSection());
});

// The README says how many recordings come out the same; `npm run conformance:readme` writes it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { conformanceSection } from './conformance.ts';

it('the table in the README is current', async () => {
  const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  const [, section] = /<!-- conformance -->\n\n(.*)\n\n<!-- \/conformance -->/s.exec(readme) ?? [];
  expect(section, 'npm run conformance:readme writes it').toBe(await conformanceSection());
});

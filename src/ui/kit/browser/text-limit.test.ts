import { expect, it } from 'vitest';
import { fitsField } from './text-limit.tsx';

it.each([
  ['a manifest', 'kind: Pod\n'.repeat(1000), true],
  ['a megabyte in one line', 'x'.repeat(1_000_000), false],
  ['empty lines, each of which the browser lays out', '\n'.repeat(100_000), false],
])('a field takes %s: %#', (_, text, fits) => {
  expect(fitsField(text)).toBe(fits);
});

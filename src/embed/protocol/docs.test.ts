/** The documentation names every message with its fields. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { requests, requestTypes } from './messages.ts';

it.each(['embedding.md', 'embedding.zh.md'])('%s has a row for each request, with its fields', (file) => {
  const text = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  for (const type of requestTypes) {
    const row = rows.find((line) => line.split('|')[1]!.includes(`\`${type}\``)) ?? '';
    expect(row, type).not.toBe('');
    for (const field of Object.keys(requests[type])) expect(row, type).toContain(`\`${field}\``);
  }
});

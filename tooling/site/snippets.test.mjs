import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../setup.mjs';
import { everywhere, hashed } from './headers.mjs';
import { snippets } from './snippets.mjs';

describe('the header snippets', () => {
  test.for(Object.entries(snippets))(
    '%s is what the table gives (`node tooling/site/snippets.mjs` renews it)',
    ([path, content]) => {
      expect(readFileSync(join(root, path), 'utf8')).toBe(content);
    },
  );

  test.for(Object.entries(snippets))('%s sends every header, and keeps what has a hash in its name', ([, content]) => {
    for (const { name, value } of everywhere) {
      expect(content).toContain(name);
      expect(content).toContain(value);
      expect(value).not.toMatch(/["\n]/);
    }
    expect(content).toContain(hashed);
  });
});

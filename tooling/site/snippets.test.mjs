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

  test('nginx and Caddy know the types that they would not know by themselves', () => {
    // Seen with nginx 1.22 and Caddy 2.6: a module of another type is not executed.
    expect(snippets['docs/deploy/nginx.conf']).toContain('text/javascript mjs;');
    expect(snippets['docs/deploy/nginx.conf']).not.toContain('include mime.types');
    expect(snippets['docs/deploy/Caddyfile']).toContain('@webmanifest path *.webmanifest');
  });
});

// Checks that each rule that `npm run mutate` breaks is still at the place where it looks for it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mutate } from './mutate.mjs';
import { mutations } from './mutations.mjs';
import { root } from './setup.mjs';

test.each(mutations)('$why', (mutation) => {
  const text = readFileSync(join(root, mutation.file), 'utf8');
  expect(mutate(text, mutation)).not.toBe(text);
});

test('what is not there, or there twice, is an error', () => {
  const mutation = { why: 'a rule', file: 'a.ts', find: 'x', replace: 'y' };
  expect(() => mutate('', mutation)).toThrow('0 times');
  expect(() => mutate('x x', mutation)).toThrow('2 times');
});

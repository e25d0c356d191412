import { expect, it } from 'vitest';
import { score, wordsOf } from './search.ts';

const found = (query: string, ...texts: string[]) => score(wordsOf(query), texts) > 0;

it('finds each word of a query, in any order and in any text', () => {
  expect(found('pod del', 'Delete Pod web-1')).toBe(true);
  expect(found('DELETE web-1', 'Delete Pod web-1')).toBe(true);
  expect(found('删除', '删除 Pod web-1', 'Delete Pod web-1')).toBe(true);
  expect(found('delete', '删除 Pod web-1', 'Delete Pod web-1')).toBe(true);
  expect(found('delete claim', 'Delete Pod web-1')).toBe(false);
});

it('takes full-width letters for what they are', () => {
  expect(found('ｗｅｂ－1', 'Delete Pod web-1')).toBe(true);
});

it('prefers what begins with a word to what only contains it, and names to commands', () => {
  const of = (...texts: string[]) => score(wordsOf('scale'), texts);
  expect(of('Scale to 3')).toBeGreaterThan(of('Do not scale'));
  expect(of('Do not scale')).toBeGreaterThan(of('upscale'));
  expect(of('Scale to 3')).toBeGreaterThan(of('Add a replica', 'Scale to 3'));
});

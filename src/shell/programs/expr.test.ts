/** Words of GNU coreutils for `expr`. */
import { expect, it } from 'vitest';
import { testShell } from '../testing.ts';

it.each([
  [`abc123 : '[a-z]*\\([0-9]*\\)'`, '123'],
  [`match abc 'a\\(.\\)'`, 'b'],
  [`a.b : '.*\\.\\(.*\\)'`, 'b'],
  [`aab : 'a\\{2\\}'`, '2'],
  [`a+b : 'a+b'`, '3'],
  ['abc : x', '0'],
  ["'(' 1 + 2 ')' \\* 3", '9'],
])('expr %s prints %s', async (words, printed) => {
  const { type } = testShell();
  expect(await type(`expr ${words}`)).toBe(`${printed}\n`);
});

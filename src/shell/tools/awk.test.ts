/** Syntax errors as mawk words them (parse.y, scan.c). */
import { expect, it } from 'vitest';
import { testShell } from '../testing.ts';

it.each([
  [`awk '{print $1' web.yaml`, 'line 2: missing } near end of file'],
  [`awk 'BEGIN{print 1 +}'`, 'line 1: syntax error at or near }'],
  [`awk -F: 'BEGIN{print substr("abc"}'`, 'line 1: syntax error at or near }'],
  [`awk -v a=1 'BEGIN{print (1' web.yaml`, 'line 2: missing ) near end of file'],
  [`awk 'BEGIN{if}'`, 'line 1: syntax error at or near }'],
])('%s', async (line, error) => {
  expect(await testShell('kind: X\n').type(`${line}; echo $?`)).toBe(`awk: ${error}\n2\n`);
});

it('programs without errors are left alone', async () => {
  expect(await testShell().type(`echo 'a b' | awk '{print $2}'`)).toBe('b\n');
});

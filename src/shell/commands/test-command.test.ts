/** Each expected text is what bash 5.2 prints for the line. */
import { expect, it } from 'vitest';
import { testShell } from '../testing.ts';

const unary = 'unary operator expected';

it.each([
  ['[ $nope = a ] && echo y; echo $?', `bash: [: =: ${unary}\n2\n`],
  ['[ $nope -eq 1 ]; echo $?', `bash: [: -eq: ${unary}\n2\n`],
  ['[ abc -gt 1 ]; echo $?', 'bash: [: abc: integer expression expected\n2\n'],
  ['test 1 -foo 2; echo $?', 'bash: test: -foo: binary operator expected\n2\n'],
  ['x="a b"; [ $x ]; echo $?', `bash: [: a: ${unary}\n2\n`],
  ['x="a b"; [ -f $x ]; echo $?', 'bash: [: a: binary operator expected\n2\n'],
  ['x="a b"; [ $x = b ]; echo $?', 'bash: [: too many arguments\n2\n'],
  ['[ a; echo $?', "bash: [: missing `]'\n2\n"],
  ['[ a = ]; echo $?', `bash: [: a: ${unary}\n2\n`],
  ['test; echo $?; test ""; echo $?; test a; echo $?', '1\n1\n0\n'],
  ['[ ! a = a ]; echo $?; [ ! -z a ]; echo $?; [ \\( a = a \\) -a b ]; echo $?', '1\n0\n0\n'],
  ['[ -z ]; echo $?; [ = ]; echo $?; [ a -a b ]; echo $?; [ "" -o b ]; echo $?', '0\n0\n0\n0\n'],
  ['[ 08 -eq 8 ] && [ " 2 " -lt 10 ] && [ +3 -ge 3 ] && echo y', 'y\n'],
  ['touch f; mkdir d; [ -f f ] && [ -d d ] && [ ! -e g ] && [ ! -s f ] && [ ! -x f ] && echo y', 'y\n'],
  ['ln -s nowhere l; [ -L l ] && [ ! -e l ] && echo y', 'y\n'],
  ['[ -o errexit ]; echo $?; set -uf; [ -o nounset ] && [ -o noglob ]; echo $?', '1\n0\n'],
  ['v=1; [ -v v ] && echo y; [ -v w ] || echo n', 'y\nn\n'],
])('%s', async (line, expected) => {
  expect(await testShell().type(line)).toBe(expected);
});

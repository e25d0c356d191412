import { expect, it } from 'vitest';
import { testShell } from '../../testing.ts';

/** Messages of GNU bash 5.2. */
it.each([
  ['echo $((1/0))', 'bash: 1/0: division by 0 (error token is "0")'],
  ['echo $((1/0 + 5))', 'bash: 1/0 + 5: division by 0 (error token is "0 + 5")'],
  ['x=0; echo $((10/x))', 'bash: 10/x: division by 0 (error token is "x")'],
  ['echo $((8/2%0))', 'bash: 8/2%0: division by 0 (error token is "0")'],
  ['echo $(((2+3)/(1-1)))', 'bash: (2+3)/(1-1): division by 0 (error token is "(1-1)")'],
  ['((1/0))', 'bash: ((: 1/0: division by 0 (error token is "0")'],
  ['let 1/0', 'bash: let: 1/0: division by 0 (error token is "0")'],
  ['echo $((2#12))', 'bash: 2#12: value too great for base (error token is "2#12")'],
  ['echo $((08))', 'bash: 08: value too great for base (error token is "08")'],
  ['echo $((09+1))', 'bash: 09: value too great for base (error token is "09")'],
  ['((08))', 'bash: ((: 08: value too great for base (error token is "08")'],
  ['echo $((65#1))', 'bash: 65#1: invalid arithmetic base (error token is "65#1")'],
  ['echo $((2**-1))', 'bash: 2**-1: exponent less than 0 (error token is "1")'],
  ['echo $((1+))', 'bash: 1+: syntax error: operand expected (error token is "+")'],
  ['echo $((a b))', 'bash: a b: syntax error in expression (error token is "b")'],
  ['echo $((5 = 3))', 'bash: 5 = 3: attempted assignment to non-variable (error token is "= 3")'],
  ['echo $((3.5))', 'bash: 3.5: syntax error: invalid arithmetic operator (error token is ".5")'],
])('%s', async (line, error) => {
  const { type, shell } = testShell();
  expect(await type(line)).toBe(`${error}\n`);
  expect(shell.exit).toBe(1);
});

import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

/** Command lines, and the output of GNU od. */
const cases: readonly (readonly [string, string])[] = [
  ['echo abc | od -c', '0000000   a   b   c  \\n\n0000004\n'],
  ['echo abc | od -An -tx1', ' 61 62 63 0a\n'],
  ['echo abc | od', '0000000 061141 005143\n0000004\n'],
  ['yes a | head -40 | od -x', '0000000 0a61 0a61 0a61 0a61 0a61 0a61 0a61 0a61\n*\n0000120\n'],
  ['echo abcd | od -An -td2', '  25185  25699     10\n'],
  ['echo abcdefgh | od -N 3 -c', '0000000   a   b   c\n0000003\n'],
  ['echo hello | od -A d -t x1 -t c', '0000000  68  65  6c  6c  6f  0a\n          h   e   l   l   o  \\n\n0000006\n'],
  ['od -c none', 'od: none: No such file or directory\n'],
];

describe('od', () => {
  it.each(cases)('%s', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });
});

describe('jq', () => {
  it('says where in its input it failed, and ends with 5', async () => {
    const { type } = testShell();
    expect(await type(`echo '{"a":1}' | jq .a.b; echo $?`)).toContain(
      'jq: error (at <stdin>:1): Cannot index number with string "b"\n',
    );
    expect(await type(`printf '[\\n1]\\n' | jq .a`)).toBe(
      'jq: error (at <stdin>:2): Cannot index array with string "a"\n',
    );
    expect(await type(`echo '{"a":1}' | jq .a.b 2>/dev/null; echo $?`)).toBe('5\n');
  });
});

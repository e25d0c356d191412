/** Options of common tools; the expected output was taken from GNU's. */
import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

const setup =
  `printf 'NAME READY\\nweb-0 1/1\\nweb-1 1/1\\nweb-2 0/1\\n' > pods; mkdir d; printf 'x one\\ny two\\n' > d/one; ` +
  `printf 'x three\\n' > d/two; printf '%s\\n' a b c d e > letters`;

describe('a tool', () => {
  it.each([
    ['grep -e web-0 -e web-2 pods', 'web-0 1/1\nweb-2 0/1\n'],
    [
      'grep -H NAME pods; grep -H NAME < pods; grep -Hc web pods',
      'pods:NAME READY\n(standard input):NAME READY\npods:3\n',
    ],
    ['grep -c x d/one d/two pods; echo $?', 'd/one:1\nd/two:1\npods:0\n0\n'],
    ['grep -l x d/one d/two pods; grep -L x d/one d/two pods', 'd/one\nd/two\npods\n'],
    ['grep -m1 x d/one d/two; grep -nA1 web-0 pods', 'd/one:x one\nd/two:x three\n2:web-0 1/1\n3-web-1 1/1\n'],
    ['grep -vE "^NAME|1/1$" pods; grep --color=auto -w web pods | wc -l', 'web-2 0/1\n3\n'],
    [
      'grep x nosuch d/one; echo $?; grep -s x nosuch; echo $?',
      'd/one:x one\ngrep: nosuch: No such file or directory\n2\n2\n',
    ],
    [
      `echo 'hello world' | sed 's/\\w\\+/\\U&/'; echo hello | sed 's/h/\\u&/; s/o$/\\U&x\\Ey/'`,
      'HELLO world\nHellOXy\n',
    ],
    [`echo HELLO | sed 's/.*/\\L\\u&/'; sed -i -E 's/(x) (.*)/\\1 \\U\\2/' d/two; cat d/two`, 'Hello\nx THREE\n'],
    ['head -n -3 letters; head -n -9 letters; head -c -8 letters; head -n2 letters', 'a\nb\na\na\nb\n'],
    ['tail -n +4 letters; tail -c +9 letters; tail -n -1 letters', 'd\ne\ne\ne\n'],
    [`date -u -d '2024-01-31 +1 day' +%F; date -u -d '2024-03-01T00:00:00Z - 1 day' +%F`, '2024-02-01\n2024-02-29\n'],
    [
      `date -u -d @86400 '+%F %T'; date -d '2024-01-02 03:04:05' -I; date -d nonsense; echo $?`,
      '1970-01-02 00:00:00\n2024-01-02\ndate: invalid date ‘nonsense’\n1\n',
    ],
    [
      'cmp pods pods; echo $?; cmp pods letters; cmp -s pods letters; echo $?',
      '0\npods letters differ: byte 1, line 1\n1\n',
    ],
    [
      'cmp pods nosuch; echo $?; printf abc > p; printf abcd > q; cmp p q',
      'cmp: nosuch: No such file or directory\n2\ncmp: EOF on p after byte 3, in line 1\n',
    ],
  ])('%s', async (line, printed) => {
    const { type } = testShell();
    await type(setup);
    expect(await type(line)).toBe(printed);
  });
});

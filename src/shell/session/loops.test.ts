/** Loops: long ones end, endless ones that wait go on until Ctrl-C, and busy ones are ended. */
import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

describe('a loop', () => {
  it.each([
    ['for i in $(seq 20000); do x=$i; done; echo $x', '20000\n'],
    ['for ((i = 0; i < 20000; i++)); do :; done; echo $i', '20000\n'],
    ['i=0; while ((i < 4000)); do i=$((i + 1)); x=${i//[0-9]/}; done; echo $i', '4000\n'],
  ])('of many iterations ends: %s', async (line, printed) => {
    const { type } = testShell();
    expect(await type(line)).toBe(printed);
  });

  it('keeps the exit code for its next iteration', async () => {
    const { type } = testShell();
    expect(await type('for i in 1 2; do echo $?; (exit $i); done; echo $?')).toBe('0\n1\n2\n');
  });

  it('that waits is not ended by what it has done in all', async () => {
    const { type } = testShell();
    const body = 'seq 100000 > f; sleep 1; ((i++ < 90)) || break';
    expect(await type(`while true; do ${body}; done; tail -1 f; echo $SECONDS`)).toBe('100000\n91\n');
  });

  it('that goes on for ever is ended by Ctrl-C', async () => {
    const { shell, type } = testShell();
    const done = shell.enter('while :; do :; done');
    await new Promise((resolve) => setTimeout(resolve));
    shell.interrupt();
    await done;
    expect(await type('echo $?')).toContain('130\n');
  });
});

describe('a condition of a loop', () => {
  it.each([
    ['i=0; while [ $i -lt 3 ]; do i=$((i+1)); done; echo $i', '3\n'],
    ['x=; while [ $x -lt 3 ]; do :; done', 'bash: [: -lt: unary operator expected\n'],
    ['x=; while [ "$x" -lt 3 ]; do :; done', 'bash: [: : integer expression expected\n'],
    ['x="1 2"; if [ $x -lt 3 ]; then echo yes; fi', 'bash: [: too many arguments\n'],
    ['if test 08 -lt 9; then echo yes; fi', 'yes\n'],
    ['x=-3; until [ $x -ge 0 ]; do x=$((x+1)); done; echo $x', '0\n'],
    ['set -e; i=3; if [ $i -lt 3 ]; then echo no; else echo yes; fi; set +e', 'yes\n'],
  ])('%s prints %j', async (line, printed) => {
    const { type } = testShell();
    expect(await type(line)).toBe(printed);
  });
});

describe('a pattern with a set that is negated by an exclamation mark', () => {
  it.each([
    ['case 05000 in *[!0-9]*) echo no;; *) echo number;; esac', 'number\n'],
    ['case 0x1 in *[!0-9]*) echo no;; *) echo number;; esac', 'no\n'],
    ['[[ 123 == *[!0-9]* ]] || echo number', 'number\n'],
    ['x=a1b2; echo ${x//[!0-9]/}', '12\n'],
    ['mkdir d; cd d; touch a1 b1; echo [!a]*', 'b1\n'],
  ])('%s', async (line, printed) => {
    const { type } = testShell();
    expect(await type(line)).toBe(printed);
  });
});

describe('a command of loops outside of them', () => {
  it.each([
    ['break; echo $?', "bash: break: only meaningful in a `for', `while', or `until' loop\n0\n"],
    ['f() { break; echo in; }; for i in 1; do f; done 2> /dev/null', 'in\n'],
    ['for i in 1 2 3; do eval "[ $i = 2 ] && break"; echo $i; done', '1\n'],
    ['for i in 1 2; do if true; then break; fi; done; echo $i', '1\n'],
  ])('%s', async (line, printed) => {
    const { type } = testShell();
    expect(await type(line)).toBe(printed);
  });
});

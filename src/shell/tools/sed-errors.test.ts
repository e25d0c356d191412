import { expect, it } from 'vitest';
import { testShell } from '../testing.ts';

/** Errors of GNU sed 4.9 after `sed: -e expression #1, `. */
it.each([
  ['s/a/b', "char 5: unterminated `s' command"],
  ['s/a', "char 3: unterminated `s' command"],
  ['s/[a/b/', "char 7: unterminated `s' command"],
  ['s/a/b/;s/c', "char 10: unterminated `s' command"],
  ['s/a/b/zz', "char 7: unknown option to `s'"],
  ['s/a/b/gg', "char 8: multiple `g' options to `s' command"],
  ['s/a/\\1/', "char 7: invalid reference \\1 on `s' command's RHS"],
  ['y/ab/c/', "char 7: strings for `y' command are different lengths"],
  ['y/ab/', "char 5: unterminated `y' command"],
  ['k', "char 1: unknown command: `k'"],
  ['/a', 'char 2: unterminated address regex'],
  ['p}', "char 2: unexpected `}'"],
  ['{p', "char 0: unmatched `{'"],
  ['1,p', "char 3: unexpected `,'"],
  ['3,1!', 'char 4: missing command'],
  ['a', "char 1: expected \\ after `a', `c' or `i'"],
])("sed '%s'", async (script, error) => {
  const { type, shell } = testShell();
  const said = await type(`echo a | sed '${script}'`);
  expect(said).toBe(`sed: -e expression #1, ${error}\n`);
  expect(shell.exit).toBe(1);
});

it.each([
  ["sed -n '/b/{p;q}'", 'b'],
  ["sed -E 's/(a)|b/[\\1]/g;:x;tx'", '[a]\n[]'],
  ["sed -e '/a/d' -e 's|b|x/y|'", 'x/y'],
  ["sed '1!G;h;$!d'", 'b\na'],
  ["sed 's/[/]//;2i\\new'", 'a\nnew\nb'],
])('%s has no fault', async (command, text) => {
  const { type } = testShell();
  expect(await type(`printf 'a\\nb\\n' | ${command}`)).toBe(`${text}\n`);
});

it('ls -l shows the modes that chmod has set', async () => {
  const { type } = testShell();
  await type('mkdir d; touch d/f; chmod 750 d; chmod u=rwx,go=r d/f');
  expect((await type('ls -l d')).split('\n').find((line) => line.endsWith(' f'))).toMatch(/^-rwxr--r-- /);
  expect(await type('ls -ld d')).toMatch(/^drwxr-x--- /);
});

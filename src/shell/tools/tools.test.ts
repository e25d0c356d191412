/** Checks that no program prints a library's words, and that none waits for lines that it does not read. */
import { describe, expect, it } from 'vitest';
import { available } from '../language/program-names.ts';
import { testShell } from '../testing.ts';

/** Words that only just-bash, its engine or its file system use. */
const foreign =
  /just-bash|executionLimits|sandbox|browser|Node\.js|\bE[A-Z]{4,}:|limit exceeded|exceeded maximum|call stack|is not a function|undefined|\[object|Parse error at|<path>|\blab-|\[sprintf\]|^\s+at /m;

const calls = (name: string): string[] => [
  `${name} --help < /dev/null`,
  `${name} --nosuch < /dev/null`,
  `${name} -@ < /dev/null`,
  `${name} < /dev/null`,
  `${name} nosuch nosuch/b < /dev/null`,
  `${name} / web.yaml/x < /dev/null`,
  `${name} '%z' '\\\\(' '[' < web.yaml`,
  `${name} 99999999999999999999 -1 '' < web.yaml`,
];

describe('a program', () => {
  it.each(available.map((name) => [name]))('%s speaks as the real one', async (name) => {
    const { type } = testShell('kind: X\n');
    for (const call of calls(name)) {
      const printed = await type(`{ ${call}; } 2>&1`);
      expect(printed, call).not.toMatch(foreign);
    }
  });

  it.each(['python3 x.py', 'python3 -c 1', 'gzip x', 'js-exec', 'sqlite3', 'tar x', 'node', 'rg x', 'yq .'])(
    '%s is not there',
    async (line) => {
      const { type } = testShell();
      const words = `bash: ${line.split(' ')[0]!}: command not found\n`;
      expect(await type(line)).toBe(words);
      expect(await type(`${line} 2>&1 | cat`)).toBe(words);
    },
  );

  it.each([
    ['ls nosuch', "ls: cannot access 'nosuch': No such file or directory\n", 2],
    ['column nosuch', 'column: cannot open nosuch: No such file or directory\n', 1],
    ['sort nosuch', 'sort: cannot read: nosuch: No such file or directory\n', 2],
    ['head nosuch', "head: cannot open 'nosuch' for reading: No such file or directory\n", 1],
    ['cp a', "cp: missing destination file operand after 'a'\nTry 'cp --help' for more information.\n", 1],
    ['cat --nosuch', "cat: unrecognized option '--nosuch'\nTry 'cat --help' for more information.\n", 1],
    ['nl nosuch', 'nl: nosuch: No such file or directory\n', 1],
    [`jq -n 'def f: f; f'`, 'Killed\n', 137],
    ['seq 1 10000000', 'Killed\n', 137],
    [`awk 'BEGIN { while (1) {} }'`, 'Killed\n', 137],
    [`sed ':a;ba' web.yaml`, 'Killed\n', 137],
  ])('%s fails as it does on a real system', async (line, printed, exit) => {
    const { type } = testShell();
    expect(await type(line)).toBe(printed);
    expect(await type('echo $?')).toBe(`${exit}\n`);
  });

  it.each([
    ['fi', "bash: syntax error near unexpected token `fi'\n"],
    ['bash -c "fi"', "bash: syntax error near unexpected token `fi'\n"],
    ['eval fi', "bash: syntax error near unexpected token `fi'\n"],
    ['cat <', "bash: syntax error near unexpected token `newline'\n"],
    ['printf %1000000000d', 'Killed\n'],
    ['x=x; while :; do x=$x$x; done', 'bash: xrealloc: cannot allocate 4194304 bytes\n'],
    ['echo {1..100000000}', 'Killed\n'],
    ['source nosuch', 'bash: nosuch: No such file or directory\n'],
    ['cd -', 'bash: cd: OLDPWD not set\n'],
  ])('the shell says of %s what bash says', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });

  it.each([
    [`awk 'BEGIN { print 1 }'`, '1\n'],
    [`awk 'BEGIN { print 2 }' web.yaml`, '2\n'],
    ['seq 2', '1\n2\n'],
    ['jq -n 1', '1\n'],
    ['sed -n 1p web.yaml', 'apiVersion: v1\n'],
    ['grep -c kind web.yaml', '2\n'],
    ['grep -rh kind: web.yaml', 'kind: Service\nkind: StatefulSet\n'],
    ['xargs < web.yaml | cut -c1-14', 'apiVersion: v1\n'],
    ['echo a | tee f', 'a\n'],
    ['paste -d, web.yaml web.yaml | head -1', 'apiVersion: v1,apiVersion: v1\n'],
    ['base64 -w0 web.yaml | cut -c1-4', 'YXBp\n'],
    ['head -1 web.yaml', 'apiVersion: v1\n'],
    ['expr 1 + 1', '2\n'],
    ['tr a b < /dev/null; echo x', 'x\n'],
  ])('%s does not wait for lines', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });
});

const files = `printf '1\\n2\\n3\\n' > a; printf '2\\n3\\n4\\n' > b; mkdir d e d/s e/s; cp a d/x; cp b e/x; cp a d/only`;

// Output of GNU diffutils 3.8 and coreutils 9.1.
describe('a program prints what the real one does', () => {
  it.each([
    ['diff a b', '1d0\n< 1\n3a3\n> 4\n', 1],
    ['diff a a', '', 0],
    ['diff <(seq 2) <(seq 3)', '2a3\n> 3\n', 1],
    ['diff -q a b', 'Files a and b differ\n', 1],
    ['diff -s a a', 'Files a and a are identical\n', 0],
    ['diff -U0 --label x --label y a b', '--- x\n+++ y\n@@ -1 +0,0 @@\n-1\n@@ -3,0 +3 @@\n+4\n', 1],
    ['diff -u a b | tail -n +3', '@@ -1,3 +1,3 @@\n-1\n 2\n 3\n+4\n', 0],
    ['diff a nosuch', 'diff: nosuch: No such file or directory\n', 2],
    ['diff a', "diff: missing operand after 'a'\ndiff: Try 'diff --help' for more information.\n", 2],
    ['diff a d', 'diff: d/a: No such file or directory\n', 2],
    ['diff a d/x', '', 0],
    ['diff -r d e', 'Only in d: only\ndiff -r d/x e/x\n1d0\n< 1\n3a3\n> 4\n', 1],
    ['diff -rq d e', 'Only in d: only\nFiles d/x and e/x differ\n', 1],
    ['diff -i <(echo A) <(echo a)', '', 0],
    ['diff -w <(echo "a b") <(echo ab)', '', 0],
    ['diff -y -W 60 a b', '1\t\t\t     <\n2\t\t\t\t2\n3\t\t\t\t3\n\t\t\t     >\t4\n', 1],
    ['echo 1 | diff - a', '1a2,3\n> 2\n> 3\n', 1],
    ['printf "a b\\n" | wc', '      1       2       4\n', 0],
    ['wc -lw a b', ' 3  3 a\n 3  3 b\n 6  6 total\n', 0],
    ['wc -l a', '3 a\n', 0],
    ['seq 100000 | tail -1', '100000\n', 0],
    ['seq -f web-%g 0 1', 'web-0\nweb-1\n', 0],
    ['seq -w 8 10 | paste -sd, -', '08,09,10\n', 0],
    ['seq 1 .5 2 | paste -sd, -', '1.0,1.5,2.0\n', 0],
  ])('%s', async (line, printed, exit) => {
    const { type } = testShell();
    await type(files);
    expect(await type(line)).toBe(printed);
    expect(await type('echo $?')).toBe(`${exit}\n`);
  });

  it('diff in a container with BusyBox has the unified format', async () => {
    const { type } = testShell();
    await type('kubectl run b --image=busybox:1.36 -- sleep 1d; kubectl wait --for=condition=Ready pod/b');
    expect(await type(`kubectl exec b -- sh -c 'cd /tmp; echo 1 > a; echo 2 > b; diff a b'`)).toBe(
      '--- a\n+++ b\n@@ -1 +1 @@\n-1\n+2\ncommand terminated with exit code 1\n',
    );
  });
});

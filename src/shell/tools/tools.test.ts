/** Every program: no word of a library is ever printed, and none waits for lines that it does not read. */
import { describe, expect, it } from 'vitest';
import { available } from '../program-names.ts';
import { testShell } from '../testing.ts';

/** Words that only just-bash, its engine or its file system would use. */
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
  it.each(available.map((name) => [name]))('%s speaks as the real one', { timeout: 60_000 }, async (name) => {
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

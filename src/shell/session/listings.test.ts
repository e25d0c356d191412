/** Lists of variables, functions and programs. The texts of functions were taken from bash 5.2. */
import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

const functions = [
  [
    'f() { [ -n "$1" ] && echo hi | cat; for i in 1 2; do echo $i; done; }',
    'f () \n{ \n    [ -n "$1" ] && echo hi | cat;\n    for i in 1 2;\n    do\n        echo $i;\n    done\n}\n',
  ],
  [
    'f() { if a; b; then c; d; elif e; then g; else h; fi > /dev/null 2>&1; }',
    'f () \n{ \n    if a;\n    b; then\n        c;\n        d;\n    else\n        if e; then\n            g;\n' +
      '        else\n            h;\n        fi;\n    fi > /dev/null 2>&1\n}\n',
  ],
  [
    'f() { while a; b; do c & d; done < x; ( a; b ) | wc; { a; b; } && c || d; }',
    'f () \n{ \n    while a;\n    b; do\n        c & d;\n    done < x;\n    ( a;\n    b ) | wc;\n' +
      '    { \n        a;\n        b\n    } && c || d\n}\n',
  ],
  [
    'f() { case $1 in a|b) c; d;; *) ;; esac; echo a |& cat; ! true; x=1 z; a=(1 2); for x; do b; done; }',
    'f () \n{ \n    case $1 in \n        a | b)\n            c;\n            d\n        ;;\n        *)\n\n        ;;\n' +
      '    esac;\n    echo a 2>&1 | cat;\n    ! true;\n    x=1 z;\n    a=(1 2);\n' +
      '    for x in "$@";\n    do\n        b;\n    done\n}\n',
  ],
  ['f() ( echo a; echo b )', 'f () \n{ \n    ( echo a;\n    echo b )\n}\n'],
  [
    'f() { g() { echo a; }; g >&2; sleep 1 & }',
    'f () \n{ \n    function g () \n    { \n        echo a\n    };\n    g 1>&2;\n    sleep 1 &\n}\n',
  ],
] as const;

describe('a function is printed as bash prints it', () => {
  it.each(functions)('%s', async (line, printed) => {
    const { type } = testShell();
    await type(line);
    expect(await type('declare -f f')).toBe(printed);
    expect(await type('type f')).toBe(`f is a function\n${printed}`);
    expect(await type('x=$(typeset -f f); echo "$x"; (command -V f) | tail -n +2')).toBe(printed + printed);
    expect(await type('unset -f f; declare -f; declare -f f || echo none')).toBe('none\n');
  });
});

describe('names of the lab itself', () => {
  it.each([
    'declare',
    'declare -p',
    'declare -F',
    'declare -f',
    'typeset -p',
    'set',
    'set | cat',
    'echo "$(set)"',
    'f() { local y=1; declare -p; }; f',
    'compgen -v',
    'compgen -c',
    'compgen -A function',
    'echo ${!LAB*} ${!lab*}',
    'hash',
    'eval set',
    `bash -c 'declare -p; set; hash'`,
    'f() { [ a = a ]; }; declare -f; type f; declare -F; set',
    'set -x; f() { [ a = a ]; echo $(echo $SECONDS); }; f; set +x',
  ])('are not shown by: %s', async (line) => {
    const { type } = testShell();
    await type('g() { echo; }; sleep 1 & echo $! $SECONDS; ls > /dev/null');
    const shown = await type(line);
    expect(shown.replaceAll('/home/lab', '').replace(/\blab\b/g, '')).not.toMatch(/lab[-_]/i);
    expect(shown).not.toContain('bash: ');
  });

  it('leave the user a variable of any name', async () => {
    const { type } = testShell();
    await type('LAB_ENV=a');
    expect(await type('echo $LAB_ENV ${!LAB_*}; declare -p LAB_ENV; declare -p nope; echo $?')).toBe(
      'a LAB_ENV\ndeclare -- LAB_ENV="a"\nbash: declare: nope: not found\n1\n',
    );
  });
});

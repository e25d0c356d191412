/** Each expected text is what bash 5.2 prints for the lines. */
import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

it.each([
  [
    'bash -c "set -o" | head -8',
    'allexport      \toff\nbraceexpand    \ton\nemacs          \toff\nerrexit        \toff\nerrtrace       \toff\n' +
      'functrace      \toff\nhashall        \ton\nhistexpand     \toff\n',
  ],
  ['set -o | grep -E "^(emacs|history|monitor)"', 'emacs          \ton\nhistory        \ton\nmonitor        \ton\n'],
  [
    `bash -c "set -euo pipefail; set -o | grep -E 'errexit|nounset|pipefail'"`,
    'errexit        \ton\nnounset        \ton\npipefail       \ton\n',
  ],
  ['shopt -o nounset; echo $?; set -u; shopt -o nounset; echo $?', 'nounset        \toff\n1\nnounset        \ton\n0\n'],
  ['set -C; set +o | grep -E "noc|braceexp"', 'set -o braceexpand\nset -o noclobber\n'],
  ['shopt -s nullglob; shopt nullglob extglob; echo $?', 'nullglob       \ton\nextglob        \toff\n1\n'],
  ['shopt | wc -l; shopt | head -2', '57\nautocd         \toff\nassoc_expand_once\toff\n'],
  ['shopt nope; echo $?', 'bash: shopt: nope: invalid shell option name\n1\n'],
  ['set -o foo', 'bash: set: foo: invalid option name\n'],
  ['alias nope', 'bash: alias: nope: not found\n'],
  ['printf', 'printf: usage: printf [-v var] format [arguments]\n'],
  ['shift 5; echo $?', '1\n'],
  ["cat <<E\n$'a\\tb' $(printf '%s' $'q\\tr')\n${nope:-$'f'}\nE", "$'a\\tb' q\tr\n$'f'\n"],
])('%s', async (line, expected) => {
  expect(await testShell().type(line)).toBe(expected);
});

it.each([
  ['false; x=1; echo $?', '0\n'],
  ['false; a=(1 2); echo $?; false; x=1 y=2; echo $?', '0\n0\n'],
  ['f() { false; x=$1; }; f 2 && echo $x', '2\n'],
  ['x=$(exit 3); echo $?; x=1; echo $?', '3\n0\n'],
  ['readonly r=1; r=2; echo $?', 'bash: r: readonly variable\n'],
  ['false; set +x; echo $?', '0\n'],
])('%s', async (line, expected) => {
  expect(await testShell().type(line)).toBe(expected);
});

describe('declare -A', () => {
  it.each([
    ['declare -A a=([k]="2 3" ["p q"]=1); echo "${a[k]}|${a[p q]}|${#a[@]}"', '2 3|1|2\n'],
    ['f() { local -A b=([k]="2 3"); echo "${b[k]}"; }; f', '2 3\n'],
    ['declare -A c=(\n [web-1]="Crash Loop"\n); echo "${c[web-1]}"', 'Crash Loop\n'],
    ['declare -A d=(); d[x]=1; echo "${d[x]}"', '1\n'],
  ])('%s', async (line, printed) => {
    const { type } = testShell();
    expect(await type(line)).toBe(printed);
  });
});

describe('[[ -o name ]]', () => {
  it('tells if an option is set', async () => {
    const { type } = testShell();
    expect(await type('set -f; [[ -o noglob ]] && echo y; set +f; [[ -o noglob ]] || echo n')).toBe('y\nn\n');
  });
});

describe('set -e', () => {
  it.each([
    ['f() { false; echo in; }; f || echo caught; echo end', 'in\nend\n'],
    ['{ false; echo in; } || echo caught; echo end', 'in\nend\n'],
    ['(false; echo in) || echo caught; echo end', 'in\nend\n'],
    ['f() { false; echo in; }; ! f; echo end', 'in\nend\n'],
    ['f() { false; echo in; }; f && echo y; echo end', 'in\ny\nend\n'],
    ['f() { return 3; }; f || echo $?; echo end', '3\nend\n'],
    ['f() { return 3; }; true && f; echo end', ''],
    ['f() { false; echo in; }; f; echo end', ''],
  ])('%s', async (line, expected) => {
    expect(await testShell().type(`bash -c 'set -e; ${line}'`)).toBe(expected);
    expect(await testShell().type(`set -e; ${line}`)).toBe(expected);
  });
});

describe('sort -R', () => {
  it('sorts by chance, keeps equal lines together, and repeats itself in another shell', async () => {
    const { type } = testShell();
    expect(await type('seq 20 | sort -R | sort -n | paste -sd,')).toBe(
      `${Array.from({ length: 20 }, (_, i) => i + 1)}\n`,
    );
    expect(await type('[ "$(seq 20 | sort -R)" != "$(seq 20)" ]; echo $?')).toBe('0\n');
    expect(await type("printf 'a\\nb\\na\\nb\\n' | sort -R | uniq | wc -l")).toBe('2\n');
    const first = await testShell().type('seq 20 | sort -R; seq 20 | sort --random-sort');
    expect(await testShell().type('seq 20 | sort -R; seq 20 | sort --random-sort')).toBe(first);
  });
});

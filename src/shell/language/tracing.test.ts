/** `set -x`: recorded of bash 5.2. */
import { expect, it } from 'vitest';
import { testShell } from '../testing.ts';

it.each([
  ['echo a b', '+ echo a b\na b\n'],
  [
    `echo "it's" 'a b' '' '#' a~ 'a^b' $'a\\nb'`,
    "+ echo 'it'\\''s' 'a b' '' '#' a~ 'a^b' 'a\nb'\nit's a b  # a~ a^b a\nb\n",
  ],
  ['x=1; y="a b"; z=; echo $x "$y"', "+ x=1\n+ y='a b'\n+ z=\n+ echo 1 'a b'\n1 a b\n"],
  ['a=(1 2 3); echo ${a[1]}', '+ a=(1 2 3)\n+ echo 2\n2\n'],
  ['echo $(echo in)', '++ echo in\n+ echo in\nin\n'],
  ['x=$(echo 1; echo 2); echo "$x"', "++ echo 1\n++ echo 2\n+ x='1\n2'\n+ echo '1\n2'\n1\n2\n"],
  ['for i in a b; do echo $i; done', '+ for i in a b\n+ echo a\na\n+ for i in a b\n+ echo b\nb\n'],
  [
    'for ((i=0;i<2;i++)); do echo $i; done',
    '+ (( i=0 ))\n+ (( i<2 ))\n+ echo 0\n0\n+ (( i++ ))\n+ (( i<2 ))\n+ echo 1\n1\n+ (( i++ ))\n+ (( i<2 ))\n',
  ],
  ['x=b; case $x in a) echo A;; b) echo B;; esac', '+ x=b\n+ case $x in\n+ echo B\nB\n'],
  ['i=1; (( i++ )); echo $i; echo $((i+=1)); echo $i', '+ i=1\n+ ((  i++  ))\n+ echo 2\n2\n+ echo 3\n3\n+ echo 3\n3\n'],
  ['[[ a == b ]] || echo no', '+ [[ a == b ]]\n+ echo no\nno\n'],
  ['x="q r"; [[ -n $x && $x == q* ]] && echo yes', "+ x='q r'\n+ [[ -n q r ]]\n+ [[ q r == q* ]]\n+ echo yes\nyes\n"],
  ['[[ ! -f /none ]]; [[ 1 -lt 2 || 3 -gt 4 ]]', '+ [[ ! -f /none ]]\n+ [[ 1 -lt 2 ]]\n'],
  ['i=0; while [ $i -lt 1 ]; do i=$((i+1)); done', "+ i=0\n+ '[' 0 -lt 1 ']'\n+ i=1\n+ '[' 1 -lt 1 ']'\n"],
  ['f() { echo "f $1"; }; f 1', "+ f 1\n+ echo 'f 1'\nf 1\n"],
  [
    `export A=1 B="x y" C; readonly E=3; declare F=4; export J+=z K=`,
    "+ export A=1 'B=x y' C\n+ A=1\n+ B='x y'\n+ readonly E=3\n+ E=3\n+ declare F=4\n+ export J+=z K=\n+ J+=z\n+ K=\n",
  ],
  ['false; echo $?', '+ false\n+ echo 1\n1\n'],
  ['ls /none 2>/dev/null || echo $?', '+ ls /none\n+ echo 2\n2\n'],
  ['(echo sub; cd /tmp; pwd)', '+ echo sub\nsub\n+ cd /tmp\n+ pwd\n/tmp\n'],
  ["eval 'echo e; echo f'", "+ eval 'echo e; echo f'\n++ echo e\ne\n++ echo f\nf\n"],
  ['seq 1 | while read n; do echo "n=$n"; done', '+ seq 1\n+ read n\n+ echo n=1\nn=1\n+ read n\n'],
])('%s', async (line, shown) => {
  const { type } = testShell();
  expect(await type(`set -x; ${line}; set +x`)).toBe(`${shown}+ set +x\n`);
  expect(await type('echo off')).toBe('off\n');
});

it('stays on until it is turned off, in functions of earlier lines and in scripts too', async () => {
  const { type } = testShell();
  await type('f() { echo "$1"; }');
  await type('set -euxo pipefail; set +eu');
  expect(await type('f a')).toBe('+ f a\n+ echo a\na\n');
  expect(await type('PS4="> "; f b')).toBe("+ PS4='> '\n> f b\n> echo b\nb\n");
  expect(await type('set +o xtrace; f c')).toBe('> set +o xtrace\nc\n');
  expect(await type("bash -xc 'echo a'; echo b")).toBe('+ echo a\na\nb\n');
});

it('shows a command of kubectl before its output', async () => {
  const { type } = testShell();
  expect(
    await type('set -x; kubectl get namespaces -o name | grep default; kubectl get namespace default -o name'),
  ).toBe(
    '+ kubectl get namespaces -o name\n+ grep default\nnamespace/default\n' +
      '+ kubectl get namespace default -o name\nnamespace/default\n',
  );
});

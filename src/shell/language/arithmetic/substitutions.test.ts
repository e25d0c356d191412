/** Substitutions in arithmetic expressions and subscripts. The output was taken from bash 5.2. */
import { expect, it } from 'vitest';
import { testShell } from '../../testing.ts';

it.each([
  ['x=5; echo $(( $(echo $x) + 1 )) $((`echo $x` * 2))', '6 10\n'],
  ['f() { echo 4; }; echo $(( $(f) + ${unset:-$(f 2)} )); (( y = $(f) * 2 )); echo $y', '8\n8\n'],
  [
    'fact() { [ $1 -le 1 ] && echo 1 || echo $(( $1 * $(fact $(( $1 - 1 ))) )); }; fact 5; ' +
      'fib() { (( $1 < 2 )) && echo $1 || echo $(( $(fib $(($1-1))) + $(fib $(($1-2))) )); }; fib 6',
    '120\n8\n',
  ],
  [
    'n=0; while (( $(echo $n) < 2 )); do ((n++)); echo $n; done; for ((i=0; i<$(echo $n); i++)); do echo "i$i"; done',
    '1\n2\ni0\ni1\n',
  ],
  ['v=1.28.3; echo $(( ${v%%.*} + 1 )) $(( ${v: -1} * 2 )); false; echo $? $(( $(echo 1) ))', '2 6\n1 1\n'],
  ['a=(4 5 6); i=1; echo ${a[$((i + 1))]} "${a[$(echo $i)]}" "${a[$((5 % ${#a[@]}))]}" $((${#a[@]} - 1))', '6 5 6 2\n'],
  ['declare -A m=([x]=1); echo ${m[$(echo x)]}; s=abc; echo ${s:$(echo 1)} ${s:$((1)):$(echo 1)}', '1\nbc b\n'],
  ['y=1; cat <<E\n$(( $(echo $y) + 1 )) ${z:-$(( $(echo 4) ))}\nE', '2 4\n'],
])('%s', async (line, printed) => {
  expect(await testShell().type(line)).toBe(printed);
});

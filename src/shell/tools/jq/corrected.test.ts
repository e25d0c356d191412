/** Each expected text is what jq 1.6 prints. */
import { expect, it } from 'vitest';
import { testShell } from '../../testing.ts';

it.each([
  [`jq -rn '[["a", null], [1.5, true]][] | @csv'`, '"a",\n1.5,true\n'],
  [`jq -rn '["a\\"b", 1] | @csv'`, '"a""b",1\n'],
  [`jq -rn '[{a: 1}] | @csv'; echo $?`, 'jq: error (at <unknown>): object ({"a":1}) is not valid in a csv row\n5\n'],
  [`jq -rn '[null // "x", 1] | @csv'`, '"x",1\n'],
  [`jq -rn '["a b", 1] | @sh'`, "'a b' 1\n"],
  [`jq -cn '{a: {x: 1, y: 2}, b: 3, "c d": 4} | del(.a.x, .b, ."c d")'`, '{"a":{"y":2}}\n'],
  [`jq -cn '{a: {"k.io/x": 1, y: 2}, b: 3} | del(.a["k.io/x"], .b)'`, '{"a":{"y":2}}\n'],
  [`jq -cn '{i: [{m: {u: 1, n: 2}, s: 3}]} | del(.i[].m.u, .i[].s)'`, '{"i":[{"m":{"n":2}}]}\n'],
  [`jq -cn '{"a[]": 1, b: 2} | del(."a[]")'`, '{"b":2}\n'],
  [`jq -cn '{i: [{m: 1, s: 3}]} | .i |= map(del(.m, .nope))'`, '{"i":[{"s":3}]}\n'],
  [`jq -cn '["b", "a", "b"] | unique'`, '["a","b"]\n'],
  [`jq -cn '[{a: 2}, {a: 1}, {a: 2}] | unique_by(.a)'`, '[{"a":1},{"a":2}]\n'],
  [`jq -cn '["x", "y"] | to_entries[] | [.key, .value]'`, '[0,"x"]\n[1,"y"]\n'],
  [`jq -cn '{a: 1} | to_entries'`, '[{"key":"a","value":1}]\n'],
  [`jq -n '"2024-01-02T03:04:05Z" | fromdateiso8601'`, '1704164645\n'],
  [`jq -jn '"a", "b"'`, 'ab'],
  [`echo '.a' > f.jq; echo '{"a": "x"}' | jq -rf f.jq; echo '{"a": 2}' > d; jq -f f.jq d`, 'x\n2\n'],
  [`jq -en 'empty'; echo $?; jq -en null; echo $?`, '4\nnull\n1\n'],
])('%s', async (line, expected) => {
  expect(await testShell().type(line)).toBe(expected);
});

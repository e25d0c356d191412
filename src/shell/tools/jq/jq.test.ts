/** Errors of `jq`, as jq 1.7 words them (src/execute.c, src/builtin.jq, src/jv_aux.c). */
import { expect, it } from 'vitest';
import { testShell } from '../../testing.ts';

it.each([
  ['echo null | jq ".[]"', '<stdin>:1', 'Cannot iterate over null (null)'],
  [`echo '{"a":1}' | jq '.a[]'`, '<stdin>:1', 'Cannot iterate over number (1)'],
  [`echo '{"items":null}' | jq '.items | map(.x)'`, '<stdin>:1', 'Cannot iterate over null (null)'],
  [
    `echo '{"items":"none here at all"}' | jq -r '.items[].name'`,
    '<stdin>:1',
    'Cannot iterate over string ("none here ...)',
  ],
  [`jq -n '"x" | keys'`, '<unknown>', 'string ("x") has no keys'],
  [`jq -n 'true | length'`, '<unknown>', 'boolean (true) has no length'],
  [`jq -n '{} | .[0]'`, '<unknown>', 'Cannot index object with number'],
  [`jq -n '{} | sort'`, '<unknown>', 'object ({}) cannot be sorted, as it is not an array'],
  [`jq -n 'error("no such Pod")'`, '<unknown>', 'no such Pod'],
  [`jq -n '1 | to_entries'`, '<unknown>', 'number (1) has no keys'],
])('%s', async (line, place, message) => {
  const { type } = testShell();
  expect(await type(`${line}; echo $?`)).toBe(`jq: error (at ${place}): ${message}\n5\n`);
});

it.each([
  [`jq -nc '[] | .[0], length, keys, map(.)'`, 'null\n0\n[]\n[]\n'],
  [`jq -nc '[[1,2],[3]] | .[][]'`, '1\n2\n3\n'],
  [`jq -nc '{"a":{"b":1}} | .a[], [.[]], (.a | keys)'`, '1\n[{"b":1}]\n["b"]\n'],
  [`jq -nc 'null | .[]?'`, ''],
  [`jq -nc '{keys: 1, length: 2} | .keys, .length'`, '1\n2\n'],
  [`jq -nc 'null | if . == null then [] else . end'`, '[]\n'],
  [`jq -nc '[3,1] | sort, add, (map(. + 1) | join("-"))'`, '[1,3]\n4\n"4-2"\n'],
  [`jq -nc '{"a":[1,2]} | .a[1], .a[0:1][]'`, '2\n1\n'],
])('%s is right', async (line, printed) => {
  expect(await testShell().type(line)).toBe(printed);
});

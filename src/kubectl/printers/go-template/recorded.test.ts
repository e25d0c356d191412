// Recorded of kubectl v1.32.4, whose templates are those of v1.36: kubectl label --local -f pod.yaml z=y -o go-template=…
import { expect, it } from 'vitest';
import { GoTemplate } from './go-template.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', labels: { app: 'nginx', z: 'y' } },
  spec: {
    containers: [
      { name: 'nginx', image: 'nginx:1' },
      { name: 'log', image: 'busybox' },
    ],
  },
};

it.each([
  ['{{.x.y}}', '<no value>'],
  ['{{index .metadata.name 0}}', '119'],
  ['{{printf "%d" .kind}}', '%!d(string=Pod)'],
  ['{{exists .metadata "labels"}}', 'true'],
  ['{{printf "%s" .metadata.name | printf "%s-%s" .kind}}', 'Pod-web-0'],
  ['{{eq .nope .kind}}', 'false'],
])('%j prints %j', (template, printed) => {
  expect(new GoTemplate(template).print(pod)).toBe(printed);
});

it.each([
  [
    '{{.metadata.name.x}}',
    'template: output:1:11: executing "output" at <.metadata.name.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{.metadata.name.x.y}}',
    'template: output:1:11: executing "output" at <.metadata.name.x.y>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{ .kind.x }}',
    'template: output:1:8: executing "output" at <.kind.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{$.metadata.name.x}}',
    'template: output:1:3: executing "output" at <$.metadata.name.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{$a := .metadata}}{{$a.name.x}}',
    'template: output:1:23: executing "output" at <$a.name.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{(index .spec.containers 0).name.x}}',
    'template: output:1:26: executing "output" at <0>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{index .spec.containers 7}}',
    'template: output:1:2: executing "output" at <index .spec.containers 7>: error calling index: index out of range: 7',
  ],
  [
    '{{index .spec.containers "a"}}',
    'template: output:1:2: executing "output" at <index .spec.containers "a">: error calling index: cannot index slice/array with type string',
  ],
  [
    '{{index .metadata 1}}',
    'template: output:1:2: executing "output" at <index .metadata 1>: error calling index: value has type int; should be string',
  ],
  [
    '{{index .kind "a"}}',
    'template: output:1:2: executing "output" at <index .kind "a">: error calling index: cannot index slice/array with type string',
  ],
  [
    '{{index .nope "a"}}',
    'template: output:1:2: executing "output" at <index .nope "a">: error calling index: index of untyped nil',
  ],
  ['{{range .kind}}x{{end}}', 'template: output:1:8: executing "output" at <.kind>: range can\'t iterate over Pod'],
  [
    '{{range .spec.containers}}{{.name.x}}{{end}}',
    'template: output:1:33: executing "output" at <.name.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{if eq .kind 1}}a{{end}}',
    'template: output:1:5: executing "output" at <eq .kind 1>: error calling eq: incompatible types for comparison',
  ],
  [
    '{{if eq .metadata 1}}a{{end}}',
    'template: output:1:5: executing "output" at <eq .metadata 1>: error calling eq: incompatible types for comparison',
  ],
  [
    '{{if lt .kind 1}}a{{end}}',
    'template: output:1:5: executing "output" at <lt .kind 1>: error calling lt: incompatible types for comparison',
  ],
  [
    '{{if lt .metadata .metadata}}a{{end}}',
    'template: output:1:5: executing "output" at <lt .metadata .metadata>: error calling lt: invalid type for comparison',
  ],
  [
    '{{len .nope}}',
    'template: output:1:2: executing "output" at <len .nope>: error calling len: reflect: call of reflect.Value.Type on zero Value',
  ],
  ['{{len 3}}', 'template: output:1:2: executing "output" at <len 3>: error calling len: len of type int'],
  [
    '{{len .kind .kind}}',
    'template: output:1:2: executing "output" at <len>: wrong number of args for len: want 1 got 2',
  ],
  ['{{.kind | len | len}}', 'template: output:1:16: executing "output" at <len>: error calling len: len of type int'],
  [
    '{{.kind .metadata}}',
    'template: output:1:2: executing "output" at <.kind>: kind is not a method but has arguments',
  ],
  [
    '{{.kind | .metadata}}',
    'template: output:1:10: executing "output" at <.metadata>: metadata is not a method but has arguments',
  ],
  ['{{"a" | .kind}}', 'template: output:1:8: executing "output" at <.kind>: kind is not a method but has arguments'],
  ['{{printf 3}}', 'template: output:1:9: executing "output" at <3>: expected string; found 3'],
  ['{{base64decode 3}}', 'template: output:1:15: executing "output" at <3>: expected string; found 3'],
  [
    '{{.spec.containers.name}}',
    'template: output:1:7: executing "output" at <.spec.containers.name>: can\'t evaluate field name in type interface {}',
  ],
  [
    '{{with .metadata}}{{.name.x}}{{end}}',
    'template: output:1:25: executing "output" at <.name.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    'a\n  b {{.metadata.name.x}}',
    'template: output:2:15: executing "output" at <.metadata.name.x>: can\'t evaluate field x in type interface {}',
  ],
  ['{{"x" "y"}}', 'template: output:1:2: executing "output" at <"x">: can\'t give argument to non-function "x"'],
  ['{{not}}', 'template: output:1:2: executing "output" at <not>: wrong number of args for not: want 1 got 0'],
  [
    '{{eq .kind}}',
    'template: output:1:2: executing "output" at <eq .kind>: error calling eq: missing argument for comparison',
  ],
  [
    '{{slice .kind 1 9}}',
    'template: output:1:2: executing "output" at <slice .kind 1 9>: error calling slice: index out of range: 9',
  ],
  ['{{. .kind}}', 'template: output:1:2: executing "output" at <.>: can\'t give argument to non-function .'],
  [
    '{{index .metadata "labels" "app" "x"}}',
    'template: output:1:2: executing "output" at <index .metadata "labels" "app" "x">: error calling index: cannot index slice/array with type string',
  ],
  ['{{and}}', 'template: output:1:2: executing "output" at <and>: wrong number of args for and: want at least 1 got 0'],
  [
    '{{.metadata.labels.app.b}}',
    'template: output:1:11: executing "output" at <.metadata.labels.app.b>: can\'t evaluate field b in type interface {}',
  ],
  [
    '{{range $i, $c := .spec.containers}}{{$c.name.q}}{{end}}',
    'template: output:1:40: executing "output" at <$c.name.q>: can\'t evaluate field q in type interface {}',
  ],
  [
    '{{eq 1 "a"}}',
    'template: output:1:2: executing "output" at <eq 1 "a">: error calling eq: incompatible types for comparison',
  ],
  [
    '{{ge .kind .nope}}',
    'template: output:1:2: executing "output" at <ge .kind .nope>: error calling ge: invalid type for comparison',
  ],
  [
    '{{lt .nope 1}}',
    'template: output:1:2: executing "output" at <lt .nope 1>: error calling lt: invalid type for comparison',
  ],
])('%j fails: %s', (template, message) => {
  expect(() => new GoTemplate(template).print(pod)).toThrow(expect.objectContaining({ message }));
});

it.each([
  ['{{3 | "a"}}', 'template: output:1: non executable command in pipeline stage 2'],
  ['{{nope}}', 'template: output:1: function "nope" not defined'],
  ['{{$x}}', 'template: output:1: undefined variable "$x"'],
  ['{{.metadata', 'template: output:1: unclosed action'],
  ['{{end}}', 'template: output:1: unexpected {{end}}'],
  ['{{if .x}}', 'template: output:1: unexpected EOF'],
  ['{{}}', 'template: output:1: missing value for command'],
  ['{{range}}{{end}}', 'template: output:1: missing value for range'],
  ['{{.kind)}}', 'template: output:1: unexpected right paren'],
  ['{{(.kind}}', 'template: output:1: unclosed left paren'],
  ['{{"abc}}', 'template: output:1: unterminated quoted string'],
  ['{{else}}', 'template: output:1: unexpected {{else}}'],
  ['{{break}}', 'template: output:1: {{break}} outside {{range}}'],
  ['{{.kind.}}', 'template: output:1: unexpected <.> in operand'],
  ['{{1.2.3}}', 'template: output:1: unexpected ".3" in operand'],
  ['{{ .metadata-name }}', "template: output:1: bad character U+002D '-'"],
])('%j is not read: %s', (template, message) => {
  expect(() => new GoTemplate(template)).toThrow(expect.objectContaining({ message }));
});

import { describe, expect, it } from 'vitest';
import { GoTemplate } from './go-template.ts';

const pod = {
  metadata: { name: 'web-0', labels: { app: 'nginx', 'a/b': 'x' } },
  spec: {
    containers: [
      { name: 'nginx', image: 'nginx:1', ports: [] },
      { name: 'log', image: 'busybox' },
    ],
    count: 2,
  },
  secret: 'aGVsbG8=',
  empty: {},
};

// Rules of https://pkg.go.dev/text/template; numbers of objects are float64, as encoding/json reads them.
describe('Go templates', () => {
  it.each([
    ['{{.metadata.name}}', 'web-0'],
    [
      '{{.spec.count}} {{.nope}} {{.spec.containers}}',
      '2 <no value> [map[image:nginx:1 name:nginx ports:[]] map[image:busybox name:log]]',
    ],
    ['{{range .spec.containers}}{{.name}};{{end}}', 'nginx;log;'],
    ['{{range $i, $c := .spec.containers}}{{$i}}={{$c.name}} {{end}}', '0=nginx 1=log '],
    ['{{range $k, $v := .metadata.labels}}{{$k}}:{{$v}} {{end}}', 'a/b:x app:nginx '],
    ['{{range .empty}}x{{else}}none{{end}}', 'none'],
    ['{{if .nope}}a{{else if .metadata}}b{{else}}c{{end}}', 'b'],
    ['{{with .metadata}}{{.name}}{{end}}{{with .nope}}x{{else}}!{{end}}', 'web-0!'],
    ['{{with $x := "a"}}{{$x}}{{end}}', 'a'],
    ['{{index .spec.containers 1 "name"}} {{index .metadata.labels "a/b"}}', 'log x'],
    ['{{(index .spec.containers 0).image}}', 'nginx:1'],
    ['{{len .spec.containers}}', '2'],
    ['{{if eq .metadata.name "a" "web-0"}}yes{{end}}', 'yes'],
    ['{{if and .metadata (not .nope)}}yes{{end}}', 'yes'],
    ['{{or .nope "other"}}', 'other'],
    ['{{if gt (len .spec.containers) 1}}many{{end}}', 'many'],
    ['{{printf "%-6s|%d|%v|%q" "ab" 3 .spec.count "x"}}', 'ab    |3|2|"x"'],
    ['{{"a" | printf "%s-%s" "b"}}', 'b-a'],
    ['{{.secret | base64decode}}', 'hello'],
    ['a {{- /* nothing */ -}} b', 'ab'],
    ['{{"x"}}  {{- "y" -}}  z', 'xyz'],
    ['{{range .spec.containers}}{{if eq .name "nginx"}}{{continue}}{{end}}{{.name}}{{end}}', 'log'],
    ['{{$n := "a"}}{{if true}}{{$n = "b"}}{{end}}{{$n}}', 'b'],
    ['{{print 1 2 "a" 3}} {{println "x"}}', '1 2a3 x\n'],
    ['{{html "<b>"}}', '&lt;b&gt;'],
  ])('%s', (template, expected) => {
    expect(new GoTemplate(template).print(pod)).toBe(expected);
  });

  it.each([
    ['{{.metadata', 'unclosed action'],
    ['{{if .x}}', 'unexpected EOF'],
    ['{{end}}', 'unexpected {{end}}'],
    ['{{nope}}', 'function "nope" not defined'],
    ['{{$x}}', 'undefined variable "$x"'],
    ['{{}}', 'missing value for command'],
  ])('%s cannot be read: %s', (template, message) => {
    expect(() => new GoTemplate(template)).toThrow(message);
  });
});

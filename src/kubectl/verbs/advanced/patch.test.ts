import { describe, expect, it } from 'vitest';
import { jsonSyntaxError } from '../../text/go-json.ts';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

const start = () => {
  const session = newSession({ 'web.yaml': webYaml, 'patch.yaml': 'spec:\n  replicas: 4\n' });
  session.settled('apply -f web.yaml');
  return session;
};

describe('patch', () => {
  // Recorded: errors.
  it('answers as recorded', () => {
    const transcript = script`
      $ patch sts nope -p "{}"
      ! Error from server (NotFound): statefulsets.apps "nope" not found
      [1]
      $ patch sts nope -p '{bad'
      ! Error from server (NotFound): statefulsets.apps "nope" not found
      [1]
      $ patch sts web -p '{"spec":{"replicas":-1}}'
      ! The StatefulSet "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0
      [1]
      $ patch sts web -p '{"spec":{"replicas":"x"}}'
      ! The request is invalid: patch: Invalid value: "map[spec:map[replicas:x]]": unrecognized type: int32
      [1]
      $ patch sts web --type=json -p '[{"op":"replace","path":"/spec/nope/0","value":1}]'
      ! The request is invalid: the server rejected our request due to an error in our request
      [1]
      $ patch sts web --type=json -p '[{"op":"test","path":"/spec/replicas","value":9}]'
      ! The request is invalid: the server rejected our request due to an error in our request
      [1]
      $ patch sts web --type=merge -p '{"spec":{"foo":1}}'
      statefulset.apps/web patched (no change)
      ! Warning: unknown field "spec.foo"
      $ patch pvc www-web-0 -p '{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}'
      ! Error from server (Forbidden): persistentvolumeclaims "www-web-0" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize
      [1]
    `;
    expect(play(start(), transcript)).toBe(transcript);
  });

  // apiserver/pkg/endpoints/handlers/patch.go: the kind of a patched object is that of its resource.
  it('never changes what an object is', () => {
    const session = start();
    expect(session.run(`patch pod web-0 -p '{"kind":"Foo","apiVersion":"v2"}'`).stdout).toBe(
      'pod/web-0 patched (no change)\n',
    );
    expect(session.run(`patch pod web-0 --type=merge -p '{"kind":null}'`).stdout).toBe(
      'pod/web-0 patched (no change)\n',
    );
    expect(
      session.run(`patch pod web-0 -p '{"spec":{"containers":[{"name":"nginx","$patch":"delete"}]}}'`).stderr,
    ).toBe(
      'The Pod "web-0" is invalid: \n* spec.containers: Required value\n' +
        '* spec.containers: Forbidden: pod updates may not add or remove containers\n',
    );
  });

  it('reads YAML, files, and refuses what contradicts itself', () => {
    const transcript = script`
      $ patch sts web
      ! error: must specify --patch or --patch-file containing the contents of the patch
      [1]
      $ patch sts web -p {} --patch-file=patch.yaml
      ! error: cannot specify --patch and --patch-file together
      [1]
      $ patch sts web -p {} --type=foo
      ! error: --type must be one of [json merge strategic], not "foo"
      [1]
      $ patch sts web -p '{bad'
      ! Error from server (BadRequest): invalid character 'b' looking for beginning of object key string
      [1]
      $ patch sts web -p '{"metadata":{"name":"x"}}'
      ! Error from server (BadRequest): the name of the object (x) does not match the name on the URL (web)
      [1]
      $ patch sts web -p '{"spec": {"replicas": 2}}'
      statefulset.apps/web patched (no change)
      $ patch sts web -p 'spec: {replicas: 3}'
      statefulset.apps/web patched
      $ patch sts web --patch-file=patch.yaml --dry-run=server -o jsonpath={.spec.replicas}
      4
      $ patch -f web.yaml -p '{"metadata":{"labels":{"a":"b"}}}'
      service/nginx patched
      statefulset.apps/web patched
    `;
    const session = start();
    expect(play(session, transcript)).toBe(transcript);
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.spec.replicas).toBe(3);
  });

  // RFC 6902, with what the server's library makes of a path that is not there.
  it.each([
    ['add to a map', '{"op":"add","path":"/metadata/labels","value":{"a":"b"}}', { a: 'b' }],
    [
      'escaped names',
      '{"op":"add","path":"/metadata/labels","value":{"a/b":"c"}},{"op":"replace","path":"/metadata/labels/a~1b","value":"d"}',
      { 'a/b': 'd' },
    ],
    ['remove what is not there', '{"op":"remove","path":"/metadata/labels"}', undefined],
    ['replace what is not there', '{"op":"replace","path":"/metadata/labels","value":{}}', undefined],
    ['copy from nowhere', '{"op":"copy","from":"/metadata/nope","path":"/metadata/labels"}', undefined],
    ['add beyond the end of a list', '{"op":"add","path":"/spec/template/spec/containers/7","value":{}}', undefined],
    ['an operation that there is not', '{"op":"frob","path":"/spec"}', undefined],
  ])('%s', (_, operations, labels) => {
    const session = start();
    const { exit } = session.run(`patch sts web --type=json -p '[${operations}]'`);
    expect(exit).toBe(labels === undefined ? 1 : 0);
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.metadata.labels).toEqual(labels);
  });

  it('appends to a list', () => {
    const session = start();
    const operation =
      '{"op":"add","path":"/spec/template/spec/containers/0/env","value":[]},{"op":"add","path":"/spec/template/spec/containers/0/env/-","value":{"name":"A"}}';
    session.run(`patch sts web --type=json -p '[${operation}]'`);
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.spec.template.spec.containers[0]!.env).toEqual([
      { name: 'A' },
    ]);
  });
});

// As Go's encoding/json words them.
it.each([
  ['{}', undefined],
  ['[1, -2.5e3, "a\\u00e9", true, null]', undefined],
  ['', 'unexpected end of JSON input'],
  ['{"a"', 'unexpected end of JSON input'],
  ['{"a" 1}', "invalid character '1' after object key"],
  ['{"a":1 "b"}', `invalid character '"' after object key:value pair`],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ['[1 2]', "invalid character '2' after array element"],
  ['{} {}', "invalid character '{' after top-level value"],
  ['tru', 'unexpected end of JSON input'],
  ['trux', "invalid character 'x' in literal true (expecting 'e')"],
  ['-x', "invalid character 'x' in numeric literal"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['"\\q"', "invalid character 'q' in string escape code"],
  ["'a'", "invalid character '\\'' looking for beginning of value"],
])('JSON %s: %s', (text, error) => {
  expect(jsonSyntaxError(text)).toBe(error);
});

// The answers of kubectl 1.32.
it.each([
  ['[null]', 'Unexpected kind: unknown'],
  ['[1]', 'json: cannot unmarshal number into Go value of type jsonpatch.Operation'],
  ['[[]]', 'json: cannot unmarshal array into Go value of type jsonpatch.Operation'],
  ['[{"op":5}]', 'Unexpected kind: unknown'],
  ['[{"op":"remove","path":5}]', 'remove operation failed to decode path: missing value'],
  [
    '[{"op":"add","path":"/metadata/labels","value":{}},{"op":"remove","path":"/nope"},{"op":"test","path":"/kind"}]',
    "error in remove for path: '/nope': Unable to remove nonexistent key: nope: missing value",
  ],
])('names what is wrong with a local JSON Patch: %s', (text, error) => {
  const { stderr } = newSession({ 'web.yaml': webYaml }).run(`patch --local -f web.yaml --type=json -p '${text}'`);
  expect(stderr.split('\n')[0]).toBe(`error: ${error}`);
});

it('refuses a local JSON Patch of too many operations', () => {
  const text = JSON.stringify(Array.from({ length: 10_001 }, () => ({ op: 'test', path: '/kind', value: 'x' })));
  const { stderr } = newSession({ 'web.yaml': webYaml, p: text }).run(
    'patch --local -f web.yaml --type=json --patch-file=p',
  );
  expect(stderr).toContain('error: the patch has more than 10000 operations\n');
});

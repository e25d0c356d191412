import { describe, expect, it } from 'vitest';
import { maxReadAgain, readEvents } from './events.ts';
import { parseManifests, type Path, type Range } from './parse.ts';

const objects = (text: string) => parseManifests(text).documents.map(({ object }) => object);
const names = (text: string) => objects(text).map(({ metadata }) => metadata?.name);
const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

describe('documents', () => {
  it.each<[string, string, readonly string[], readonly number[]]>([
    ['one', pod('a'), ['a'], [0]],
    ['several', `${pod('a')}---\n${pod('b')}---\n${pod('c')}`, ['a', 'b', 'c'], [0, 1, 2]],
    ['dashes first and last', `---\n${pod('a')}---\n`, ['a'], [0]],
    ['empty ones between', `${pod('a')}---\n# nothing\n---\n${pod('b')}`, ['a', 'b'], [0, 2]],
    ['a comment behind the dashes', `${pod('a')}--- # next\n${pod('b')}`, ['a', 'b'], [0, 1]],
    ['Windows line ends', `${pod('a')}---\n${pod('b')}`.replaceAll('\n', '\r\n'), ['a', 'b'], [0, 1]],
    ['a byte order mark', `\uFEFF${pod('a')}`, ['a'], [0]],
    ['JSON', '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}', ['a'], [0]],
    ['none', '# nothing\n', [], []],
    ['an empty text', '', [], []],
  ])('%s', (_, text, expected, indexes) => {
    const { documents, error } = parseManifests(text);
    expect(error).toBeUndefined();
    expect(documents.map(({ object }) => object.metadata?.name)).toEqual(expected);
    expect(documents.map(({ index }) => index)).toEqual(indexes);
  });

  it('are those before an error, as kubectl acts on them', () => {
    const { documents, error } = parseManifests(`${pod('a')}---\nkind: [\n---\n${pod('b')}`);
    expect(documents.map(({ object }) => object.metadata?.name)).toEqual(['a']);
    expect(error?.position.line).toBeGreaterThanOrEqual(6);
  });

  it('of a List are its items, of Lists in it too', () => {
    const text = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Pod, metadata: {name: a}}
- apiVersion: v1
  kind: PodList
  items:
  - {apiVersion: v1, kind: Pod, metadata: {name: b}}
- {apiVersion: v1, kind: Pod, metadata: {name: c}}
`;
    expect(names(text)).toEqual(['a', 'b', 'c']);
    const [a, b, c] = parseManifests(text).documents;
    expect([a, b, c].map((d) => d?.positionOf(['metadata', 'name']).line)).toEqual([4, 8, 9]);
    expect([a, b, c].map((d) => d?.index)).toEqual([0, 0, 0]);
  });
});

describe('values', () => {
  const value = (text: string) => objects(`apiVersion: v1\nkind: Pod\nx: ${text}\n`)[0]?.['x'];

  it.each<[string, unknown]>([
    ['3', 3],
    ['"3"', '3'],
    ['yes', true],
    ['off', false],
    ['"yes"', 'yes'],
    ['~', null],
    ['', null],
    ['0777', 511],
    ['0x10', 16],
    ['1e3', 1000],
    ['1_000', 1000],
    ['1:30', '1:30'],
    ['2020-01-01', '2020-01-01'],
    ['1Gi', '1Gi'],
    ['nginx:1.25', 'nginx:1.25'],
    ['a b # c', 'a b'],
    ["'it''s'", "it's"],
    ['|\n  a\n  b', 'a\nb\n'],
    ['>-\n  a\n  b', 'a b'],
    ['{a: 1, b: [2]}', { a: 1, b: [2] }],
    ['{a: 1, a: 2}', { a: 2 }],
    ['{y: 1}', { true: 1 }],
    ['{__proto__: 1}', { ['__proto__']: 1 }],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('may be written once and used twice', () => {
    const [object] = objects(`apiVersion: v1\nkind: Pod\na: &a {x: 1}\nb: *a\nc: {<<: *a, z: 2}\n`);
    expect(object).toMatchObject({ a: { x: 1 }, b: { x: 1 }, c: { x: 1, z: 2 } });
    expect(object?.['a']).not.toBe(object?.['b']);
  });

  it('in brackets and quotes need no indentation', () => {
    const text = `apiVersion: v1
kind: Pod
spec:
  list: [
    a, # one
b
  ]
  map: {
}
  text: "one
two"
  last: 1
`;
    const [document] = parseManifests(text).documents;
    expect(document?.object['spec']).toEqual({ list: ['a', 'b'], map: {}, text: 'one two', last: 1 });
    expect(document?.positionOf(['spec', 'list', 1])).toEqual({ line: 6, column: 1, endLine: 6, endColumn: 2 });
    expect(document?.positionOf(['spec', 'map'])).toMatchObject({ line: 8, column: 8, endLine: 9, endColumn: 2 });
    expect(document?.positionOf(['spec', 'text'])).toMatchObject({ line: 10, endLine: 11, endColumn: 5 });
    expect(document?.positionOf(['spec', 'last'])).toMatchObject({ line: 12, column: 9, endColumn: 10 });
  });
});

describe('positionOf', () => {
  const text = `# A set
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web, labels: {app: "nginx"}}
spec:
  replicas: 3 # three
  serviceName:
  template:
    spec:
      containers:
      - name: nginx
        image: 'nginx:1'
      -
      - name: other
  note: |
    text
  same: &s [1]
  again: *s
  replicas: 4
`;
  /** Returns the text of the range, and the line on which it begins. */
  const at = (path: Path, part?: 'key' | 'value', source = text) => {
    const range = parseManifests(source).documents[0]!.positionOf(path, part);
    return [cut(source, range), range.line];
  };
  const containers = ['spec', 'template', 'spec', 'containers'];

  it.each<[Path, 'key' | 'value', string, number]>([
    [['kind'], 'value', 'StatefulSet', 3],
    [['kind'], 'key', 'kind', 3],
    [['metadata', 'name'], 'value', 'web', 4],
    [['metadata', 'labels'], 'value', '{app: "nginx"}', 4],
    [['metadata', 'labels', 'app'], 'value', '"nginx"', 4],
    [['spec', 'replicas'], 'value', '4', 19],
    [[...containers, 0, 'image'], 'value', "'nginx:1'", 12],
    [[...containers, 0, 'image'], 'key', 'image', 12],
    [[...containers, 2, 'name'], 'value', 'other', 14],
    [['spec', 'note'], 'value', '|\n    text', 15],
    [['spec', 'again'], 'value', '*s', 18],
    [['spec', 'again', 0], 'value', '1', 17],
  ])('%j: the %s', (path, part, expected, line) => {
    expect(at(path, part)).toEqual([expected, line]);
  });

  it.each<[Path, string, number]>([
    [['spec', 'serviceName'], 'serviceName', 7],
    [['spec', 'ordinals', 'start'], 'spec', 5],
    [[...containers, 0, 'command', 0], 'name', 11],
    [[...containers, 7], 'containers', 10],
    [['status'], 'apiVersion', 2],
    [[], 'apiVersion', 2],
  ])('%j is not written: the nearest name', (path, expected, line) => {
    expect(at(path)[1]).toBe(line);
    expect(at(path)[0]).toContain(expected);
  });

  it('counts lines and columns of the whole text, whatever its line ends', () => {
    const two = `${pod('a')}---\n${pod('web')}`.replaceAll('\n', '\r\n');
    expect(parseManifests(two).documents[1]?.positionOf(['metadata', 'name'])).toEqual({
      line: 9,
      column: 9,
      endLine: 9,
      endColumn: 12,
    });
  });

  it('does the same in JSON', () => {
    const json = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec: { replicas: 3 } }, null, 2);
    expect(at(['spec', 'replicas'], 'value', json)).toEqual(['3', 5]);
    expect(at(['spec', 'replicas'], 'key', json)).toEqual(['"replicas"', 5]);
  });
});

/** Returns the text of a range. */
function cut(text: string, { line, column, endLine, endColumn }: Range): string {
  const lines = text.split('\n').slice(line - 1, endLine);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, endColumn - 1);
  lines[0] = lines[0]!.slice(column - 1);
  return lines.join('\n');
}

describe('errors', () => {
  const message = (text: string) => parseManifests(text, 'bad.yaml').error?.message;
  const parsing = 'error parsing bad.yaml: error converting YAML to JSON: yaml: ';
  const validating = 'error validating "bad.yaml": error validating data: ';
  const skip = '; if you choose to ignore these errors, turn validation off with --validate=false';

  /** Recorded from kubectl 1.36. */
  const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: bad
spec:
  serviceName: "nginx"
  replicas: 2
  selector:
    matchLabels:
      app: nginx
`;
  it.each([
    ['a line too deep', set.replace('  replicas', '   replicas'), `${parsing}line 6: did not find expected key`],
    ['a tab', set.replace('  replicas', '\treplicas'), `${parsing}line 7: found character that cannot start any token`],
    ['no kind', set.replace('kind: StatefulSet\n', ''), `${validating}kind not set${skip}`],
    ['only text', 'just a string\n', `${validating}invalid object to validate${skip}`],
    [
      'a template’s placeholder',
      set.replace('name: bad', 'name: @STS_NAME@'),
      `${parsing}line 4: found character that cannot start any token`,
    ],
    [
      'a tab below a comment',
      '# 删除\nspec:\n\tpersistentVolumeClaimRetentionPolicy:\n\t  whenDeleted: Delete\n',
      `${parsing}line 3: found character that cannot start any token`,
    ],
  ])('%s', (_, text, expected) => {
    expect(message(text)).toBe(expected);
  });

  it('takes a key that stands twice without a word, and remarks on it', () => {
    const text = set.replace('  replicas: 2\n', '  replicas: 2\n  replicas: 3\n');
    const { error, documents, remarks } = parseManifests(text);
    expect([error, documents[0]?.object['spec']]).toMatchObject([undefined, { replicas: 3 }]);
    expect(remarks).toMatchObject([{ code: 'DuplicateKey', params: { key: 'replicas' }, position: { line: 8 } }]);
  });

  /** Messages of libyaml, on which Go's library is based. Its parser counts lines from 0, its scanner from 1. */
  it.each([
    ['metadata:\n  name: [web\nspec: {}\n', "line 4: did not find expected ',' or ']'"],
    ['metadata: {name: web\nspec: {}\n', "line 3: did not find expected ',' or '}'"],
    ['metadata:\n  name: "web\nspec: {}\n', 'line 6: found unexpected end of stream'],
    ['metadata\n  name: web\n', "line 4: could not find expected ':'"],
    ['metadata:\n  name: a: b\n', 'line 4: mapping values are not allowed in this context'],
    ['metadata:\n  name: - web\n', 'line 4: block sequence entries are not allowed in this context'],
    ['metadata:\n  name: }\n', 'line 3: did not find expected node content'],
    ['metadata:\n  - name: web\n - x\n', 'line 4: did not find expected key'],
    ['metadata:\n  labels:\n    app: nginx\n\ttier: web\n', 'line 6: found a tab character that violates indentation'],
    ['metadata:\n  name: |web\n', 'line 4: did not find expected comment or line break'],
    ['metadata:\n  name: "\\q"\n', 'line 4: found unknown escape character'],
    ['metadata:\n  - a\n  b: c\n', "line 4: did not find expected '-' indicator"],
    ['metadata:\n  name: web\n foo: bar\n', 'line 4: did not find expected key'],
    ['metadata:\n  name: web\n  "x" y\n', "line 6: could not find expected ':'"],
  ])('%j', (text, expected) => {
    expect(message(`apiVersion: v1\nkind: Pod\n${text}`)).toBe(parsing + expected);
  });

  it('counts lines from the document’s beginning, and marks the place in the text', () => {
    const { error } = parseManifests(`${pod('a')}---\n${pod('b')}\tx: y\n`);
    expect(error?.message).toContain('yaml: line 5: ');
    expect(error).toMatchObject({ position: { line: 10, column: 1 }, hint: { code: 'Tab' } });
  });

  it('knows what an input method may have written', () => {
    const { error } = parseManifests('apiVersion: v1\nkind： Pod\n');
    expect(error).toMatchObject({ position: { line: 2, column: 5 }, hint: { code: 'FullWidthColon' } });
  });

  it('reads no text many times over, however many lines lack their indentation', () => {
    const keys = Array.from({ length: 10_000 }, (_, i) => `  key${i}: value${i}\n`).join('');
    const text = `data:\n${keys}x: {\n${Array.from({ length: 300 }, (_, i) => `b${i}: c,\n`).join('')}}\n`;
    let again = 0;
    expect(() => readEvents(text, (characters) => (again += characters))).toThrow('deficient indentation');
    expect(again).toBeLessThanOrEqual(maxReadAgain);
  });

  it('reads lists of any length', () => {
    const items = Array.from({ length: 130_000 }, () => '- a\n').join('');
    expect(parseManifests(`apiVersion: v1\nkind: A\nlist:\n${items}`, 'a.yaml', 2 ** 20).error).toBeUndefined();
  });

  it('is not led into endless text', () => {
    const levels = Array.from(
      { length: 20 },
      (_, i) => `l${i}: &l${i} [${'*l?, '.repeat(9).replaceAll('?', String(i - 1))}]`,
    );
    levels[0] = 'l0: &l0 [x]';
    expect(message(`apiVersion: v1\nkind: Pod\n${levels.join('\n')}\n`)).toBe(
      `${parsing}document contains excessive aliasing`,
    );
    expect(message('a: &a [*a]\n')).toMatch(parsing);
    expect(message(`a: ${'['.repeat(100_000)}`)).toMatch(parsing);
    expect(message(' '.repeat(2 ** 19 + 1))).toBe('error parsing bad.yaml: the file is larger than 512 KiB');
    expect(parseManifests(' '.repeat(1025), 'a.yaml', 1024).error?.message).toBe(
      'error parsing a.yaml: the file is larger than 1 KiB',
    );
  });
});

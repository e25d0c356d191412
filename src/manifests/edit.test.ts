import { describe, expect, it } from 'vitest';
import { addDocument, removeField, setField } from './edit.ts';
import { parseManifests, type Path } from './parse.ts';

const web = { kind: 'StatefulSet', name: 'web', namespace: 'default' };
const replicas: Path = ['spec', 'replicas'];
const image: Path = ['spec', 'template', 'spec', 'containers', 0, 'image'];
const partition: Path = ['spec', 'updateStrategy', 'rollingUpdate', 'partition'];

const head = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
`;

/**
 * Sets a field of the StatefulSet `web`, whose text from `spec` on is given. Returns the text from there on, or null.
 */
function edited(rest: string, path: Path, value: string | number): string | null {
  const edit = setField(head + rest, web, path, value);
  if (edit === null) return null;
  expect(edit.text.startsWith(head)).toBe(true);
  return edit.text.slice(head.length);
}

/** Returns `before` with the given difference. Throws if the difference does not apply. */
function swap(before: string, from: string, to: string): string {
  expect(before.split(from)).toHaveLength(2);
  return before.replace(from, () => to);
}

describe('a value that is written is replaced where it stands', () => {
  const rows: readonly [string, string, Path, string | number, string][] = [
    ['plain', 'spec:\n  replicas: 3\n', replicas, 5, 'spec:\n  replicas: 5\n'],
    ['spaces and comments stay', 'spec:\n  replicas:   3   # why\n', replicas, 5, 'spec:\n  replicas:   5   # why\n'],
    ['a number needs no quotes', 'spec:\n  replicas: "3"\n', replicas, 5, 'spec:\n  replicas: 5\n'],
    ['nothing after the colon', 'spec:\n  replicas: # how many\n', replicas, 5, 'spec:\n  replicas: 5 # how many\n'],
    ['null', 'spec:\n  replicas: ~\n', replicas, 5, 'spec:\n  replicas: 5\n'],
    ['the last of two keys counts', 'spec:\n  replicas: 1\n  replicas: 2\n', replicas, 5, 'spec:\n  replicas: 1\n  replicas: 5\n'],
    ['without a line end', 'spec:\n  replicas: 3', replicas, 5, 'spec:\n  replicas: 5'],
    ['in braces', 'spec: {replicas: 3, serviceName: a}\n', replicas, 5, 'spec: {replicas: 5, serviceName: a}\n'],
    ['in JSON', 'spec: {"replicas":3,"serviceName":"a"}\n', replicas, 5, 'spec: {"replicas":5,"serviceName":"a"}\n'],
    ['quoted name', `spec:\n  'replicas': 3\n`, replicas, 5, `spec:\n  'replicas': 5\n`],
    ['Windows line ends', 'spec:\r\n  replicas: 3\r\n  # end\r\n', replicas, 5, 'spec:\r\n  replicas: 5\r\n  # end\r\n'],
    ['a tab before a comment', 'spec:\n  replicas: 3\t# tab\n', replicas, 5, 'spec:\n  replicas: 5\t# tab\n'],
    ['an anchor that nobody uses', 'spec:\n  replicas: &n 3\n', replicas, 5, 'spec:\n  replicas: &n 5\n'],
    ['an alias of it', 'spec:\n  minReadySeconds: &n 3\n  replicas: *n\n', replicas, 5, 'spec:\n  minReadySeconds: &n 3\n  replicas: 5\n'],
    ['a tag that fits', 'spec:\n  replicas: !!int 3\n', replicas, 5, 'spec:\n  replicas: !!int 5\n'],
    ['explicit key', 'spec:\n  ? replicas\n  : 3\n', replicas, 5, 'spec:\n  ? replicas\n  : 5\n'],
    ['end of document', 'spec:\n  replicas: 3\n...\n', replicas, 5, 'spec:\n  replicas: 5\n...\n'],
  ]; // prettier-ignore
  it.each(rows)('%s', (_, before, path, value, after) => {
    expect(edited(before, path, value)).toBe(after);
  });

  const container = (text: string) => `spec:
  template:
    spec:
      containers:
      - name: nginx # first
        image: ${text}
      - {name: other, image: nginx:1}
`;
  const images: readonly [string, string, string][] = [
    ['nginx:1', 'nginx:2', 'nginx:2'],
    ['nginx:1 # pinned', 'registry.k8s.io/nginx-slim:0.22', 'registry.k8s.io/nginx-slim:0.22 # pinned'],
    ['"nginx:1"', 'nginx:2', '"nginx:2"'],
    ["'nginx:1'", 'nginx:2', "'nginx:2'"],
    ['nginx:1', 'nginx@sha256:0a1b', 'nginx@sha256:0a1b'],
    ['nginx:1', '1.25', '"1.25"'],
    ['nginx:1', 'yes', '"yes"'],
    ['nginx:1', '', '""'],
    ['nginx:1', 'a: b', '"a: b"'],
    ['nginx:1', 'a #b', '"a #b"'],
    ["'nginx:1'", "it's", "'it''s'"],
    ['"nginx:1"', 'a"b\\c\n', '"a\\"b\\\\c\\n"'],
    ["'nginx:1'", 'a\nb', '"a\\nb"'],
    ['>-\n          nginx:1', 'nginx:2', 'nginx:2'],
    ['"nginx\\\n          :1"', 'nginx:2', '"nginx:2"'],
    ['nginx:\n          1', 'nginx:2', 'nginx:\n          1'],
  ];
  it.each(images)('image: %s → %s', (before, value, after) => {
    const expected = before.startsWith('nginx:\n') ? null : container(after);
    expect(edited(container(before), image, value)).toBe(expected);
  });

  it('reaches a later item of a list, in braces or not', () => {
    const path = image.map((step) => (step === 0 ? 1 : step));
    expect(edited(container('nginx:1'), path, 'nginx:2')).toBe(
      swap(container('nginx:1'), '{name: other, image: nginx:1}', '{name: other, image: nginx:2}'),
    );
  });
});

describe('a field that is not written is added at the end of its nearest parent', () => {
  const added = '  updateStrategy:\n    rollingUpdate:\n      partition: 2\n';
  const rows: readonly [string, string, string][] = [
    ['after all other fields', 'spec:\n  replicas: 3\n', `spec:\n  replicas: 3\n${added}`],
    ['a text without a line end', 'spec:\n  replicas: 3', `spec:\n  replicas: 3\n${added.trimEnd()}`],
    ['before blank lines and what follows', 'spec:\n  replicas: 3 # a\n\n# The end.\n', `spec:\n  replicas: 3 # a\n${added}\n# The end.\n`],
    ['before another field of the document', 'spec:\n  replicas: 3\n\n# b\nstatus: {}\n', `spec:\n  replicas: 3\n${added}\n# b\nstatus: {}\n`],
    ['before the next document', 'spec:\n  replicas: 3\n---\n# none\n', `spec:\n  replicas: 3\n${added}---\n# none\n`],
    ['behind the comments of the last field', 'spec:\n  selector:\n    matchLabels:\n      a: b\n      # c: d\n\n    # e\n# f\n', `spec:\n  selector:\n    matchLabels:\n      a: b\n      # c: d\n\n    # e\n${added}# f\n`],
    ['behind a list', 'spec:\n  volumeClaimTemplates:\n  - metadata: {name: www}\n  -\n', `spec:\n  volumeClaimTemplates:\n  - metadata: {name: www}\n  -\n${added}`],
    ['behind a block of text', 'spec:\n  serviceName: |\n    nginx\n    # text\n', `spec:\n  serviceName: |\n    nginx\n    # text\n${added}`],
    ['behind braces over lines', 'spec:\n  selector: {\n    matchLabels: {a: b} # c }\n  }\n', `spec:\n  selector: {\n    matchLabels: {a: b} # c }\n  }\n${added}`],
    ['to a parent with other fields', 'spec:\n  updateStrategy:\n    type: RollingUpdate\n  replicas: 3\n', 'spec:\n  updateStrategy:\n    type: RollingUpdate\n    rollingUpdate:\n      partition: 2\n  replicas: 3\n'],
    ['to a name without a value', 'spec:\n  updateStrategy: # how\n  replicas: 3\n', 'spec:\n  updateStrategy: # how\n    rollingUpdate:\n      partition: 2\n  replicas: 3\n'],
    ['to a null', 'spec:\n  updateStrategy: null # how\n  replicas: 3\n', 'spec:\n  updateStrategy: # how\n    rollingUpdate:\n      partition: 2\n  replicas: 3\n'],
    ['to empty braces', 'spec:\n  updateStrategy: {} # how\n', 'spec:\n  updateStrategy: {rollingUpdate: {partition: 2}} # how\n'],
    ['in braces', 'spec: {replicas: 3}\n', 'spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}\n'],
    ['in braces with a last comma', 'spec: {replicas: 3,}\n', 'spec: {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}\n'],
    ['in braces over lines', 'spec: {\n  replicas: 3, # a\n  serviceName: a # b\n}\n', 'spec: {\n  replicas: 3, # a\n  serviceName: a, # b\n  updateStrategy: {rollingUpdate: {partition: 2}}\n}\n'],
    ['to a null in braces', 'spec: {updateStrategy: null}\n', 'spec: {updateStrategy: {rollingUpdate: {partition: 2}}}\n'],
    ['to nothing in braces', 'spec: {updateStrategy: }\n', 'spec: {updateStrategy: {rollingUpdate: {partition: 2}} }\n'],
    ['without the spec', 'status: {}\n', 'status: {}\nspec:\n  updateStrategy:\n    rollingUpdate:\n      partition: 2\n'],
    ['Windows line ends', 'spec:\r\n  replicas: 3\r\n', `spec:\r\n  replicas: 3\r\n${added.replaceAll('\n', '\r\n')}`],
    ['next to a merged mapping', 'x: &x {replicas: 3}\nspec:\n  <<: *x\n', `x: &x {replicas: 3}\nspec:\n  <<: *x\n${added}`],
  ]; // prettier-ignore
  it.each(rows)('%s', (_, before, after) => {
    const crlf = before.includes('\r\n');
    const text = crlf ? head.replaceAll('\n', '\r\n') + before : head + before;
    expect(setField(text, web, partition, 2)?.text).toBe(crlf ? head.replaceAll('\n', '\r\n') + after : head + after);
  });

  it('with the indentation of the document', () => {
    const text = `kind: StatefulSet
apiVersion: apps/v1
metadata:
    name: web
spec:
    template:
        spec:
            containers:
            -   name: nginx
            -   name: other
    replicas: 3
`;
    const strategy = '    updateStrategy:\n        rollingUpdate:\n            partition: 2\n';
    expect(setField(text, web, partition, 2)?.text).toBe(text + strategy);
    expect(setField(text, web, image, 'nginx:2')?.text).toBe(
      swap(text, 'name: nginx\n', 'name: nginx\n                image: nginx:2\n'),
    );
  });

  it('in JSON, compact or over lines', () => {
    const compact = '{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web"},"spec":{"replicas":3}}';
    const json = JSON.stringify(JSON.parse(compact), null, 2);
    expect(setField(compact, web, partition, 2)?.text).toBe(
      swap(compact, '"replicas":3', '"replicas":3,"updateStrategy":{"rollingUpdate":{"partition":2}}'),
    );
    const labelled = setField(json, web, ['metadata', 'labels'], 'x');
    expect(labelled?.text).toBe(swap(json, '"name": "web"', '"name": "web", "labels": "x"'));
    const top = setField(json, web, ['status', 'phase'], 'x');
    expect(top?.text).toBe(swap(json, '\n  }\n}', '\n  },\n  "status": {"phase": "x"}\n}'));
  });
});

describe('an edit that would do more, or less, is not made', () => {
  const rows: readonly [string, string, Path][] = [
    ['not YAML', 'spec:\n  replicas: [3\n', replicas],
    ['an anchor that another field uses', 'spec:\n  replicas: &n 3\n  minReadySeconds: *n\n', replicas],
    ['inside an alias', 'x: &spec {replicas: 3}\nspec: *spec\n', replicas],
    ['a parent that comes from a merge', 'x: &x {updateStrategy: {type: OnDelete}}\nspec:\n  <<: *x\n', partition],
    ['a list where the value belongs', 'spec:\n  replicas: [3]\n', replicas],
    ['text where a mapping belongs', 'spec:\n  updateStrategy: OnDelete\n', partition],
    ['a list where a mapping belongs', 'spec:\n  updateStrategy: []\n', partition],
    ['an item that is not there', 'spec:\n  template:\n    spec:\n      containers: []\n', image],
    ['a list that is not there', 'spec:\n  template:\n    spec:\n', image],
    ['a tag that does not fit', 'spec:\n  replicas: !!str 3\n', replicas],
    ['an anchored parent that another field uses', 'spec:\n  updateStrategy: &x {}\n  x: *x\n', partition],
    ['a comment inside the value', 'spec:\n  serviceName: > # comment\n    nginx\n', ['spec', 'serviceName']],
  ]; // prettier-ignore
  it.each(rows)('%s', (_, before, path) => {
    expect(edited(before, path, 2)).toBeNull();
  });

  it('no such object', () => {
    const text = `${head}spec:\n  replicas: 3\n`;
    expect(setField(text, { ...web, name: 'db' }, replicas, 5)).toBeNull();
    expect(setField(text, { ...web, kind: 'Service' }, replicas, 5)).toBeNull();
    expect(setField(text, { ...web, namespace: 'prod' }, replicas, 5)).toBeNull();
    expect(setField('', web, replicas, 5)).toBeNull();
  });
});

describe('the object is found', () => {
  const set = (name: string, more = '') =>
    `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: ${name}\n${more}spec:\n  replicas: 1\n`;

  it('among documents, by kind, name and namespace', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {replicas: 1}\n';
    const texts = [service, set('db'), set('web', '  namespace: prod\n'), set('web')];
    const at = (target: typeof web) => {
      const after = setField(texts.join('---\n'), target, replicas, 7)?.text.split('---\n') ?? [];
      return after.flatMap((text, i) => (text === texts[i] ? [] : [i]));
    };
    expect(at(web)).toEqual([3]);
    expect(at({ ...web, namespace: 'prod' })).toEqual([2]);
    expect(at({ ...web, name: 'db' })).toEqual([1]);
  });

  it('when it is written twice, in the last place, as that is applied last', () => {
    const [first, last] = [set('web'), set('web').replace('replicas: 1', 'replicas: 7')];
    expect(setField(`${first}---\n${first}`, web, replicas, 7)?.text).toBe(`${first}---\n${last}`);
  });

  it('inside a List', () => {
    const list = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Service
  metadata: {name: nginx}
- apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: web}
  spec:
    replicas: 3 # three
# end
`;
    expect(setField(list, web, replicas, 5)?.text).toBe(swap(list, 'replicas: 3', 'replicas: 5'));
    expect(setField(list, web, partition, 2)?.text).toBe(
      swap(list, '# three\n', '# three\n    updateStrategy:\n      rollingUpdate:\n        partition: 2\n'),
    );
  });
});

describe('the lines that an edit touched', () => {
  const lines = (rest: string, path: Path) => {
    const edit = setField(head + rest, web, path, 2);
    return edit && [edit.from, edit.to].map((line) => line - 4);
  };
  it.each<[string, Path, readonly number[]]>([
    ['spec:\n  replicas: 3\n', replicas, [2, 2]],
    ['spec:\n  replicas:\n', replicas, [2, 2]],
    ['spec:\n  replicas: 3\n', partition, [3, 5]],
    ['spec:\r\n  replicas: 3\r\n', partition, [3, 5]],
    ['spec:\n  updateStrategy: null\n', partition, [2, 4]],
    ['spec: {}', partition, [1, 1]],
    ['spec: {\n  a: 1,\n  b: 1\n}', partition, [3, 4]],
    ['spec:\n  replicas: >-\n    1\n\nstatus:', replicas, [2, 2]],
  ])('%j', (rest, path, expected) => {
    expect(lines(rest, path)).toEqual(expected);
  });
});

describe('addDocument', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: nginx\n';
  const set = `${head}spec: {}\n`;
  const rows: readonly [string, string, string][] = [
    ['before the first one', `# mine\n${set}`, `${service}---\n# mine\n${set}`],
    ['a text that begins with dashes', `---\n${set}`, `${service}---\n${set}`],
    ['a text that begins with dashes and a comment', `--- # a\n${set}`, `${service}--- # a\n${set}`],
    ['an empty text', '', service],
    ['a blank text', '\n \n', service],
    ['a text of comments', '# mine\n', `${service}---\n# mine\n`],
    ['Windows line ends', set.replaceAll('\n', '\r\n'), `${service}---\n${set}`.replaceAll('\n', '\r\n')],
    ['behind a byte order mark', `\uFEFF${set}`, `\uFEFF${service}---\n${set}`],
    ['JSON', '{"apiVersion": "v1", "kind": "Pod"}', `${service}---\n{"apiVersion": "v1", "kind": "Pod"}`],
  ]; // prettier-ignore
  it.each(rows)('%s', (_, before, after) => {
    const edit = addDocument(before, service);
    expect(edit?.text).toBe(after);
    expect(parseManifests(edit!.text).documents[0]?.object).toEqual(parseManifests(service).documents[0]?.object);
  });

  it('touches the lines that are new', () => {
    expect(addDocument(set, service)).toMatchObject({ from: 1, to: 5 });
    expect(addDocument('', service)).toMatchObject({ from: 1, to: 4 });
  });

  it('leaves a text that cannot be read', () => {
    expect(addDocument('a: [', service)).toBeNull();
    expect(addDocument(set, 'a: [')).toBeNull();
  });
});

describe('a field that is removed', () => {
  const rolling: Path = ['spec', 'updateStrategy', 'rollingUpdate'];
  const removed = (rest: string): string | undefined => removeField(head + rest, web, rolling)?.text.slice(head.length);
  const rows: readonly [string, string, string | undefined][] = [
    ['with all that is below it', 'spec:\n  updateStrategy:\n    type: OnDelete # a\n    rollingUpdate: # b\n      partition: 2\n      # c\n  replicas: 3\n', 'spec:\n  updateStrategy:\n    type: OnDelete # a\n  replicas: 3\n'],
    ['at the beginning of its parent', 'spec:\n  updateStrategy:\n    rollingUpdate: {partition: 2}\n    type: OnDelete\n', 'spec:\n  updateStrategy:\n    type: OnDelete\n'],
    ['at the end of a text without a line end', 'spec:\n  updateStrategy:\n    type: OnDelete\n    rollingUpdate: null', 'spec:\n  updateStrategy:\n    type: OnDelete\n'],
    ['at the beginning of braces', 'spec: {updateStrategy: {rollingUpdate: {partition: 2}, type: OnDelete}}\n', 'spec: {updateStrategy: {type: OnDelete}}\n'],
    ['at the end of braces', 'spec: {"updateStrategy":{"type":"OnDelete","rollingUpdate":{"partition":2}}}\n', 'spec: {"updateStrategy":{"type":"OnDelete"}}\n'],
    ['with Windows line ends', 'spec:\r\n  updateStrategy:\r\n    rollingUpdate:\r\n      partition: 2\r\n    type: OnDelete\r\n', 'spec:\r\n  updateStrategy:\r\n    type: OnDelete\r\n'],
    ['not where it is not', 'spec:\n  updateStrategy:\n    type: OnDelete\n', undefined],
    ['not where its parent would be left empty', 'spec:\n  updateStrategy:\n    rollingUpdate: {}\n', undefined],
    ['not where something else refers to it', 'spec:\n  updateStrategy:\n    rollingUpdate: &r {a: b}\n    type: OnDelete\n  template: *r\n', undefined],
    ['not where it is written twice', 'spec:\n  updateStrategy:\n    rollingUpdate: 1\n    rollingUpdate: 2\n', undefined],
  ]; // prettier-ignore
  it.each(rows)('%s', (_, before, after) => {
    expect(removed(before)).toBe(after);
  });
});

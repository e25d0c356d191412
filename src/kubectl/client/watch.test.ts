import { expect, it } from 'vitest';
import { kubectl, type KubectlEnvironment } from '../index.ts';
import { newSession } from '../testing/session.ts';

/** Returns what a watch prints at its start, and after one change of ConfigMap `a`. */
function watched(line: string): readonly string[] {
  const { cluster, settled } = newSession();
  settled('create configmap a');
  settled('create configmap b');
  const files = { readFile: () => undefined, readDirectory: () => undefined, resolvePath: (path: string) => path };
  const environment = { api: cluster.api, cluster, actor: { name: 'user', reason: 'test' }, config: {}, stdin: '' };
  const command = kubectl(line.split(' '), {
    ...environment,
    ...files,
    warn: () => {},
  } as unknown as KubectlEnvironment);
  const seen = (): string => {
    let text = '';
    for (let next = command.next(); !next.done && next.value !== 'wait'; next = command.next()) {
      const { stdout = '', stderr = '' } = next.value as { readonly stdout?: string; readonly stderr?: string };
      text += stdout + stderr;
    }
    return text.replace(/ {3,}\d+s$/gm, '');
  };
  const first = seen();
  settled('label configmap a x=1');
  return [first, seen()];
}

// cli-runtime/pkg/printers: each printer receives the event itself.
it.each([
  ['-o name', 'configmap/a\n', 'configmap/a\n'],
  ['-o jsonpath={.type}:{.object.metadata.name};', 'ADDED:a;', 'MODIFIED:a;'],
  ['-o custom-columns=T:.type,N:.metadata.name', 'T       N\nADDED   <none>\n', 'MODIFIED   <none>\n'],
])('get -w --output-watch-events %s', (output, first, then) => {
  expect(watched(`get cm a -w --output-watch-events ${output}`)).toEqual([first, then]);
});

it('prints an event as one line of JSON, or as YAML with the object and its managers', () => {
  const [, json] = watched('get cm a -w --output-watch-events -o json');
  expect(json).toMatch(
    /^\{"type":"MODIFIED","object":\{"apiVersion":"v1","kind":"ConfigMap","metadata":\{"creationTimestamp":.*"managedFields":.*\}\n$/,
  );
  const [first, then] = watched('get cm a -w --output-watch-events -o yaml');
  expect(first).toMatch(/^object:\n {2}apiVersion: v1\n[^]*\ntype: ADDED\n$/);
  expect(then).toMatch(/^---\nobject:\n[^]*\n {4}managedFields:\n[^]*\ntype: MODIFIED\n$/);
});

it('separates YAML documents', () => {
  const [first, then] = watched('get cm a -w -o yaml');
  expect(first).toMatch(/^apiVersion: v1\n/);
  expect(then).toMatch(/^---\napiVersion: v1\n/);
});

// resource.Builder.SingleResourceType and Result.Watch
it('watches one object or one type', () => {
  const types = 'error: you may only specify a single resource type\n';
  expect(watched('get cm,secret -w')[0]).toBe(types);
  expect(watched('get cm/a secret/b -w')[0]).toBe(types);
  expect(watched('get cm a b -w')[0]).toBe(
    'NAME   DATA   AGE\na      0\nb      0\nerror: you may only watch a single resource or type of resource at a time\n',
  );
});

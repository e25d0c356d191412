import { describe, expect, it } from 'vitest';
import { convertOldApiVersion } from './convert.ts';
import { parseManifests } from './parse.ts';

const convert = (text: string): string | undefined => convertOldApiVersion(text)?.text;

/** A StatefulSet as written before Kubernetes 1.16: no selector, no update strategy. */
const old = (apiVersion: string, more = ''): string => `# Two of them
apiVersion: ${apiVersion} # old
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
${more}  template:
    metadata:
      labels:
        app: web
        release: "1.0"
    spec:
      containers:
      - name: web
        image: nginx:1 # pinned
`;
const selector = `  selector:
    matchLabels:
      app: web
      release: "1.0"
`;

describe('a StatefulSet of an API version that is served no more', () => {
  it('gets the selector that was taken from its template, and OnDelete, which was the default', () => {
    const now = old('apps/v1') + selector + '  updateStrategy:\n    type: OnDelete\n';
    expect(convert(old('apps/v1beta1'))).toBe(now);
  });

  it('rolls by itself since apps/v1beta2', () => {
    expect(convert(old('apps/v1beta2'))).toBe(old('apps/v1') + selector);
  });

  it('keeps what it says itself', () => {
    const said = selector.replace('      release: "1.0"\n', '') + '  updateStrategy:\n    type: RollingUpdate\n';
    expect(convert(old('apps/v1beta1', said))).toBe(old('apps/v1', said));
  });

  it('says how it is updated where it has only a partition', () => {
    const said = selector + '  updateStrategy:\n    rollingUpdate:\n      partition: 1\n';
    expect(convert(old('apps/v1beta1', said))).toBe(old('apps/v1', said + '    type: OnDelete\n'));
  });

  it('is found among other objects, also in a List and in JSON', () => {
    const set =
      '{"apiVersion":"apps/v1beta2","kind":"StatefulSet","metadata":{"name":"a"},"spec":{"template":{"metadata":{"labels":{"app":"a"}}}}}';
    const service = '{"apiVersion":"v1","kind":"Service","metadata":{"name":"a"}}';
    const after = convert(`{"apiVersion":"v1","kind":"List","items":[${service},${set}]}\n---\n${set}\n`)!;
    const objects = parseManifests(after).documents.map(({ object }) => object);
    expect(objects.map(({ apiVersion }) => apiVersion)).toEqual(['v1', 'apps/v1', 'apps/v1']);
    expect(objects[1]!['spec']).toMatchObject({ selector: { matchLabels: { app: 'a' } } });
    expect(objects[2]).toEqual(objects[1]);
  });

  it('marks the lines that have changed', () => {
    expect(convertOldApiVersion(old('apps/v1beta1'))).toMatchObject({ from: 2, to: 22 });
  });
});

describe('other kinds', () => {
  const rows = [
    ['extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['policy/v1beta1', 'PodDisruptionBudget', 'policy/v1'],
    ['batch/v1beta1', 'CronJob', 'batch/v1'],
    ['storage.k8s.io/v1beta1', 'StorageClass', 'storage.k8s.io/v1'],
    ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole', 'rbac.authorization.k8s.io/v1'],
  ];
  it.each(rows)('%s %s', (version, kind, successor) => {
    const text = (v: string): string => `apiVersion: ${v}\nkind: ${kind}\nmetadata:\n  name: a\n`;
    expect(convert(text(version!))).toBe(text(successor!));
  });

  it('a DaemonSet of extensions/v1beta1 was updated by hand', () => {
    const text = (v: string): string =>
      `apiVersion: ${v}\nkind: DaemonSet\nmetadata:\n  name: a\nspec:\n  minReadySeconds: 1\n`;
    expect(convert(text('extensions/v1beta1'))).toBe(`${text('apps/v1')}  updateStrategy:\n    type: OnDelete\n`);
  });
});

describe('is left alone', () => {
  const rows = [
    ['what is served', old('apps/v1')],
    ['what is another', 'apiVersion: apps.kruise.io/v1beta1\nkind: StatefulSet\nmetadata:\n  name: a\n'],
    ['what has other fields now', 'apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\n'],
    ['what cannot be read', `${old('apps/v1beta1')}\t- a\n`],
    [
      'what has no safe place',
      'apiVersion: &v apps/v1beta1\nkind: StatefulSet\nmetadata:\n  name: a\n  labels: {v: *v}\n',
    ],
  ];
  it.each(rows)('%s', (_, text) => {
    expect(convert(text!)).toBeUndefined();
  });
});

/** Keys that every JavaScript object has are keys like any other in data, labels and annotations. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newSession, type KubectlSession } from '../testing/session.ts';

const inherited = ['__proto__', 'constructor', 'hasOwnProperty', 'isPrototypeOf', 'toString', 'valueOf'];
type Model = ReadonlyMap<string, string>;
const modelOf = (keys: readonly string[]): fc.Arbitrary<Model> =>
  fc
    .array(fc.tuple(fc.constantFrom(...keys), fc.constantFrom('1', '2')), { maxLength: 4 })
    .map((pairs) => new Map(pairs));
const object = (model: Model): object => Object.fromEntries([...model].sort(([a], [b]) => (a < b ? -1 : 1)));

const actor = { name: 'user', reason: 'test' };

/** The ways in which one map becomes another. */
const ways: Readonly<Record<string, (session: KubectlSession, before: Model, after: Model) => void>> = {
  'a merge patch': ({ cluster }, before, after) => patch(cluster, 'merge', { data: changes(before, after) }),
  'a strategic merge patch': ({ cluster }, before, after) =>
    patch(cluster, 'strategic', { data: changes(before, after) }),
  'a JSON patch': ({ cluster }, before, after) =>
    patch(cluster, 'json', [
      ...(before.size === 0 ? [{ op: 'add', path: '/data', value: {} }] : []),
      ...[...before.keys()].filter((key) => !after.has(key)).map((key) => ({ op: 'remove', path: `/data/${key}` })),
      ...[...after].map(([key, value]) => ({ op: 'add', path: `/data/${key}`, value })),
    ]),
  'kubectl apply': apply('apply -f after.yaml'),
  'server-side apply': apply('apply --server-side --force-conflicts -f after.yaml'),
  'kubectl replace': apply('replace -f after.yaml'),
};

type Cluster = KubectlSession['cluster'];
const patch = ({ api }: Cluster, type: 'json' | 'merge' | 'strategic', content: unknown): unknown =>
  api.patch('configmaps', 'a', 'default', type, content, actor);

const changes = (before: Model, after: Model): object =>
  Object.fromEntries<string | null>([
    ...[...before.keys()].filter((key) => !after.has(key)).map((key) => [key, null] as const),
    ...after,
  ]);

function apply(command: string) {
  return (session: KubectlSession, _: Model, after: Model): void => {
    session.files['after.yaml'] = text(after);
    expect(session.run(command).stderr).not.toContain('rror');
  };
}

const text = (model: Model): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n` +
  (model.size === 0 ? '' : `data:\n${[...model].map(([key, value]) => `  ${key}: "${value}"\n`).join('')}`);

describe('Keys that objects inherit', () => {
  it.each(Object.keys(ways))('are set and removed by %s', (way) => {
    const maps = modelOf([...inherited, 'a']);
    fc.assert(
      fc.property(maps, maps, (before, after) => {
        const serverSide = way === 'server-side apply' ? ' --server-side' : '';
        const session = newSession({ 'before.yaml': text(before) });
        session.run(
          way === 'kubectl apply' || serverSide ? `apply${serverSide} -f before.yaml` : 'create -f before.yaml',
        );
        const data = (): object =>
          (session.cluster.api.get('configmaps', 'a', 'default') as { data?: object }).data ?? {};
        expect(JSON.stringify(data())).toBe(JSON.stringify(object(before)));
        ways[way]!(session, before, after);
        expect(Object.entries(data()).sort()).toEqual(Object.entries(object(after)));
      }),
      { numRuns: 15 },
    );
  });

  it.each(['constructor', 'toString', 'valueOf'])('are labels and annotations: %s', (key) => {
    const session = newSession({ 'a.yaml': text(new Map()) });
    const metadata = (): Record<string, unknown> =>
      session.cluster.api.get('configmaps', 'a', 'default')!.metadata as unknown as Record<string, unknown>;
    session.run('create -f a.yaml');
    for (const [verb, field] of [
      ['label', 'labels'],
      ['annotate', 'annotations'],
    ] as const) {
      expect(session.run(`get cm -l ${key}`).stderr).toBe('No resources found in default namespace.\n');
      session.run(`${verb} cm a other=1 ${key}=1`);
      expect(metadata()[field]).toEqual({ other: '1', [key]: '1' });
      session.run(`${verb} cm a ${key}-`);
      expect(metadata()[field]).toEqual({ other: '1' });
    }
  });

  it('are in no selector, topology or file of an object without them', () => {
    const session = newSession({
      'a.yaml': `apiVersion: v1
kind: Pod
metadata: {name: constructor}
spec:
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms: [{matchExpressions: [{key: constructor, operator: Exists}]}]
  containers: [{name: a, image: nginx}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
---
apiVersion: v1
kind: Pod
metadata: {name: files}
spec:
  containers: [{name: a, image: nginx, volumeMounts: [{name: v, mountPath: /v}]}]
  volumes: [{name: v, configMap: {name: a, items: [{key: constructor, path: c}]}}]
`,
    });
    session.settled('create -f a.yaml');
    expect(session.run('describe pod constructor').stdout).toContain("didn't match Pod's node affinity/selector");
    expect(session.run('describe pod files').stdout).toContain(
      'configmap references non-existent config key: constructor',
    );
  });
});

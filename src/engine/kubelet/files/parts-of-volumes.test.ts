/** Parts of volumes: `subPath` and `subPathExpr`; from upstream's kubelet_pods.go (makeMounts) and the documentation. */
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest } from '../../index.ts';
import { main, newPod, uid } from '../../testing/one-pod.ts';
import { actor } from '../../testing/scenario.ts';

const configMap = (data: object, more: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'conf', namespace: 'default' },
  data,
  ...more,
});

function start(...manifests: Manifest[]): Cluster {
  const cluster = createCluster();
  for (const manifest of manifests) cluster.api.create(manifest, actor);
  cluster.settle();
  return cluster;
}
const files = (cluster: Cluster) => cluster.containers.files(uid(cluster), 'main')!;
const mounts = (...volumeMounts: object[]): object => ({ volumeMounts });

describe('a part of a volume with API objects', () => {
  const conf = { volumes: [{ name: 'conf', configMap: { name: 'conf' } }] };
  const both = mounts(
    { name: 'conf', mountPath: '/whole' },
    { name: 'conf', mountPath: '/etc/app.conf', subPath: 'app.conf' },
  );
  const changed = (cluster: Cluster): void => {
    const change = { data: { 'app.conf': 'new' } };
    cluster.api.patch('configmaps', 'conf', 'default', 'merge', change, actor);
    cluster.settle();
  };

  it('keeps its files when the object changes; the whole volume does not', () => {
    const cluster = start(configMap({ 'app.conf': 'old' }), newPod(conf, both));
    changed(cluster);
    expect(files(cluster).read('/whole/app.conf')).toBe('new');
    expect(files(cluster).read('/etc/app.conf')).toBe('old');
  });

  it('has those of the time when the container was started again', () => {
    const cluster = start(
      configMap({ 'app.conf': 'old' }),
      newPod({ ...conf, restartPolicy: 'Always' }, { ...both, image: 'nginx:crash' }),
    );
    changed(cluster);
    for (let restarts = main(cluster).restartCount; main(cluster).restartCount === restarts;) cluster.step();
    while (cluster.containers.files(uid(cluster), 'main') === undefined) cluster.step();
    expect(files(cluster).read('/etc/app.conf')).toBe('new');
  });
});

describe('a part of a volume that the container can write to', () => {
  const shared = { volumes: [{ name: 'v', emptyDir: {} }] };

  it('is a directory that is made, and in which the data lies', () => {
    const cluster = start(
      newPod(shared, mounts({ name: 'v', mountPath: '/whole' }, { name: 'v', mountPath: '/data', subPath: 'pg/13' })),
    );
    expect(files(cluster).list('/data')).toEqual([]);
    cluster.containers.changeFile(uid(cluster), 'main', { op: 'write', path: '/data/x', content: '1' });
    expect(files(cluster).read('/whole/pg/13/x')).toBe('1');
  });

  const withName = (subPathExpr: string): object => ({
    env: [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    ...mounts({ name: 'v', mountPath: '/whole' }, { name: 'v', mountPath: '/data', subPathExpr }),
  });

  it('may be named by variables of the container', () => {
    const cluster = start(newPod(shared, withName('logs/$(POD)')));
    expect(files(cluster).list('/whole/logs')).toEqual(['a']);
    cluster.containers.changeFile(uid(cluster), 'main', { op: 'write', path: '/data/x', content: '1' });
    expect(files(cluster).read('/whole/logs/a/x')).toBe('1');
  });

  // ExpandContainerVolumeMounts
  it('cannot be named by a variable that has no value', () => {
    const cluster = start(newPod(shared, withName('$(NONE)')));
    expect(main(cluster).state?.waiting).toEqual({
      reason: 'CreateContainerConfigError',
      message: 'missing value for NONE',
    });
  });
});

it('binary data of a ConfigMap are files, too', () => {
  const volumes = [{ name: 'conf', configMap: { name: 'conf' } }];
  const cluster = start(
    configMap({ a: 'text' }, { binaryData: { b: 'aGVsbG8=' } }),
    newPod({ volumes }, mounts({ name: 'conf', mountPath: '/conf' })),
  );
  expect(files(cluster).list('/conf')).toEqual(['a', 'b']);
  expect(files(cluster).read('/conf/b')).toBe('hello');
});

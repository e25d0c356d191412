import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type FileChange, type Manifest } from '../../index.ts';
import { newHeadlessService, newStatefulSet } from '../../testing/builders.ts';
import { actor } from '../../testing/scenario.ts';

const html = '/usr/share/nginx/html';
const uid = (cluster: Cluster, pod: string): string => cluster.api.get('pods', pod, 'default')!.metadata.uid;
const files = (cluster: Cluster, pod: string, container = 'nginx') =>
  cluster.containers.files(uid(cluster, pod), container)!;
const change = (cluster: Cluster, pod: string, what: FileChange, container = 'nginx') =>
  cluster.containers.changeFile(uid(cluster, pod), container, what);
const write = (cluster: Cluster, pod: string, path: string, content: string, container = 'nginx') =>
  change(cluster, pod, { op: 'write', path, content }, container);

function web(spec: object = {}): Cluster {
  const cluster = createCluster();
  cluster.api.create(newHeadlessService(), actor);
  cluster.api.create(newStatefulSet({ spec: { ...spec } }), actor);
  cluster.settle();
  return cluster;
}
function scale(cluster: Cluster, replicas: number): void {
  cluster.api.patch('statefulsets', 'web', 'default', 'strategic', { spec: { replicas } }, actor);
  cluster.settle();
}
function remove(cluster: Cluster, resource: 'pods' | 'persistentvolumeclaims' | 'statefulsets', name: string): void {
  cluster.api.delete(resource, name, 'default', actor);
  cluster.settle();
}

describe('data in a claim’s volume', () => {
  const survives: [string, (cluster: Cluster) => void, string | undefined][] = [
    ['the Pod', (c) => remove(c, 'pods', 'web-1'), 'hello'],
    ['scale-down', (c) => (scale(c, 0), scale(c, 3)), 'hello'],
    [
      'the set',
      (c) => {
        remove(c, 'statefulsets', 'web');
        c.api.create(newStatefulSet(), actor);
        c.settle();
      },
      'hello',
    ],
    [
      'not the claim, when the volume goes with it',
      (c) => (scale(c, 1), remove(c, 'persistentvolumeclaims', 'www-web-1'), scale(c, 3)),
      undefined,
    ],
  ];
  it.each(survives)('survives %s', (_, happen, content) => {
    const cluster = web();
    expect(write(cluster, 'web-1', `${html}/index.html`, 'hello')).toBeUndefined();
    happen(cluster);
    expect(files(cluster, 'web-1').read(`${html}/index.html`)).toBe(content);
  });

  it('is each Pod’s own', () => {
    const cluster = web();
    write(cluster, 'web-1', `${html}/index.html`, 'hello');
    expect(files(cluster, 'web-0').list(html)).toEqual([]);
  });

  it('stands in the history', () => {
    const cluster = web();
    write(cluster, 'web-1', `${html}/a`, 'x');
    const volume = cluster.api.get('persistentvolumeclaims', 'www-web-1', 'default')!.spec.volumeName;
    expect(cluster.history.at(-1)).toMatchObject({ type: 'DATA', volume, files: { '/a': 'x' } });
  });

  it('comes back when the inputs are repeated', () => {
    const cluster = web();
    write(cluster, 'web-1', `${html}/a`, 'x');
    remove(cluster, 'pods', 'web-1');
    change(cluster, 'web-1', { op: 'remove', path: '/nowhere' });
    write(cluster, 'web-1', `${html}/b`, 'y');
    const again = createCluster();
    again.replay(cluster.inputs, cluster.turns.at(-1));
    expect(again.history).toEqual(cluster.history);
    expect(files(again, 'web-1').list(html)).toEqual(['a', 'b']);
  });
});

const pod = (container: object, volumes: object[] = [], name = 'a'): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels: { app: 'x' } },
  spec: { containers: [{ name: 'nginx', image: 'busybox:1', command: ['sleep', 'infinity'], ...container }], volumes },
});
function start(...manifests: Manifest[]): Cluster {
  const cluster = createCluster();
  for (const m of manifests) cluster.api.create(m, actor);
  cluster.settle();
  return cluster;
}

describe('what a container writes elsewhere', () => {
  it('is lost when the container is restarted, and emptyDir is not', () => {
    const livenessProbe = { httpGet: { port: 80 } };
    const cluster = start(
      pod({ image: 'nginx:unhealthy', livenessProbe, volumeMounts: [{ name: 'v', mountPath: '/v' }] }, [
        { name: 'v', emptyDir: {} },
      ]),
    );
    write(cluster, 'a', '/tmp/x', '1');
    write(cluster, 'a', '/v/x', '1');
    const before = cluster.containers.runId(uid(cluster, 'a'), 'nginx');
    cluster.advanceTo(cluster.now() + 85_000);
    expect(cluster.containers.runId(uid(cluster, 'a'), 'nginx')).not.toBe(before);
    expect(files(cluster, 'a').read('/tmp/x')).toBeUndefined();
    expect(files(cluster, 'a').read('/v/x')).toBe('1');
  });

  it('emptyDir is shared by the Pod’s containers and goes with the Pod', () => {
    const mount = { volumeMounts: [{ name: 'v', mountPath: '/v' }] };
    const manifest = pod(mount, [{ name: 'v', emptyDir: {} }]);
    (manifest['spec'] as { containers: object[] }).containers.push({
      name: 'b',
      image: 'busybox:1',
      command: ['sleep', 'infinity'],
      ...mount,
    });
    const cluster = start(manifest);
    write(cluster, 'a', '/v/x', '1');
    expect(files(cluster, 'a', 'b').read('/v/x')).toBe('1');
    remove(cluster, 'pods', 'a');
    cluster.api.create(manifest, actor);
    cluster.settle();
    expect(files(cluster, 'a').list('/v')).toEqual([]);
  });

  it('a container that does not run has no files', () => {
    const cluster = start(pod({ image: 'nginx:broken' }));
    expect(cluster.containers.files(uid(cluster, 'a'), 'nginx')).toBeUndefined();
    expect(write(cluster, 'a', '/x', '')).toBe('container not running');
  });
});

describe('mounts', () => {
  const configMap = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'conf', namespace: 'default' },
    data: { 'my.cnf': 'a=1', other: 'b' },
  };
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'key', namespace: 'default' },
    data: { password: 'Z3LDvMOf' },
  };
  const cluster = start(
    configMap,
    secret,
    pod(
      {
        volumeMounts: [
          { name: 'conf', mountPath: '/etc/conf' },
          { name: 'conf', mountPath: '/etc/my.cnf', subPath: 'my.cnf' },
          { name: 'some', mountPath: '/some' },
          { name: 'key', mountPath: '/key' },
          { name: 'pod', mountPath: '/pod' },
          { name: 'all', mountPath: '/all' },
          { name: 'dir', mountPath: '/data' },
          { name: 'dir', mountPath: '/data/part', subPath: 'part' },
          { name: 'dir', mountPath: '/fixed', readOnly: true },
        ],
      },
      [
        { name: 'conf', configMap: { name: 'conf' } },
        { name: 'some', configMap: { name: 'conf', items: [{ key: 'other', path: 'renamed' }] } },
        { name: 'key', secret: { secretName: 'key' } },
        {
          name: 'pod',
          downwardAPI: {
            items: [
              { path: 'name', fieldRef: { fieldPath: 'metadata.name' } },
              { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
            ],
          },
        },
        { name: 'all', projected: { sources: [{ configMap: { name: 'conf' } }, { secret: { name: 'key' } }] } },
        { name: 'dir', emptyDir: {} },
      ],
    ),
  );
  write(cluster, 'a', '/data/part/x', '1');

  it.each([
    ['/etc/conf/my.cnf', 'a=1'],
    ['/etc/my.cnf', 'a=1'],
    ['/some/renamed', 'b'],
    ['/some/my.cnf', undefined],
    ['/key/password', 'grüß'],
    ['/pod/name', 'a'],
    ['/pod/labels', 'app="x"'],
    ['/all/password', 'grüß'],
    ['/all/other', 'b'],
    ['/data/part/x', '1'],
    ['/fixed/part/x', '1'],
    ['/data/../data//part/./x', '1'],
    ['/etc/hostname', 'a\n'],
  ])('%s', (path, content) => {
    expect(files(cluster, 'a').read(path)).toBe(content);
  });

  it.each<[FileChange, string | undefined]>([
    [{ op: 'write', path: '/etc/conf/x', content: '' }, 'Read-only file system'],
    [{ op: 'write', path: '/fixed/x', content: '' }, 'Read-only file system'],
    [{ op: 'remove', path: '/data' }, 'Device or resource busy'],
    [{ op: 'remove', path: '/' }, 'Device or resource busy'],
    [{ op: 'remove', path: '/tmp/none' }, 'No such file or directory'],
    [{ op: 'write', path: '/data', content: '' }, 'Is a directory'],
    [{ op: 'write', path: '/data/part/x/y', content: '' }, 'Not a directory'],
    [{ op: 'makeDirectory', path: '/tmp/a/b' }, undefined],
  ])('%j: %s', (what, problem) => {
    expect(change(cluster, 'a', what)).toBe(problem);
  });

  it('lists directories with what is mounted in them', () => {
    expect(files(cluster, 'a').list('/data')).toEqual(['part']);
    expect(files(cluster, 'a').list('/')).toEqual(expect.arrayContaining(['all', 'data', 'etc', 'fixed', 'key']));
    expect(files(cluster, 'a').list('/nowhere')).toBeUndefined();
  });
});

describe('logs', () => {
  it('are what the container has printed, and what it had printed before it was restarted', () => {
    const cluster = start(pod({ command: ['sh', '-c', 'echo hello; exit 1'] }));
    const logs = (previous: boolean) =>
      cluster.containers.logs(uid(cluster, 'a'), 'nginx', previous)?.map((l) => l.text);
    expect(logs(false)).toContain('hello');
    expect(logs(true)).toContain('hello');
  });

  it('are none before it runs', () => {
    const cluster = start(pod({ image: 'nginx:broken' }));
    expect(cluster.containers.logs(uid(cluster, 'a'), 'nginx')).toBeUndefined();
  });
});

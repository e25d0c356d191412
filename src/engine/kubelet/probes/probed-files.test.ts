import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../index.ts';
import { newHeadlessService, newStatefulSet } from '../../testing/builders.ts';
import { createCluster } from '../../index.ts';
import { events, get, isReady, main, newPod, start } from '../../testing/one-pod.ts';
import { actor } from '../../testing/scenario.ts';

const exec = (...command: string[]) => ({ exec: { command }, periodSeconds: 2 });
const touch = (cluster: Cluster, path: string, content = ''): void => {
  cluster.containers.changeFile(get(cluster).metadata.uid, 'main', { op: 'write', path, content });
};

describe('a probe that runs a command', () => {
  it.each<[string, object, string]>([
    ['nginx:1', exec('cat', '/tmp/ok'), 'cat: /tmp/ok: No such file or directory\n'],
    ['busybox:1', exec('cat', '/tmp/ok'), "cat: can't open '/tmp/ok': No such file or directory\n"],
    ['nginx:1', exec('cat', '/tmp'), 'cat: /tmp: Is a directory\n'],
    ['nginx:1', exec('ls', '/nowhere'), "ls: cannot access '/nowhere': No such file or directory\n"],
    ['nginx:1', exec('test', '-f', '/tmp/ok'), ''],
    ['nginx:1', exec('/bin/sh', '-c', '[ -f /tmp/ok ] && echo yes'), ''],
    ['nginx:1', exec('sh', '-c', 'test -e /tmp/ok || exit 3'), ''],
    ['nginx:1', exec('sh', '-c', 'echo not yet; false'), 'not yet\n'],
    ['nginx:1', exec('sh', '-c', 'sleep 5'), 'command timed out: "sh -c sleep 5" timed out after 1s'],
    ['nginx:1', exec('grep', '-q', 'ready', '/tmp/ok'), 'grep: /tmp/ok: No such file or directory\n'],
  ])('%s %j fails', (image, readinessProbe, output) => {
    const cluster = start(newPod({}, { image, command: ['sleep', '3600'], readinessProbe }), 20);
    expect(events(cluster, 'Unhealthy')).toEqual([`Readiness probe failed: ${output}`]);
    expect(isReady(get(cluster))).toBe(false);
    expect(cluster.atRest()).toBe(true);
  });

  it.each<[probe: object, image?: string]>([
    [exec('true')],
    [exec('cat', '/etc/hostname')],
    [exec('test', '-d', '/tmp')],
    [exec('sh', '-c', '! test -f /tmp/ok')],
    [exec('sh', '-c', 'test -f /tmp/ok || true')],
    [exec('sh', '-c', 'cat /etc/hosts > /dev/null 2>&1 && [ "$HOSTNAME" != x ]')],
    [exec('sh', '-ec', 'echo ${MODE}; [ "$MODE" = primary ]')],
    // A command that the lab does not know succeeds while the process is well.
    [exec('pg_isready', '-U', 'postgres'), 'postgres:17'],
    [exec('sh', '-c', 'redis-cli ping | grep PONG'), 'redis:8'],
  ])('%j succeeds', (readinessProbe, image = 'nginx:1') => {
    const env = [{ name: 'MODE', value: 'primary' }];
    expect(isReady(get(start(newPod({}, { image, readinessProbe, env }), 20)))).toBe(true);
  });

  it('succeeds as soon as the file is there, and fails again without it', () => {
    const cluster = start(newPod({}, { readinessProbe: { ...exec('cat', '/tmp/ok'), failureThreshold: 1 } }), 20);
    touch(cluster, '/tmp/ok');
    cluster.settle();
    expect(isReady(get(cluster))).toBe(true);
    expect(cluster.now()).toBeLessThanOrEqual(22_500);
    cluster.containers.changeFile(get(cluster).metadata.uid, 'main', { op: 'remove', path: '/tmp/ok' });
    const removed = cluster.now();
    cluster.settle();
    expect(cluster.now()).toBeLessThanOrEqual(removed + 3000);
    expect(isReady(get(cluster))).toBe(false);
  });

  it('holds the next Pod of an ordered set up (case 29)', () => {
    const cluster = createCluster();
    const set = newStatefulSet({ spec: { replicas: 2 } });
    const { template } = set['spec'] as { template: { spec: { containers: object[] } } };
    const readinessProbe = exec('cat', '/tmp/joined');
    const containers = template.spec.containers.map((container) => ({ ...container, readinessProbe }));
    const spec = { ...(set['spec'] as object), template: { ...template, spec: { ...template.spec, containers } } };
    cluster.api.create(newHeadlessService(), actor);
    cluster.api.create({ ...set, spec }, actor);
    cluster.advanceTo(20_000);
    const pods = (): readonly [string, boolean][] =>
      cluster.api.list('pods').map((pod) => [pod.metadata.name, isReady(pod)]);
    expect(pods()).toEqual([['web-0', false]]);
    const { uid } = cluster.api.get('pods', 'web-0', 'default')!.metadata;
    cluster.containers.changeFile(uid, 'nginx', { op: 'write', path: '/tmp/joined', content: '' });
    cluster.advanceTo(30_000);
    expect(pods()).toEqual([
      ['web-0', true],
      ['web-1', false],
    ]);
  });

  it('restarts the container of the documentation’s example, whose file goes after 30 s', () => {
    const args = ['/bin/sh', '-c', 'touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600'];
    const livenessProbe = { exec: { command: ['cat', '/tmp/healthy'] }, initialDelaySeconds: 5, periodSeconds: 5 };
    const cluster = start(newPod({}, { image: 'registry.k8s.io/busybox:1.27.2', args, livenessProbe }));
    cluster.advanceTo(30_000);
    expect(main(cluster).restartCount).toBe(0);
    cluster.advanceTo(60_000);
    expect(events(cluster, 'Unhealthy')).toEqual([
      "Liveness probe failed: cat: can't open '/tmp/healthy': No such file or directory\n",
    ]);
    expect(events(cluster, 'Killing')).toEqual(['Container main failed liveness probe, will be restarted']);
    expect(main(cluster).restartCount).toBe(1);
  });
});

describe('a probe of a port', () => {
  const http = (port: string | number, path = '/') => ({ httpGet: { port, path }, periodSeconds: 2 });
  const ports = [{ name: 'web', containerPort: 8080 }];
  const refused = (kind: 'http' | 'tcp', port: number) => (ip: string) =>
    `Readiness probe failed: ${kind === 'http' ? `Get "http://${ip}:${port}/": ` : ''}dial tcp ${ip}:${port}: connect: connection refused`;

  it.each<[string, object, object, (ip: string) => string]>([
    ['nginx does not listen where its manifest says', { ports }, http('web'), refused('http', 8080)],
    ['an image listens on its declared ports', { image: 'app:1', ports }, http(9090), refused('http', 9090)],
    ['TCP', { image: 'app:1', ports }, { tcpSocket: { port: 9090 } }, refused('tcp', 9090)],
    [
      'gRPC',
      { image: 'app:1', ports },
      { grpc: { port: 9090 } },
      (ip) =>
        `Readiness probe failed: timeout: failed to connect service "${ip}:9090" within 1s: context deadline exceeded`,
    ],
    ['a command that only sleeps listens nowhere', { command: ['sleep', '3600'] }, http(80), refused('http', 80)],
    [
      'a page that nginx lacks',
      {},
      http(80, '/healthz'),
      () => 'Readiness probe failed: HTTP probe failed with statuscode: 404',
    ],
    [
      'HTTPS of nginx',
      {},
      { httpGet: { port: 80, scheme: 'HTTPS' } },
      (ip) => `Readiness probe failed: Get "https://${ip}:80/": http: server gave HTTP response to HTTPS client`,
    ],
    [
      'gRPC of nginx',
      {},
      { grpc: { port: 80 } },
      (ip) =>
        `Readiness probe failed: timeout: failed to connect service "${ip}:80" within 1s: context deadline exceeded`,
    ],
    [
      'a name that no port has',
      { image: 'app:1', ports },
      http('admin'),
      () => 'Readiness probe errored and resulted in unknown state: strconv.Atoi: parsing "admin": invalid syntax',
    ],
  ])('%s', (_, container, readinessProbe, message) => {
    const cluster = start(newPod({}, { ...container, readinessProbe }), 20);
    expect(events(cluster, 'Unhealthy')).toEqual([message(get(cluster).status.podIP!)]);
    expect(isReady(get(cluster))).toBe(false);
  });

  it.each<[string, object, object]>([
    ['nginx on port 80', {}, http(80)],
    ['a declared port', { image: 'app:1', ports }, http('web')],
    ['any port of an image that declares none', { image: 'app:1' }, http(1234)],
    ['nginx that is configured otherwise', { ports, command: ['nginx', '-c', '/my.conf'] }, http('web', '/healthz')],
  ])('%s answers', (_, container, readinessProbe) => {
    expect(isReady(get(start(newPod({}, { ...container, readinessProbe }), 20)))).toBe(true);
  });

  it('is answered by another container of the Pod, while that runs', () => {
    const side = { name: 'side', image: 'app:1', restartPolicy: 'Always', ports: [{ containerPort: 9090 }] };
    const pod = newPod({ initContainers: [side] }, { image: 'app:1', ports, readinessProbe: http(9090) });
    expect(isReady(get(start(pod, 20)))).toBe(true);
  });

  it('nginx has no page in an empty volume until someone writes one', () => {
    const volume = { volumes: [{ name: 'html', emptyDir: {} }] };
    const volumeMounts = [{ name: 'html', mountPath: '/usr/share/nginx/html' }];
    const cluster = start(newPod(volume, { volumeMounts, readinessProbe: http(80) }), 20);
    expect(events(cluster, 'Unhealthy')).toEqual(['Readiness probe failed: HTTP probe failed with statuscode: 403']);
    touch(cluster, '/usr/share/nginx/html/index.html', 'hello');
    cluster.settle();
    expect(isReady(get(cluster))).toBe(true);
  });

  it('liveness does not kill a container whose probe cannot be carried out', () => {
    const cluster = start(newPod({}, { image: 'app:1', livenessProbe: http('admin') }), 120);
    expect(main(cluster).restartCount).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, isWrite, type Manifest, type Pod, virtualTime } from '../index.ts';
import { actor } from '../testing/scenario.ts';

const newPod = (spec: object = {}, container: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'default' },
  spec: { containers: [{ name: 'main', image: 'nginx:1', imagePullPolicy: 'Never', ...container }], ...spec },
});

function start(pod: Manifest, seconds = 0): Cluster {
  const cluster = createCluster();
  cluster.api.create(pod, actor);
  cluster.settle();
  if (seconds > 0) cluster.advanceTo(seconds * 1000);
  return cluster;
}
const get = (cluster: Cluster): Pod => cluster.api.get('pods', 'a', 'default')!;
const main = (cluster: Cluster) => get(cluster).status.containerStatuses![0]!;
const condition = (cluster: Cluster, type: string) => get(cluster).status.conditions?.find((c) => c.type === type);
const events = (cluster: Cluster, reason?: string): string[] =>
  cluster.api
    .list('events')
    .filter((e) => e.source.component === 'kubelet' && (reason === undefined || e.reason === reason))
    .map((e) => e.message);
const uid = (cluster: Cluster): string => get(cluster).metadata.uid;

/** Virtual ms at which a write first left the Pod in a state. */
function when(cluster: Cluster, holds: (pod: Pod) => boolean, from = 0): number {
  const record = cluster.history
    .slice(from)
    .find((r) => isWrite(r) && r.resource === 'pods' && r.type !== 'DELETED' && holds(r.object as Pod));
  return record?.at ?? NaN;
}
const restartsAt = (cluster: Cluster): number[] =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
    when(
      cluster,
      (p) =>
        (p.status.containerStatuses?.[0]?.restartCount ?? 0) === n &&
        p.status.containerStatuses![0]!.state?.running !== undefined,
    ),
  );
const isReady = (p: Pod): boolean =>
  p.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false;
const started = (cluster: Cluster): number =>
  when(cluster, (p) => p.status.containerStatuses?.[0]?.state?.running !== undefined);

describe('a container that ends is started again', () => {
  it('at once, then after 10 s, doubled up to 300 s', () => {
    const cluster = start(newPod({}, { image: 'nginx:crash' }), 2000);
    const ended = cluster.history.flatMap((r) => {
      const status = isWrite(r) && r.resource === 'pods' ? (r.object as Pod).status.containerStatuses?.[0] : undefined;
      return status?.state?.terminated === undefined ? [] : [status.state.terminated.finishedAt!];
    });
    const ends = [...new Set(ended)].map((t) => virtualTime(t) / 1000);
    const waits = restartsAt(cluster).map((at, i) => Math.floor(at / 1000 - ends[i]!));
    // Times are whole seconds, a start takes less than one.
    [0, 10, 20, 40, 80, 160, 300, 300].forEach((wait, i) => {
      expect(waits[i]! - wait).toBeGreaterThanOrEqual(0);
      expect(waits[i]! - wait).toBeLessThanOrEqual(2);
    });
  });

  it('says so', () => {
    const cluster = start(newPod({}, { image: 'nginx:crash' }));
    expect(main(cluster).state).toEqual({
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 10s restarting failed container=main pod=a_default(${uid(cluster)})`,
      },
    });
    expect(main(cluster)).toMatchObject({
      ready: false,
      restartCount: 1,
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    });
    expect(get(cluster).status.phase).toBe('Running');
    expect(events(cluster, 'BackOff')).toEqual([
      `Back-off restarting failed container main in pod a_default(${uid(cluster)})`,
    ]);
  });

  const policies: [policy: string, image: string, command: string[] | undefined, phase: string, restarts: number][] = [
    ['Always', 'nginx:crash', undefined, 'Running', 1],
    ['OnFailure', 'nginx:crash', undefined, 'Running', 1],
    ['Never', 'nginx:crash', undefined, 'Failed', 0],
    ['Never', 'busybox:1', ['true'], 'Succeeded', 0],
    ['OnFailure', 'busybox:1', ['sh', '-c', 'echo hello; sleep 5'], 'Succeeded', 0],
    ['Never', 'busybox:1', ['sh', '-c', 'sleep 2; exit 3'], 'Failed', 0],
    ['Always', 'busybox:1', ['sleep', '3600'], 'Running', 0],
    ['Never', 'nginx:1', undefined, 'Running', 0],
  ];
  it.each(policies)('restartPolicy %s: %s %s', (restartPolicy, image, command, phase, restarts) => {
    const cluster = start(newPod({ restartPolicy }, { image, command }));
    expect(get(cluster).status.phase).toBe(phase);
    expect(main(cluster).restartCount).toBe(restarts);
  });

  it('a Pod that has Succeeded is completed, not unready', () => {
    const cluster = start(newPod({ restartPolicy: 'Never' }, { command: ['true'] }));
    expect(condition(cluster, 'Ready')).toMatchObject({ status: 'False', reason: 'PodCompleted' });
    expect(main(cluster).state?.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
  });
});

describe('an image that cannot be pulled', () => {
  const error = (ref: string): string =>
    `rpc error: code = NotFound desc = failed to pull and unpack image "${ref}": failed to resolve reference "${ref}": ${ref}: not found`;
  it.each([
    ['nginx:broken', 'docker.io/library/nginx:broken'],
    ['bitnami/kafka:bad', 'docker.io/bitnami/kafka:bad'],
    ['registry.k8s.io/nginx-slim:broken', 'registry.k8s.io/nginx-slim:broken'],
  ])('%s', (image, ref) => {
    const cluster = start(newPod({}, { image, imagePullPolicy: 'IfNotPresent' }));
    expect(events(cluster)).toEqual([
      `Pulling image "${image}"`,
      `Failed to pull image "${image}": ${error(ref)}`,
      'Error: ErrImagePull',
      `Back-off pulling image "${image}"`,
      'Error: ImagePullBackOff',
    ]);
    expect(get(cluster).status.phase).toBe('Pending');
    expect(main(cluster).state?.waiting).toEqual({
      reason: 'ImagePullBackOff',
      message: `Back-off pulling image "${image}": ErrImagePull: ${error(ref)}`,
    });
  });

  it('is tried again after 10 s, doubled up to 300 s', () => {
    const cluster = start(newPod({}, { image: 'nginx:bad', imagePullPolicy: 'IfNotPresent' }), 1600);
    const pulls = cluster.history.flatMap((r) => {
      const event = isWrite(r) && r.resource === 'events' ? (r.object as { reason?: string }) : {};
      return event.reason === 'Pulling' ? [r.at] : [];
    });
    // Asking the registry takes half a second.
    const waits = pulls.slice(1).map((at, i) => Math.round(at - pulls[i]! - 500) / 1000);
    expect(waits.slice(0, 7)).toEqual([10, 20, 40, 80, 160, 300, 300]);
  });
});

describe('probes', () => {
  const http = { httpGet: { path: '/healthz', port: 'web' } };
  const ports = [{ containerPort: 8080, name: 'web' }];
  const address = (cluster: Cluster): string => `${get(cluster).status.podIP}:8080`;

  const ready: [string, object, number][] = [
    ['no probe: soon after its start', {}, 0],
    ['readiness', { readinessProbe: http }, 0],
    ['after initialDelaySeconds', { readinessProbe: { ...http, initialDelaySeconds: 7 } }, 7],
    ['after successThreshold answers', { readinessProbe: { ...http, successThreshold: 3, periodSeconds: 4 } }, 8],
    ['startup holds readiness up', { readinessProbe: http, startupProbe: { ...http, initialDelaySeconds: 5 } }, 5],
    [
      'readiness that begins later than startup',
      { readinessProbe: { ...http, initialDelaySeconds: 9 }, startupProbe: http },
      9,
    ],
    ['liveness alone does not', { livenessProbe: { ...http, initialDelaySeconds: 60 } }, 0],
    ['slow: probed at 10, 20, 30 s', { image: 'nginx:slow', readinessProbe: http }, 30],
    ['slow: without readiness probe nobody notices', { image: 'nginx:slow' }, 0],
    ['slow: startup', { image: 'nginx:slow', startupProbe: { ...http, periodSeconds: 4, failureThreshold: 30 } }, 32],
  ];
  it.each(ready)('Ready: %s', (_, container, seconds) => {
    const cluster = start(newPod({}, { ports, ...container }));
    expect(Math.floor((when(cluster, isReady) - started(cluster)) / 1000)).toBe(seconds);
  });

  const failures: [string, object, (address: string) => string][] = [
    ['nginx:noready', http, () => 'HTTP probe failed with statuscode: 503'],
    ['nginx:slow', http, (a) => `Get "http://${a}/healthz": dial tcp ${a}: connect: connection refused`],
    [
      'nginx:unhealthy',
      http,
      (a) => `Get "http://${a}/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    ],
    [
      'nginx:slow',
      { httpGet: { port: 8443, scheme: 'HTTPS', host: 'example.com' } },
      () => 'Get "https://example.com:8443/": dial tcp example.com:8443: connect: connection refused',
    ],
    ['nginx:slow', { tcpSocket: { port: 'web' } }, (a) => `dial tcp ${a}: connect: connection refused`],
    ['nginx:unhealthy', { tcpSocket: { port: 'web' } }, (a) => `dial tcp ${a}: i/o timeout`],
    ['nginx:noready', { grpc: { port: 8080 } }, () => 'service unhealthy (responded with "NOT_SERVING")'],
    [
      'nginx:unhealthy',
      { grpc: { port: 8080 }, timeoutSeconds: 3 },
      (a) => `timeout: failed to connect service "${a}" within 3s: context deadline exceeded`,
    ],
    [
      'nginx:unhealthy',
      { exec: { command: ['cat', '/ok'] }, timeoutSeconds: 2 },
      () => 'command timed out: "cat /ok" timed out after 2s',
    ],
    ['nginx:noready', { exec: { command: ['cat', '/ok'] } }, () => ''],
  ];
  it.each(failures)('%s %j fails', (image, readinessProbe, message) => {
    const cluster = start(newPod({}, { image, ports, readinessProbe }), 40);
    expect(events(cluster, 'Unhealthy')).toEqual([`Readiness probe failed: ${message(address(cluster))}`]);
  });

  it('readiness that fails takes the Pod out of service and nothing else', () => {
    const cluster = start(newPod({}, { image: 'nginx:unhealthy', ports, readinessProbe: http }), 600);
    expect(condition(cluster, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotReady',
      message: 'containers with unready status: [main]',
    });
    expect(main(cluster)).toMatchObject({ ready: false, started: true, restartCount: 0 });
    expect(main(cluster).state?.running).toBeDefined();
  });

  it('liveness: after failureThreshold failures the container is killed and started again', () => {
    const livenessProbe = { ...http, periodSeconds: 5 };
    const cluster = start(
      newPod({ terminationGracePeriodSeconds: 6 }, { image: 'nginx:unhealthy', ports, livenessProbe }),
      60,
    );
    expect(events(cluster, 'Killing')).toEqual(['Container main failed liveness probe, will be restarted']);
    // It hangs after 20 s, is asked at 20.3, 25.3 and 30.3 s, each time for a second, and does not heed SIGTERM.
    expect(Math.floor((restartsAt(cluster)[0]! - started(cluster)) / 1000)).toBe(37);
    expect(main(cluster).lastState?.terminated).toMatchObject({ exitCode: 137, reason: 'Error' });
  });

  it('liveness: who needs too long to start is killed before, unless a startup probe protects it', () => {
    const impatient = start(newPod({}, { image: 'nginx:slow', ports, livenessProbe: http }), 120);
    expect(main(impatient).restartCount).toBeGreaterThan(1);
    const startupProbe = { ...http, failureThreshold: 4 };
    const patient = start(newPod({}, { image: 'nginx:slow', ports, livenessProbe: http, startupProbe }), 120);
    expect(main(patient).restartCount).toBe(0);
    expect(isReady(get(patient))).toBe(true);
  });

  it('startup: kills as liveness does', () => {
    const cluster = start(
      newPod({}, { image: 'nginx:slow', ports, startupProbe: { ...http, failureThreshold: 2 } }),
      40,
    );
    expect(events(cluster, 'Killing')).toEqual(['Container main failed startup probe, will be restarted']);
    expect(main(cluster)).toMatchObject({ started: false });
  });

  it('a container that is killed again and again has to wait longer each time', () => {
    const livenessProbe = { ...http, periodSeconds: 1, failureThreshold: 1 };
    const cluster = start(
      newPod({ terminationGracePeriodSeconds: 1 }, { image: 'nginx:unhealthy', ports, livenessProbe }),
      3000,
    );
    const at = restartsAt(cluster);
    const runs = at.slice(1).map((t, i) => Math.round((t - at[i]!) / 1000));
    // Runs take some 23 s. The kubelet looks at the end before last: only a back-off longer than a run holds it up.
    expect(runs.slice(0, 2).every((s) => s < 26)).toBe(true);
    expect(runs[3]).toBeGreaterThan(40);
    expect(Math.max(...runs)).toBeLessThan(300 + 30);
  });

  it('schedules nothing while all is well', () => {
    const cluster = start(newPod({}, { ports, readinessProbe: http, livenessProbe: http, startupProbe: http }));
    expect(isReady(get(cluster))).toBe(true);
    expect(cluster.nextTaskAt()).toBeUndefined();
  });

  it('does not write the same failure down for ever', () => {
    const cluster = start(newPod({}, { image: 'nginx:noready', ports, readinessProbe: { ...http, periodSeconds: 1 } }));
    expect(cluster.atRest()).toBe(true);
    cluster.advanceTo(3_600_000);
    // As many as the recorder lets through: 25, and then one in five minutes.
    expect(cluster.api.list('events').find((e) => e.reason === 'Unhealthy')?.count).toBeLessThan(25 + 13);
  });
});

describe('init containers', () => {
  const init = (name: string, more: object = {}): object => ({
    name,
    image: 'busybox:1',
    imagePullPolicy: 'Never',
    ...more,
  });
  const order = (cluster: Cluster): string[] =>
    cluster.api
      .list('events')
      .filter((e) => e.reason === 'Started')
      .map((e) => /\{(.*)\}/.exec(e.involvedObject.fieldPath!)![1]!);

  it('run one after the other before all others', () => {
    const cluster = start(newPod({ initContainers: [init('one'), init('two')] }));
    expect(order(cluster)).toEqual(['one', 'two', 'main']);
    expect(get(cluster).status.initContainerStatuses?.map((s) => [s.ready, s.state?.terminated?.reason])).toEqual([
      [true, 'Completed'],
      [true, 'Completed'],
    ]);
    expect(isReady(get(cluster))).toBe(true);
  });

  it('take the time that they sleep', () => {
    const cluster = start(newPod({ initContainers: [init('one', { command: ['sh', '-c', 'sleep 12'] })] }));
    expect(when(cluster, (p) => p.status.phase === 'Running')).toBeGreaterThan(12_000);
  });

  it('hold the Pod up while they fail', () => {
    const cluster = start(newPod({ initContainers: [init('one', { image: 'busybox:crash' }), init('two')] }));
    expect(get(cluster).status.phase).toBe('Pending');
    expect(condition(cluster, 'Initialized')).toMatchObject({
      status: 'False',
      reason: 'ContainersNotInitialized',
      message: 'containers with incomplete status: [one two]',
    });
    expect(get(cluster).status.initContainerStatuses?.map((s) => s.state?.waiting?.reason)).toEqual([
      'CrashLoopBackOff',
      'PodInitializing',
    ]);
    expect(main(cluster).state?.waiting?.reason).toBe('PodInitializing');
  });

  it('end the Pod when they fail and it is never restarted', () => {
    const cluster = start(newPod({ restartPolicy: 'Never', initContainers: [init('one', { command: ['false'] })] }));
    expect(get(cluster).status.phase).toBe('Failed');
  });

  it('with restartPolicy Always stay beside the others, which wait until they have started', () => {
    const startupProbe = { httpGet: { port: 80 }, periodSeconds: 5, failureThreshold: 9 };
    const sidecar = init('side', { image: 'envoy:slow', restartPolicy: 'Always', startupProbe });
    const cluster = start(newPod({ initContainers: [sidecar, init('one')] }));
    expect(order(cluster)).toEqual(['side', 'one', 'main']);
    expect(when(cluster, (p) => p.status.containerStatuses?.[0]?.state?.running !== undefined)).toBeGreaterThan(30_000);
    expect(get(cluster).status.initContainerStatuses![0]).toMatchObject({ ready: true, started: true });
  });

  it('with restartPolicy Always are started again, and the Pod is ready only with them', () => {
    const readinessProbe = { httpGet: { port: 80 } };
    const cluster = start(
      newPod({ initContainers: [init('side', { image: 'envoy:noready', restartPolicy: 'Always', readinessProbe })] }),
    );
    expect(get(cluster).status.phase).toBe('Running');
    expect(condition(cluster, 'Ready')?.message).toBe('containers with unready status: [side]');
  });
});

describe('a Pod that is deleted', () => {
  const grace = (seconds: number, container: object = {}, spec: object = {}): Manifest =>
    newPod({ terminationGracePeriodSeconds: seconds, ...spec }, container);
  const preStop = (handler: object): object => ({ lifecycle: { preStop: handler } });
  const cases: [string, Manifest, number][] = [
    ['heeds SIGTERM', grace(30), 0],
    ['ignores SIGTERM: until the grace period is over', grace(30, { image: 'nginx:stubborn' }), 30],
    ['preStop sleep', grace(30, preStop({ sleep: { seconds: 12 } })), 12],
    [
      'preStop sleep in a command',
      grace(30, preStop({ exec: { command: ['sh', '-c', 'nginx -s quit; sleep 7'] } })),
      7,
    ],
    [
      'preStop counts towards the grace period',
      grace(20, { image: 'nginx:stubborn', ...preStop({ sleep: { seconds: 15 } }) }),
      20,
    ],
    [
      'preStop longer than the grace period, then two seconds',
      grace(5, { image: 'nginx:stubborn', ...preStop({ exec: { command: ['sleep', '60'] } }) }),
      7,
    ],
    ['hangs', grace(9, { image: 'nginx:unhealthy' }), 9],
    [
      'a sidecar ends after the others',
      grace(30, preStop({ sleep: { seconds: 4 } }), {
        initContainers: [
          { name: 's', image: 'envoy:1', restartPolicy: 'Always', ...preStop({ sleep: { seconds: 6 } }) },
        ],
      }),
      11,
    ],
  ];
  it.each(cases)('%s', (_, pod, seconds) => {
    const cluster = start(pod, 60);
    const from = cluster.now();
    cluster.api.delete('pods', 'a', 'default', actor);
    cluster.settle();
    expect(get(cluster)).toBeUndefined();
    expect(Math.floor((cluster.history.at(-1)!.at - from) / 1000)).toBe(seconds);
    expect(events(cluster, 'Killing')).toContain('Stopping container main');
  });

  it('with a shorter grace period than before ends sooner', () => {
    const cluster = start(grace(600, { image: 'nginx:stubborn' }));
    const from = cluster.now();
    cluster.api.delete('pods', 'a', 'default', actor);
    cluster.advanceTo(from + 5000);
    cluster.api.delete('pods', 'a', 'default', actor, { gracePeriodSeconds: 10 });
    cluster.settle();
    expect(cluster.history.at(-1)!.at - from).toBeLessThan(18_000);
  });

  it('does not hold up one that ends sooner', () => {
    const cluster = start(grace(30, { image: 'nginx:stubborn' }));
    cluster.api.create({ ...grace(30), metadata: { name: 'b', namespace: 'default' } }, actor);
    cluster.settle();
    const from = cluster.now();
    for (const name of ['a', 'b']) cluster.api.delete('pods', name, 'default', actor);
    cluster.advanceTo(from + 3000);
    expect(cluster.api.list('pods').map((p) => p.metadata.name)).toEqual(['a']);
  });
});

it('a new image restarts the container in place', () => {
  const cluster = start(newPod());
  const { uid: before } = get(cluster).metadata;
  cluster.api.patch(
    'pods',
    'a',
    'default',
    'strategic',
    { spec: { containers: [{ name: 'main', image: 'nginx:2' }] } },
    actor,
  );
  cluster.settle();
  expect(events(cluster, 'Killing')).toEqual(['Container main definition changed, will be restarted']);
  expect(get(cluster).metadata.uid).toBe(before);
  expect(main(cluster)).toMatchObject({ image: 'nginx:2', restartCount: 1, ready: true });
});

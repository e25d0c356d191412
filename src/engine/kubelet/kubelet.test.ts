import { describe, expect, it } from 'vitest';
import { type Cluster, isWrite, type Manifest, type Pod, virtualTime } from '../index.ts';
import { actor } from '../testing/scenario.ts';
import { condition, events, get, isReady, main, newPod, restartsAt, start, uid, when } from '../testing/one-pod.ts';

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

  /** Each reason for which the container waited, as it followed the one before. */
  const reasons = (cluster: Cluster): (string | undefined)[] =>
    cluster.history
      .flatMap((r) => (isWrite(r) && r.resource === 'pods' ? [(r.object as Pod).status.containerStatuses?.[0]] : []))
      .flatMap((status) => (status === undefined ? [] : [status.state?.waiting?.reason]))
      .filter((reason, i, all) => i === 0 || reason !== all[i - 1]);

  it('is what the Pod waits for, also while it is tried again, until a container of it runs', () => {
    const cluster = start(newPod({}, { image: 'nginx:bad', imagePullPolicy: 'IfNotPresent' }), 40);
    const failed = ['ErrImagePull', 'ImagePullBackOff'];
    expect(reasons(cluster)).toEqual(['ContainerCreating', ...failed, ...failed, ...failed]);
    const spec = { containers: [{ name: 'main', image: 'nginx:2' }] };
    cluster.api.patch('pods', 'a', 'default', 'strategic', { spec }, actor);
    cluster.settle();
    expect(reasons(cluster).slice(-2)).toEqual(['ImagePullBackOff', undefined]);
    expect(main(cluster)).toMatchObject({ image: 'nginx:2', ready: true, restartCount: 0 });
  });
});

describe('init containers', () => {
  const init = (name: string, more: object = {}): object => ({
    name,
    image: 'busybox:1',
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

  const lifecycle = { preStop: { sleep: { seconds: 6 } } };
  const side = { name: 's', image: 'envoy:1', restartPolicy: 'Always', lifecycle };

  it('with restartPolicy Always end once the others have ended for good', () => {
    const once = (exit: number): Manifest =>
      newPod({ restartPolicy: 'Never', initContainers: [side] }, { command: ['sh', '-c', `sleep 5; exit ${exit}`] });
    for (const [exit, phase] of [
      [1, 'Failed'],
      [0, 'Succeeded'],
    ] as const) {
      const cluster = start(once(exit));
      const ended = when(cluster, (p) => p.status.containerStatuses?.[0]!.state!.terminated !== undefined);
      const over = when(cluster, (p) => p.status.phase === phase);
      expect(Math.floor((over - ended) / 1000)).toBe(6);
      expect(events(cluster, 'Killing')).toEqual(['Stopping container s']);
      expect(get(cluster).status.initContainerStatuses![0]!.state!.terminated).toMatchObject({ exitCode: 0 });
    }
  });

  it('with restartPolicy Always end before the Pod has Failed for an init container', () => {
    const cluster = start(
      newPod({ restartPolicy: 'Never', initContainers: [side, { name: 'i', image: 'busybox:crash' }] }),
    );
    const phases = cluster.history.flatMap((r) =>
      isWrite(r) && r.resource === 'pods' ? [(r.object as Pod).status.phase] : [],
    );
    expect([...new Set(phases)]).toEqual(['Pending', 'Failed']);
    expect(events(cluster, 'Killing')).toEqual(['Stopping container s']);
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

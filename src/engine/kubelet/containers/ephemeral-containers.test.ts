import { describe, expect, it } from 'vitest';
import { type Cluster, StatusError } from '../../index.ts';
import { events, get, isReady, newPod, start } from '../../testing/one-pod.ts';
import { actor } from '../../testing/scenario.ts';

const sleeper = { name: 'debugger', image: 'busybox:1', command: ['sleep', '1000000'] };

const patch = (cluster: Cluster, ephemeralContainers: unknown, type: 'strategic' | 'merge' = 'strategic') =>
  cluster.api.patch('pods', 'a', 'default', type, { spec: { ephemeralContainers } }, actor, {
    subresource: 'ephemeralcontainers',
  });

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof StatusError) return error.message;
  }
  return 'accepted';
}

const statuses = (cluster: Cluster) => get(cluster).status.ephemeralContainerStatuses ?? [];

describe('an ephemeral container', () => {
  it('runs beside the containers of a Pod that goes on as before', () => {
    const cluster = start(newPod());
    const { metadata, status } = get(cluster);
    patch(cluster, [sleeper]);
    cluster.settle();
    const now = get(cluster);
    expect(now.metadata).toMatchObject({ uid: metadata.uid, generation: 2 });
    expect(now.status.containerStatuses).toEqual(status.containerStatuses);
    expect(isReady(now)).toBe(true);
    const [debugged] = statuses(cluster);
    expect(debugged).toMatchObject({ name: 'debugger', ready: false, restartCount: 0, image: 'busybox:1' });
    expect(debugged!.state!.running).toBeDefined();
    expect(debugged).not.toHaveProperty('started');
    expect(events(cluster, 'Started')).toHaveLength(2);
    const about = cluster.api.list('events').map(({ involvedObject }) => involvedObject.fieldPath);
    expect(about).toContain('spec.ephemeralContainers{debugger}');
  });

  it('is never restarted', () => {
    const cluster = start(newPod());
    patch(cluster, [{ ...sleeper, command: ['sh', '-c', 'exit 3'] }]);
    cluster.settle();
    cluster.advanceTo(cluster.now() + 600_000);
    expect(statuses(cluster)).toMatchObject([
      { restartCount: 0, state: { terminated: { exitCode: 3, reason: 'Error' } } },
    ]);
    expect(get(cluster).status.phase).toBe('Running');
  });

  it('runs while the init containers of its Pod do', () => {
    const cluster = start(newPod({ initContainers: [{ ...sleeper, name: 'init' }] }));
    patch(cluster, [sleeper]);
    cluster.settle();
    expect(get(cluster).status.phase).toBe('Pending');
    expect(statuses(cluster)).toMatchObject([{ state: { running: {} } }]);
  });

  it('ends with the other containers of its Pod', () => {
    const main = { image: 'busybox:1', command: ['sleep', '100'] };
    const cluster = start(newPod({ restartPolicy: 'Never' }, main));
    patch(cluster, [sleeper]);
    cluster.settle();
    cluster.advanceTo(cluster.now() + 200_000);
    expect(get(cluster).status.phase).toBe('Succeeded');
    expect(statuses(cluster)).toMatchObject([{ state: { terminated: {} } }]);
  });

  it('waits for its image as others do', () => {
    const cluster = start(newPod());
    patch(cluster, [{ ...sleeper, image: 'busybox:broken' }]);
    cluster.settle();
    expect(statuses(cluster)).toMatchObject([{ state: { waiting: { reason: 'ImagePullBackOff' } } }]);
  });
});

// pkg/apis/core/validation/validation.go: validateEphemeralContainers, ValidatePodEphemeralContainersUpdate
describe('the subresource pods/ephemeralcontainers', () => {
  const invalid = 'Pod "a" is invalid: spec.ephemeralContainers';

  it('adds containers, and changes nothing else', () => {
    const cluster = start(newPod());
    const spec = { containers: [{ name: 'main', image: 'nginx:2' }], ephemeralContainers: [sleeper] };
    cluster.api.patch('pods', 'a', 'default', 'strategic', { metadata: { labels: { a: 'b' } }, spec }, actor, {
      subresource: 'ephemeralcontainers',
    });
    const { metadata, spec: now } = get(cluster);
    expect(now.containers[0]!.image).toBe('nginx:1');
    expect(metadata.labels).toBeUndefined();
    expect(now.ephemeralContainers).toEqual([
      {
        ...sleeper,
        imagePullPolicy: 'IfNotPresent',
        resources: {},
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ]);
  });

  it('neither changes nor removes one that there is', () => {
    const cluster = start(newPod());
    patch(cluster, [sleeper]);
    expect(refusal(() => patch(cluster, [{ ...sleeper, image: 'busybox:2' }]))).toMatch(
      `${invalid}: Forbidden: existing ephemeral containers "debugger" may not be changed\n@@ `,
    );
    expect(refusal(() => patch(cluster, [], 'merge'))).toBe(
      `${invalid}: Forbidden: existing ephemeral containers "debugger" may not be removed\n`,
    );
  });

  it.each([
    [{ ports: [{ containerPort: 80 }] }, '[0].ports: Forbidden: cannot be set for an Ephemeral Container'],
    [{ resources: { requests: { cpu: '1' } } }, '[0].resources: Forbidden: cannot be set for an Ephemeral Container'],
    [
      { readinessProbe: { tcpSocket: { port: 80 } } },
      '[0].readinessProbe: Forbidden: cannot be set for an Ephemeral Container',
    ],
    [{ name: 'main' }, '[0].name: Duplicate value: "main"'],
    [{ targetContainerName: 'other' }, '[0].targetContainerName: Not found: "other"'],
    [{ image: '' }, '[0].image: Required value'],
  ])('refuses %j', (fields, why) => {
    expect(refusal(() => patch(start(newPod()), [{ ...sleeper, ...fields }]))).toBe(invalid + why);
  });

  it('is the only way to such containers', () => {
    const cluster = start(newPod());
    expect(refusal(() => cluster.api.create(newPod({ ephemeralContainers: [sleeper] }), actor))).toBe(
      `${invalid}: Forbidden: cannot be set on create`,
    );
    const spec = { ephemeralContainers: [sleeper] };
    expect(refusal(() => cluster.api.patch('pods', 'a', 'default', 'strategic', { spec }, actor))).toMatch(
      'Pod "a" is invalid: spec: Forbidden: pod updates may not change fields other than',
    );
  });
});

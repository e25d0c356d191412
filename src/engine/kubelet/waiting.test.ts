import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, isWrite, type Pod } from '../index.ts';
import { newHeadlessService, newStatefulSet } from '../testing/builders.ts';
import { condition, events, get, isReady, main, newPod, start, when } from '../testing/one-pod.ts';
import { actor } from '../testing/scenario.ts';

const count = (cluster: Cluster, message: string): number | undefined =>
  cluster.api.list('events').find((event) => event.message === message)?.count;

describe('readiness gates', () => {
  const type = 'example.com/joined';
  const pod = newPod({ readinessGates: [{ conditionType: type }, { conditionType: 'example.com/warm' }] });
  const set = (cluster: Cluster, status: string, types = [type]): void => {
    const conditions = types.map((each) => ({ type: each, status }));
    cluster.api.patch('pods', 'a', 'default', 'strategic', { status: { conditions } }, actor, {
      subresource: 'status',
    });
    cluster.settle();
  };

  it('keep a Pod from being Ready whose containers are', () => {
    const cluster = start(pod);
    expect(condition(cluster, 'ContainersReady')?.status).toBe('True');
    expect(condition(cluster, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ReadinessGatesNotReady',
      message:
        'corresponding condition of pod readiness gate "example.com/joined" does not exist., corresponding condition of pod readiness gate "example.com/warm" does not exist.',
      observedGeneration: 1,
    });
  });

  it('let it be Ready once all are True, and no longer when one is taken back', () => {
    const cluster = start(pod);
    set(cluster, 'True', [type, 'example.com/warm']);
    expect(isReady(get(cluster))).toBe(true);
    set(cluster, 'False');
    expect(condition(cluster, 'Ready')?.message).toBe(
      'the status of pod readiness gate "example.com/joined" is not "True", but False',
    );
    expect(condition(cluster, 'example.com/warm')?.status).toBe('True');
  });
});

describe('images that are not even pulled', () => {
  it.each([
    ['Nginx:1.27', 'invalid reference format: repository name (library/Nginx) must be lowercase'],
    ['registry.example.com/Team/app', 'invalid reference format: repository name (Team/app) must be lowercase'],
    ['nginx:1:2', 'invalid reference format'],
    ['https://example.com/app', 'invalid reference format'],
    ['nginx:', 'invalid reference format'],
    ['my app:1', 'invalid reference format'],
    ['nginx@sha256:abc', 'invalid reference format'],
    [`nginx@sha256:${'a'.repeat(40)}`, 'invalid checksum digest length'],
    [`nginx@md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
    ['a'.repeat(64), `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`],
    ['a'.repeat(250), 'repository name must not be more than 255 characters'],
  ])('%s: InvalidImageName', (image, problem) => {
    const cluster = start(newPod({}, { image }), 40);
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${problem}`;
    expect(main(cluster).state?.waiting).toEqual({ reason: 'InvalidImageName', message });
    expect(events(cluster)).toEqual([message, 'Error: InvalidImageName']);
    expect(count(cluster, message)).toBeGreaterThan(2);
    expect(cluster.atRest()).toBe(true);
  });

  it.each([
    'nginx',
    'nginx:1.27',
    'registry.k8s.io/nginx-slim:0.21',
    'localhost:5000/a/b__c/d--e:v1_2.3-x',
    'REGISTRY.example.com:5000/app:Tag',
    `ghcr.io/a/b@sha256:${'0'.repeat(64)}`,
    '[2001:db8::1]:5000/app',
  ])('%s can be pulled', (image) => {
    expect(get(start(newPod({}, { image }))).status.phase).toBe('Running');
  });

  it('Never: the Pod waits until another one has brought the image to its node', () => {
    const cluster = start(newPod({ nodeName: 'node-1' }, { imagePullPolicy: 'Never' }), 40);
    const message = 'Container image "nginx:1" is not present with pull policy of Never';
    expect(main(cluster).state?.waiting).toEqual({ reason: 'ErrImageNeverPull', message });
    expect(events(cluster)).toEqual([message, 'Error: ErrImageNeverPull']);
    cluster.api.create({ ...newPod({ nodeName: 'node-1' }), metadata: { name: 'b' } }, actor);
    cluster.settle();
    expect(isReady(get(cluster))).toBe(true);
  });
});

describe('volumes that cannot be mounted', () => {
  const volumes = [
    { name: 'conf', configMap: { name: 'db-conf' } },
    { name: 'tls', secret: { secretName: 'db-tls' } },
  ];
  const failures = [
    'MountVolume.SetUp failed for volume "conf" : configmap "db-conf" not found',
    'MountVolume.SetUp failed for volume "tls" : secret "db-tls" not found',
  ];

  it('fail each by itself, at 0.5 s, 1 s, 2 s … after the failure before', () => {
    const cluster = start(newPod({ volumes }), 60);
    expect(events(cluster, 'FailedMount')).toEqual(failures);
    // 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s after the first.
    expect(failures.map((message) => count(cluster, message))).toEqual([7, 7]);
    expect(cluster.atRest()).toBe(true);
  });

  it('are mounted at the next try once their objects are there', () => {
    const cluster = start(newPod({ volumes }), 10);
    const metadata = { namespace: 'default' };
    cluster.api.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, name: 'db-conf' } }, actor);
    cluster.settle();
    expect(get(cluster).status.phase).toBe('Pending');
    cluster.api.create({ apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, name: 'db-tls' } }, actor);
    cluster.settle();
    expect(get(cluster).status.phase).toBe('Running');
    expect(cluster.now()).toBeLessThan(60_000);
  });
});

describe('how a Pod ends', () => {
  const hold = (cluster: Cluster): void => {
    cluster.api.patch('pods', 'a', 'default', 'merge', { metadata: { finalizers: ['example.com/hold'] } }, actor);
    cluster.api.delete('pods', 'a', 'default', actor);
    cluster.settle();
  };

  it('with a finalizer it stays, and says how its containers have ended', () => {
    const cluster = start(newPod());
    hold(cluster);
    expect(get(cluster).status.phase).toBe('Succeeded');
    expect(get(cluster).metadata.deletionGracePeriodSeconds).toBe(0);
    expect(main(cluster).state?.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
    expect(condition(cluster, 'Ready')).toMatchObject({ status: 'False', reason: 'PodCompleted' });
    expect(condition(cluster, 'PodReadyToStartContainers')?.status).toBe('False');
    cluster.api.patch('pods', 'a', 'default', 'merge', { metadata: { finalizers: null } }, actor);
    cluster.settle();
    expect(get(cluster)).toBeUndefined();
  });

  it('killed when the grace period is over, it has failed', () => {
    const cluster = start(newPod({ terminationGracePeriodSeconds: 3 }, { image: 'nginx:stubborn' }));
    hold(cluster);
    expect(get(cluster).status.phase).toBe('Failed');
    expect(main(cluster).state?.terminated).toMatchObject({ exitCode: 137, reason: 'Error' });
  });

  it('a container that never ran could not be located', () => {
    const cluster = start(newPod({}, { image: 'nginx:broken' }));
    hold(cluster);
    expect(get(cluster).status.phase).toBe('Failed');
    expect(main(cluster).state?.terminated).toEqual({
      exitCode: 137,
      reason: 'ContainerStatusUnknown',
      message: 'The container could not be located when the pod was terminated',
    });
  });

  it('is reported before the Pod is removed, too', () => {
    const cluster = start(newPod());
    cluster.api.delete('pods', 'a', 'default', actor);
    cluster.settle();
    const writes = cluster.history.filter((record) => isWrite(record) && record.resource === 'pods').slice(-2);
    expect(writes).toMatchObject([{ object: { status: { phase: 'Succeeded' } } }, { type: 'DELETED' }]);
  });

  it('the set counts it no more, and its endpoints are gone', () => {
    const cluster = createCluster();
    cluster.api.create(newHeadlessService(), actor);
    cluster.api.create(newStatefulSet({ spec: { replicas: 2 } }), actor);
    cluster.settle();
    cluster.api.patch('pods', 'web-1', 'default', 'merge', { metadata: { finalizers: ['example.com/hold'] } }, actor);
    cluster.api.delete('pods', 'web-1', 'default', actor);
    cluster.settle();
    expect(cluster.api.get('statefulsets', 'web', 'default')!.status).toMatchObject({ replicas: 2, readyReplicas: 1 });
    const targets = cluster.api.list('endpointslices', { namespace: 'default' }).flatMap(({ endpoints }) => endpoints);
    expect(targets.map(({ targetRef }) => targetRef?.name)).toEqual(['web-0']);
  });

  it('with activeDeadlineSeconds it fails when the time is over, and stays', () => {
    const cluster = start(newPod({ activeDeadlineSeconds: 20 }));
    cluster.advanceTo(60_000);
    const { phase, reason, message } = get(cluster).status;
    expect({ phase, reason, message }).toEqual({
      phase: 'Failed',
      reason: 'DeadlineExceeded',
      message: 'Pod was active on the node longer than the specified deadline',
    });
    expect(main(cluster).state?.terminated?.reason).toBe('Completed');
    const failed = when(cluster, (pod: Pod) => pod.status.phase === 'Failed');
    expect(failed).toBeGreaterThan(20_000);
    expect(failed).toBeLessThan(23_000);
    expect(events(cluster, 'DeadlineExceeded')).toEqual([message]);
  });
});

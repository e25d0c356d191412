/** Reports of real clusters that hold here as well. */
import { describe, expect, it } from 'vitest';
import { createCluster, type Manifest } from '../../index.ts';
import { newStatefulSet } from '../../testing/builders.ts';
import { actor, change, claim, events, names, patch, pod, pods, start, status, tags } from '../../testing/scenario.ts';

describe('the name of a set, whose revision goes into a label of its Pods', () => {
  const startNamed = (length: number, tag: string) => {
    const cluster = createCluster();
    const name = 'a'.repeat(length);
    cluster.api.create(newStatefulSet({ name, tag, claims: false, spec: { replicas: 1 } }), actor);
    cluster.settle();
    const revision = cluster.api.get('statefulsets', name, 'default')!.status.updateRevision!;
    return { cluster, name, revision };
  };
  /** Images for which the hash has nine and ten characters. */
  const hashes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map(String);
  const tagOf = (length: number): string =>
    hashes.find((tag) => startNamed(1, tag).revision.length === 2 + length) ?? 'none';

  it('of 52 characters is never too long', () => {
    const { cluster, revision } = startNamed(52, tagOf(10));
    expect(revision).toHaveLength(63);
    expect(pods(cluster)).toHaveLength(1);
  });

  it('of 53 characters is too long for a hash of ten characters, and not for one of nine', () => {
    expect(pods(startNamed(53, tagOf(9)).cluster)).toHaveLength(1);
    const { cluster, name, revision } = startNamed(53, tagOf(10));
    expect(pods(cluster)).toEqual([]);
    expect(events(cluster)).toEqual([
      `FailedCreate: Create Pod ${name}-0 in StatefulSet ${name} failed error: Pod "${name}-0" is invalid: metadata.labels: Invalid value: "${revision}": must be no more than 63 bytes`,
    ]);
  });

  it('of 62 characters makes the names of its Pods too long as well', () => {
    const { cluster, name, revision } = startNamed(62, '1');
    const tooLong = (value: string): string => `Invalid value: "${value}": must be no more than 63`;
    expect(events(cluster)).toEqual([
      `FailedCreate: Create Pod ${name}-0 in StatefulSet ${name} failed error: Pod "${name}-0" is invalid: ` +
        `[metadata.labels: ${tooLong(revision)} bytes, metadata.labels: ${tooLong(`${name}-0`)} bytes, ` +
        `spec.hostname: ${tooLong(`${name}-0`)} characters]`,
    ]);
  });

  it('of 64 characters is refused', () => {
    const name = 'a'.repeat(64);
    expect(() => createCluster().api.create(newStatefulSet({ name }), actor)).toThrow(
      `StatefulSet.apps "${name}" is invalid: metadata.name: Invalid value: "${name}": must be no more than 63 characters`,
    );
  });

  it.each(['a.b', 'Web'])('%s does not make a label of DNS', (name) => {
    expect(() => createCluster().api.create(newStatefulSet({ name }), actor)).toThrow(
      `StatefulSet.apps "${name}" is invalid: metadata.name: Invalid value: "${name}": `,
    );
  });
});

it('a rollback does not replace the Pod that is stuck with a bad image, until it is deleted', () => {
  const cluster = start();
  const { template } = cluster.api.get('statefulsets', 'web', 'default')!.spec;
  change(cluster, { template: { spec: { containers: [{ name: 'nginx', image: 'nginx:broken' }] } } });
  change(cluster, { template });
  expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:broken']);
  cluster.api.delete('pods', 'web-2', 'default', actor);
  cluster.settle();
  expect(tags(cluster)).toEqual(['web-0:1', 'web-1:1', 'web-2:1']);
  expect(status(cluster).readyReplicas).toBe(3);
});

describe('the node of web-0 is lost, and all other Pods are deleted', () => {
  it.each([
    ['OrderedReady', ['web-0']],
    ['Parallel', ['web-0', 'web-1', 'web-2']],
  ])('%s', (podManagementPolicy, left) => {
    const cluster = start({ spec: { podManagementPolicy } });
    const lost = pod(cluster, 'web-0').spec.nodeName!;
    cluster.cutNode(lost, actor);
    cluster.advanceTo(cluster.now() + 400_000);
    for (const name of names(cluster).filter((other) => other !== 'web-0')) {
      cluster.api.delete('pods', name, 'default', actor);
    }
    cluster.advanceTo(cluster.now() + 60_000);
    expect(names(cluster)).toEqual(left);
    expect(pod(cluster, 'web-0').metadata.deletionTimestamp).toBeDefined();
    // The way out: without its Node the Pod is collected.
    cluster.api.delete('nodes', lost, undefined, actor);
    cluster.advanceTo(cluster.now() + 600_000);
    expect(status(cluster).readyReplicas).toBe(3);
  });
});

it('two sets with the same selector leave each other’s Pods alone', () => {
  const cluster = start({ spec: { replicas: 2 } });
  cluster.api.create(newStatefulSet({ name: 'other', spec: { replicas: 2 } }), actor);
  cluster.settle();
  expect(pods(cluster).map(({ metadata }) => [metadata.name, metadata.ownerReferences![0]!.name])).toEqual([
    ['other-0', 'other'],
    ['other-1', 'other'],
    ['web-0', 'web'],
    ['web-1', 'web'],
  ]);
  expect(status(cluster)).toMatchObject({ replicas: 2, readyReplicas: 2 });
});

it('a claim that is deleted while its Pod uses it goes with the Pod, and is made anew', () => {
  const cluster = start();
  const { uid } = claim(cluster, 'www-web-1').metadata;
  cluster.api.delete('persistentvolumeclaims', 'www-web-1', 'default', actor);
  cluster.settle();
  expect(claim(cluster, 'www-web-1').metadata).toMatchObject({ uid, deletionTimestamp: expect.any(String) as string });
  cluster.api.delete('pods', 'web-1', 'default', actor);
  cluster.settle();
  expect(claim(cluster, 'www-web-1').metadata.uid).not.toBe(uid);
  expect(claim(cluster, 'www-web-1').status.phase).toBe('Bound');
  expect(status(cluster).readyReplicas).toBe(3);
});

it('a Pod whose claim is missing starts when the claim is made by hand', () => {
  const cluster = createCluster();
  const metadata = { name: 'a', namespace: 'default' };
  const spec = {
    containers: [{ name: 'main', image: 'nginx:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  };
  cluster.api.create({ apiVersion: 'v1', kind: 'Pod', metadata, spec } as Manifest, actor);
  cluster.settle();
  expect(pod(cluster, 'a').status.conditions?.[0]?.message).toContain('persistentvolumeclaim "data" not found');
  const asked = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  cluster.api.create(
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { ...metadata, name: 'data' }, spec: asked },
    actor,
  );
  cluster.settle();
  expect(pod(cluster, 'a').status.phase).toBe('Running');
});

it('a set with the selector of one that left orphans adopts only Pods of its own name', () => {
  const cluster = start({ spec: { replicas: 1 } });
  cluster.api.delete('statefulsets', 'web', 'default', actor, { propagationPolicy: 'Orphan' });
  cluster.settle();
  cluster.api.create(newStatefulSet({ name: 'other', spec: { replicas: 1 } }), actor);
  cluster.settle();
  expect(pods(cluster).map(({ metadata }) => [metadata.name, metadata.ownerReferences?.[0]?.name])).toEqual([
    ['other-0', 'other'],
    ['web-0', undefined],
  ]);
});

it('with the policy Parallel, a rollout waits minReadySeconds after each Pod', () => {
  const cluster = start({ spec: { replicas: 2, podManagementPolicy: 'Parallel', minReadySeconds: 30 } });
  const { template } = newStatefulSet({ tag: '2' }).spec as { template: object };
  patch(cluster, { spec: { template } });
  cluster.advanceTo(cluster.now() + 25_000);
  expect(status(cluster).readyReplicas).toBe(2);
  expect(tags(cluster)).toEqual(['web-0:1', 'web-1:2']);
  cluster.settle();
  expect(tags(cluster)).toEqual(['web-0:2', 'web-1:2']);
});

it('with the policy Parallel, a rollout begins with the highest Pod although web-0 is not ready', () => {
  const cluster = start({ spec: { replicas: 3, podManagementPolicy: 'Parallel' } });
  cluster.faults.setPodReady('web-0', 'default', false);
  const { template } = newStatefulSet({ tag: '2' }).spec as { template: object };
  change(cluster, { template });
  expect(tags(cluster)).toEqual(['web-0:2', 'web-1:2', 'web-2:2']);
});

it('a claim that was made beforehand is used as it is, whatever the template asks for', () => {
  const cluster = createCluster();
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '7Gi' } } };
  cluster.api.create({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'www-web-0' }, spec }, actor);
  const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete', whenScaled: 'Retain' };
  cluster.api.create(newStatefulSet({ spec: { replicas: 1, persistentVolumeClaimRetentionPolicy } }), actor);
  cluster.settle();
  expect(pod(cluster, 'web-0').status.phase).toBe('Running');
  const { metadata, spec: asked } = claim(cluster, 'www-web-0');
  expect(asked.resources?.requests?.storage).toBe('7Gi');
  expect(metadata.ownerReferences?.map(({ name }) => name)).toEqual(['web']);
  patch(cluster, { spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } } });
  cluster.settle();
  expect(claim(cluster, 'www-web-0').metadata.ownerReferences).toBeUndefined();
});

it('all revisions are kept with a negative revisionHistoryLimit; a negative start of ordinals is refused', () => {
  const cluster = start({ claims: false, spec: { replicas: 1, revisionHistoryLimit: -1 } });
  for (let tag = 2; tag <= 14; tag++) {
    const { template } = newStatefulSet({ claims: false, tag: `${tag}` }).spec as { template: object };
    change(cluster, { template });
  }
  expect(cluster.api.list('controllerrevisions', { namespace: 'default' })).toHaveLength(14);
  expect(() => patch(cluster, { spec: { ordinals: { start: -1 } } })).toThrow(
    'spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0',
  );
});

it('ordinals go up and down again together with the replicas', () => {
  const cluster = start({ claims: false, spec: { replicas: 2 } });
  change(cluster, { replicas: 3, ordinals: { start: 3 } });
  expect(names(cluster)).toEqual(['web-3', 'web-4', 'web-5']);
  change(cluster, { replicas: 2, ordinals: { start: 0 } });
  expect(names(cluster)).toEqual(['web-0', 'web-1']);
});

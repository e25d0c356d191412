import { describe, expect, it } from 'vitest';
import type { Cluster, Manifest } from '../../index.ts';
import { condition, events, get, main, newPod, start, uid } from '../../testing/one-pod.ts';
import { actor } from '../../testing/scenario.ts';

const kinds = { configmaps: 'ConfigMap', secrets: 'Secret' };
const newObject = (kind: string, data: object): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'conf', namespace: 'default' },
  data,
});

describe('a container that must not run as root', () => {
  const nonRoot = { securityContext: { runAsNonRoot: true } };
  const root = (cluster: Cluster): string =>
    `container has runAsNonRoot and image will run as root (pod: "a_default(${uid(cluster)})", container: main)`;

  it.each(['nginx:1.27', 'docker.io/library/redis@sha256:' + 'a'.repeat(64), 'registry.k8s.io/nginx-slim:0.21'])(
    'does not start when its image does: %s',
    (image) => {
      const cluster = start(newPod(nonRoot, { image }));
      expect(main(cluster).state?.waiting).toEqual({ reason: 'CreateContainerConfigError', message: root(cluster) });
      expect(events(cluster, 'Failed')).toEqual([`Error: ${root(cluster)}`]);
    },
  );

  it('does not start as the user 0', () => {
    const cluster = start(newPod(nonRoot, { securityContext: { runAsUser: 0 } }));
    expect(main(cluster).state?.waiting?.message).toBe(
      `container's runAsUser breaks non-root policy (pod: "a_default(${uid(cluster)})", container: main)`,
    );
  });

  it.each([
    ['as another user', { ...nonRoot.securityContext, runAsUser: 101 }, {}],
    ['of an image that is made for it', nonRoot.securityContext, { image: 'bitnami/redis:7' }],
    ['that may after all', nonRoot.securityContext, { securityContext: { runAsNonRoot: false } }],
  ])('starts %s', (_, securityContext, container) => {
    expect(main(start(newPod({ securityContext }, container))).ready).toBe(true);
  });
});

describe('a volume of what is not there', () => {
  const cases: [string, keyof typeof kinds, object, string][] = [
    ['ConfigMap', 'configmaps', { configMap: { name: 'conf' } }, 'configmap "conf" not found'],
    ['Secret', 'secrets', { secret: { secretName: 'conf' } }, 'secret "conf" not found'],
    ['projected', 'secrets', { projected: { sources: [{ secret: { name: 'conf' } }] } }, 'secret "conf" not found'],
  ];
  it.each(cases)('%s', (_, resource, volume, problem) => {
    const cluster = start(newPod({ volumes: [{ name: 'v', ...volume }] }));
    expect(events(cluster)).toEqual([`MountVolume.SetUp failed for volume "v" : ${problem}`]);
    expect(get(cluster).status.phase).toBe('Pending');
    expect(main(cluster).state?.waiting).toEqual({ reason: 'ContainerCreating' });
    expect(condition(cluster, 'PodReadyToStartContainers')?.status).toBe('False');
    cluster.api.create(newObject(kinds[resource], {}), actor);
    cluster.settle();
    expect(get(cluster).status.phase).toBe('Running');
  });

  // kubernetes/pkg/volume/projected/projected.go (collectData) puts the errors of all sources together.
  it('projected from several sources: all that is missing', () => {
    const sources = [
      { configMap: { name: 'conf' } },
      { secret: { name: 'other', optional: true } },
      { secret: { name: 'key' } },
    ];
    const cluster = start(newPod({ volumes: [{ name: 'v', projected: { sources } }] }));
    expect(events(cluster)).toEqual([
      'MountVolume.SetUp failed for volume "v" : [configmap "conf" not found, secret "key" not found]',
    ]);
  });

  it('does not hold the Pod up when it is optional', () => {
    const volumes = [{ name: 'v', configMap: { name: 'conf', optional: true } }];
    expect(get(start(newPod({ volumes }))).status.phase).toBe('Running');
  });
});

describe('a variable of what is not there', () => {
  const key = (kind: string, more: object = {}): object => ({
    env: [{ name: 'A', valueFrom: { [`${kind}KeyRef`]: { name: 'conf', key: 'a', ...more } } }],
  });
  const cases: [string, keyof typeof kinds, object, string][] = [
    ['a key of a ConfigMap', 'configmaps', key('configMap'), 'configmap "conf" not found'],
    ['a key of a Secret', 'secrets', key('secret'), 'secret "conf" not found'],
    ['all of a Secret', 'secrets', { envFrom: [{ secretRef: { name: 'conf' } }] }, 'secret "conf" not found'],
  ];
  it.each(cases)('%s', (_, resource, container, message) => {
    const cluster = start(newPod({}, container));
    expect(main(cluster).state?.waiting).toEqual({ reason: 'CreateContainerConfigError', message });
    expect(events(cluster, 'Failed')).toEqual([`Error: ${message}`]);
    expect(cluster.atRest()).toBe(true);
    cluster.api.create(newObject(kinds[resource], { a: 'YQ==' }), actor);
    cluster.settle();
    expect(get(cluster).status.phase).toBe('Running');
  });

  it('a key that the ConfigMap lacks', () => {
    const cluster = start(newPod({}, key('configMap')));
    cluster.api.create(newObject('ConfigMap', { b: 'x' }), actor);
    cluster.settle();
    expect(main(cluster).state?.waiting?.message).toBe("couldn't find key a in ConfigMap default/conf");
    cluster.api.patch('configmaps', 'conf', 'default', 'merge', { data: { a: 'x' } }, actor);
    cluster.settle();
    expect(get(cluster).status.phase).toBe('Running');
  });

  it('does not hold the container up when it is optional', () => {
    expect(get(start(newPod({}, key('secret', { optional: true })))).status.phase).toBe('Running');
  });
});

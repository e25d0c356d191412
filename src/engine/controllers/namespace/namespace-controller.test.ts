import { describe, expect, it } from 'vitest';
import { createCluster } from '../../cluster.ts';
import type { Manifest } from '../../api/types.ts';

const actor = { name: 'user', reason: 'test' };
const configMap = (name: string, finalizers: readonly string[] = []): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'lab', finalizers },
});
const set: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web', namespace: 'lab' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'c' }] } },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    ],
  },
};

function newLab(...manifests: readonly Manifest[]) {
  const cluster = createCluster();
  cluster.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'lab' } }, actor);
  for (const manifest of manifests) cluster.api.create(manifest, actor);
  cluster.settle();
  return { cluster, api: cluster.api, namespace: () => cluster.api.get('namespaces', 'lab') };
}

// https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces and the plugin NamespaceLifecycle.
describe('a namespace that is deleted', () => {
  it('is Terminating until all that is in it has gone: Pods, claims and their volumes too', () => {
    const { cluster, api, namespace } = newLab(configMap('a'), set);
    expect(api.list('pods', { namespace: 'lab' })).toHaveLength(2);
    api.delete('namespaces', 'lab', undefined, actor);
    expect(namespace()).toMatchObject({ status: { phase: 'Terminating' } });
    cluster.settle();
    expect(namespace()).toBeUndefined();
    for (const resource of ['pods', 'statefulsets', 'persistentvolumeclaims', 'configmaps', 'events'] as const) {
      expect(api.list(resource, { namespace: 'lab' })).toEqual([]);
    }
    expect(api.list('persistentvolumes')).toEqual([]);
  });

  it('takes in nothing new meanwhile', () => {
    const { api } = newLab(configMap('a', ['example.com/held']));
    api.delete('namespaces', 'lab', undefined, actor);
    expect(() => api.create(configMap('b'), actor)).toThrow(
      'configmaps "b" is forbidden: unable to create new content in namespace lab because it is being terminated',
    );
  });

  it('waits for finalizers of what is in it, and cannot be let go by hand', () => {
    const { cluster, api, namespace } = newLab(configMap('a', ['example.com/held']));
    api.delete('namespaces', 'lab', undefined, actor);
    cluster.settle();
    api.patch('namespaces', 'lab', undefined, 'merge', { spec: { finalizers: null } }, actor);
    expect(namespace()).toMatchObject({ spec: { finalizers: ['kubernetes'] } });
    api.patch('configmaps', 'a', 'lab', 'merge', { metadata: { finalizers: null } }, actor);
    cluster.settle();
    expect(namespace()).toBeUndefined();
  });

  it('is none of those that the cluster itself needs', () => {
    const { api } = newLab();
    expect(() => api.delete('namespaces', 'default', undefined, actor)).toThrow(
      'namespaces "default" is forbidden: this namespace may not be deleted',
    );
  });
});

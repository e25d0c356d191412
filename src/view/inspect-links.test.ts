import { describe, expect, it } from 'vitest';
import { createCluster } from '../engine/index.ts';
import { examples } from '../manifests/examples.ts';
import { dependentsOf, linksOf } from './inspect-links.ts';
import type { Inspected } from './inspect.ts';
import { applyText } from './manifest-text.ts';
import { nginxService, user, webSet } from './testing.ts';

const cluster = createCluster();
cluster.api.create(nginxService, user);
cluster.api.create(webSet(), user);
cluster.settle();
const { api } = cluster;
const named = (resource: Inspected['resource'], name: string): Inspected => ({ resource, name, namespace: 'default' });
const drawn = (object: Inspected) =>
  linksOf(api, object).map(({ object: { resource }, tie, depth }) => [depth, tie, resource]);

describe('links', () => {
  it('lead from the set over the Pod to its node, its claim and the volume, wherever one begins', () => {
    const whole = [
      [0, null, 'statefulsets'],
      [1, 'owns', 'pods'],
      [2, 'runs', 'nodes'],
      [2, 'mounts', 'persistentvolumeclaims'],
      [3, 'bound', 'persistentvolumes'],
    ];
    expect(drawn(named('pods', 'web-1'))).toEqual(whole);
    expect(drawn(named('persistentvolumeclaims', 'www-web-1'))).toEqual(whole);
  });

  it('begin at the claim where no Pod mounts it', () => {
    const other = createCluster();
    other.api.create(webSet({ replicas: 1 }), user);
    other.settle();
    other.api.delete('statefulsets', 'web', 'default', user);
    other.settle();
    const links = linksOf(other.api, named('persistentvolumeclaims', 'www-web-0'));
    expect(links.map(({ object, tie, depth }) => [depth, tie, object.resource])).toEqual([
      [0, null, 'persistentvolumeclaims'],
      [1, 'bound', 'persistentvolumes'],
    ]);
  });

  it('name the owners of owners', () => {
    const contrast = createCluster();
    expect(applyText(contrast.api, examples.find(({ id }) => id === 'contrast')!.yaml.en, user).ok).toBe(true);
    contrast.settle();
    const pod = contrast.api
      .list('pods')
      .find(({ metadata }) => metadata.ownerReferences?.some(({ kind }) => kind === 'ReplicaSet'))!;
    const links = linksOf(contrast.api, named('pods', pod.metadata.name));
    expect(links.slice(0, 3).map(({ object, tie }) => [tie, object.resource])).toEqual([
      [null, 'deployments'],
      ['owns', 'replicasets'],
      ['owns', 'pods'],
    ]);
    const [deployment, replicaSet] = links;
    expect(dependentsOf(contrast.api, deployment!.object)).toEqual([replicaSet!.object]);
    expect(dependentsOf(contrast.api, replicaSet!.object)).toHaveLength(3);
  });
});

describe('dependents', () => {
  const names = (object: Inspected) => dependentsOf(api, object).map(({ resource, name }) => `${resource}/${name}`);

  it('of a set are its revisions and Pods', () => {
    const revision = api.list('controllerrevisions')[0]!.metadata.name;
    expect(names(named('statefulsets', 'web'))).toEqual([
      `controllerrevisions/${revision}`,
      'pods/web-0',
      'pods/web-1',
      'pods/web-2',
    ]);
  });

  it('of a Service are its slices, and of those the Pods that they list', () => {
    const [slice, ...others] = dependentsOf(api, named('services', 'nginx'));
    expect(others).toEqual([]);
    expect(slice!.resource).toBe('endpointslices');
    expect(names(slice!).toSorted()).toEqual(['pods/web-0', 'pods/web-1', 'pods/web-2']);
  });

  it('of a node are the Pods on it', () => {
    const node = api.get('pods', 'web-0', 'default')!.spec.nodeName!;
    expect(names({ resource: 'nodes', name: node })).toContain('pods/web-0');
  });
});

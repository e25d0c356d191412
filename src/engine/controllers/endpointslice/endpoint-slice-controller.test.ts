import { describe, expect, it } from 'vitest';
import type { Cluster, EndpointSlice } from '../../index.ts';
import { newHeadlessService } from '../../testing/builders.ts';
import { actor, patch, pods, start } from '../../testing/scenario.ts';

const slices = (cluster: Cluster): readonly EndpointSlice[] =>
  cluster.api.list('endpointslices', { namespace: 'default' });
const sizes = (cluster: Cluster): number[] =>
  slices(cluster)
    .map((s) => s.endpoints.length)
    .sort((a, b) => b - a);
const names = (cluster: Cluster): string[] =>
  slices(cluster)
    .flatMap((s) => s.endpoints.map((e) => e.targetRef!.name!))
    .sort();
const podNames = (cluster: Cluster): string[] =>
  pods(cluster)
    .map((p) => p.metadata.name)
    .sort();

describe('EndpointSlices', () => {
  const parallel = (replicas: number) => start({ claims: false, spec: { replicas, podManagementPolicy: 'Parallel' } });

  it('hold at most 100 endpoints each', () => {
    const cluster = parallel(230);
    expect(sizes(cluster)).toEqual([100, 100, 30]);
    expect(names(cluster)).toEqual(podNames(cluster));
  });

  it('are left where they are when endpoints go, and filled again when others come', () => {
    const cluster = parallel(230);
    const before = slices(cluster).map((s) => s.metadata.uid);
    patch(cluster, { spec: { replicas: 180 } });
    cluster.settle();
    expect(names(cluster)).toEqual(podNames(cluster));
    patch(cluster, { spec: { replicas: 200 } });
    cluster.settle();
    expect(names(cluster)).toEqual(podNames(cluster));
    expect(slices(cluster).every((s) => before.includes(s.metadata.uid))).toBe(true);
  });

  it('are deleted when empty, but for the last one', () => {
    const cluster = parallel(130);
    patch(cluster, { spec: { replicas: 0 } });
    cluster.settle();
    expect(sizes(cluster)).toEqual([0]);
  });

  it('take the labels of their Service, and no Pod that it does not select', () => {
    const cluster = parallel(3);
    cluster.api.patch('pods', 'web-1', 'default', 'merge', { metadata: { labels: { app: 'other' } } }, actor);
    const labels = { tier: 'web' };
    cluster.api.patch('services', 'nginx', 'default', 'merge', { metadata: { labels } }, actor);
    cluster.advanceTo(cluster.now() + 25);
    expect(names(cluster)).toEqual(['web-0', 'web-2']);
    expect(slices(cluster)[0]!.metadata.labels).toMatchObject(labels);
  });

  it('are re-created when someone deletes them', () => {
    const cluster = parallel(3);
    cluster.api.delete('endpointslices', slices(cluster)[0]!.metadata.name, 'default', actor);
    cluster.settle();
    expect(names(cluster)).toEqual(['web-0', 'web-1', 'web-2']);
  });

  it('hold Pods apart whose ports of one name have different numbers', () => {
    const cluster = parallel(2);
    const pod = (name: string, containerPort: number) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels: { app: 'named' } },
      spec: { containers: [{ name: 'c', image: 'nginx:1', ports: [{ name: 'http', containerPort }] }] },
    });
    cluster.api.create(pod('a', 80), actor);
    cluster.api.create(pod('b', 8080), actor);
    const service = newHeadlessService({ selector: { app: 'named' }, ports: [{ port: 80, targetPort: 'http' }] });
    cluster.api.create({ ...service, metadata: { name: 'named' } }, actor);
    cluster.settle();
    const named = slices(cluster).filter((s) => s.metadata.labels?.['kubernetes.io/service-name'] === 'named');
    expect(named.map((s) => [s.endpoints[0]!.targetRef!.name, s.ports[0]!.port]).sort()).toEqual([
      ['a', 80],
      ['b', 8080],
    ]);
  });
});

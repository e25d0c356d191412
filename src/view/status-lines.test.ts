import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster } from '../engine/index.ts';
import { emptyClusterView, foldRecords, stageContext } from './cluster-view.ts';
import { stageModel } from './stage/derive-stage.ts';
import { podsOfLine, statusFields, statusLines } from './status-lines.ts';
import { nginxService, user, webSet } from './testing.ts';

function start(spec: Readonly<Record<string, unknown>> = {}): Cluster {
  const cluster = createCluster();
  for (const manifest of [nginxService, webSet(spec)]) cluster.api.create(manifest, user);
  cluster.settle();
  return cluster;
}

function shown(cluster: Cluster) {
  const view = foldRecords(emptyClusterView, cluster.history);
  const stage = stageModel(view.objects, { namespace: 'default', name: 'web' }, stageContext(view, 'default/web'));
  const names = (field: (typeof statusFields)[number]): string[] => {
    const uids = podsOfLine(view.objects, stage, field, cluster.now());
    return view.objects
      .list('pods')
      .filter(({ metadata }) => uids.has(metadata.uid))
      .map(({ metadata }) => metadata.name);
  };
  const value = (field: string) => statusLines(stage).find((line) => line.field === field);
  return { names, value };
}

const setImage = (cluster: Cluster, tag: string): void => {
  const containers = [{ name: 'nginx', image: `registry.k8s.io/nginx-slim:${tag}` }];
  cluster.api.patch(
    'statefulsets',
    'web',
    'default',
    'strategic',
    { spec: { template: { spec: { containers } } } },
    user,
  );
};

describe('the lines of a status', () => {
  it('are nine, with a zero that the API leaves out as null', () => {
    const { value } = shown(start({ replicas: 0 }));
    expect(statusLines({ status: {}, revisions: [] }).map(({ field }) => field)).toEqual(statusFields);
    expect(value('replicas')?.value).toBe(0);
    expect(value('readyReplicas')?.value).toBeNull();
  });

  it('name a revision by the colour that its Pods have', () => {
    const cluster = start();
    setImage(cluster, 'broken');
    cluster.settle();
    const { value } = shown(cluster);
    expect(value('currentRevision')?.revision).toBe(0);
    expect(value('updateRevision')?.revision).toBe(1);
    expect(value('replicas')?.revision).toBeNull();
  });
});

describe('the Pods of a line', () => {
  it('are divided by the two revisions while an update is stuck', () => {
    const cluster = start();
    setImage(cluster, 'broken');
    cluster.settle();
    const { names } = shown(cluster);
    expect(names('replicas')).toEqual(['web-0', 'web-1', 'web-2']);
    expect(names('readyReplicas')).toEqual(['web-0', 'web-1']);
    expect(names('currentReplicas')).toEqual(['web-0', 'web-1']);
    expect(names('updatedReplicas')).toEqual(['web-2']);
    expect(names('updateRevision')).toEqual(['web-2']);
    expect(names('observedGeneration')).toEqual([]);
  });

  it('are only those of the set, even where another Pod has its labels', () => {
    const cluster = start({ replicas: 1 });
    const pod = cluster.api.get('pods', 'web-0', 'default')!;
    const { labels } = pod.metadata;
    const containers = [{ name: 'c', image: 'nginx:1' }];
    const stranger = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', labels: { ...labels, app: 'x' } },
      spec: { containers },
    };
    cluster.api.create(stranger, user);
    cluster.settle();
    expect(shown(cluster).names('currentReplicas')).toEqual(['web-0']);
  });

  it('are as many as the controller counts, whenever it has counted', () => {
    const tags = fc.constantFrom('0.22', '0.23', 'broken', 'crash', 'noready');
    const sets = fc.record({
      replicas: fc.integer({ min: 0, max: 4 }),
      podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel'),
      minReadySeconds: fc.constantFrom(0, 7),
      updateStrategy: fc.constantFrom({ type: 'OnDelete' }, { type: 'RollingUpdate', rollingUpdate: { partition: 1 } }),
    });
    const deeds = fc.array(fc.tuple(tags, fc.integer({ min: 0, max: 9_000 })), { maxLength: 3 });
    fc.assert(
      fc.property(sets, deeds, (spec, course) => {
        const cluster = start(spec);
        for (const [tag, wait] of course) {
          setImage(cluster, tag);
          cluster.advanceTo(cluster.now() + wait);
        }
        cluster.settle();
        const { names, value } = shown(cluster);
        for (const field of statusFields.filter((name) => name.endsWith('plicas'))) {
          expect(names(field).length, field).toBe(value(field)?.value ?? 0);
        }
      }),
      { numRuns: 25 },
    );
  });
});

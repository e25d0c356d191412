import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cluster, clusterCapacity, createCluster, type Manifest } from '../../engine/index.ts';
import { emptyClusterView, foldRecords, stageContext } from '../cluster-view.ts';
import type { StageModel } from '../stage-model.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { stageModel } from '../stage/derive-stage.ts';
import { type SetChange, type Forecast, forecastsOf } from './forecasts.ts';
import { makeChange } from './testing.ts';

const good = ['nginx:1', 'nginx:2', 'nginx:3'] as const;

function start(...manifests: Manifest[]): Cluster {
  const cluster = createCluster();
  for (const manifest of [nginxService, ...manifests]) cluster.api.create(manifest, user);
  cluster.settle();
  return cluster;
}

function stageOf(cluster: Cluster): StageModel {
  const view = foldRecords(emptyClusterView, cluster.history);
  const key = { namespace: 'default', name: 'web' };
  return stageModel(view.objects, key, stageContext(view, 'default/web'));
}

const foresee = (cluster: Cluster, change: SetChange) => forecastsOf(cluster.api, stageOf(cluster), change);

/** The Pods to which something is done, in the order of their turns. */
function inOrder(forecasts: ReadonlyMap<number, Forecast>, does: Forecast['does']): string[] {
  return [...forecasts]
    .filter(([, forecast]) => forecast.does === does)
    .sort(([, a], [, b]) => a.turn! - b.turn!)
    .map(([ordinal]) => `web-${ordinal}`);
}

/** The Pods that the controller deletes, or creates, from here on: what comes back in its place is no new one. */
function happens(cluster: Cluster, change: SetChange): { deleted: string[]; created: string[] } {
  const before = new Set(cluster.api.list('pods').map(({ metadata }) => metadata.name));
  const from = cluster.history.length;
  makeChange(cluster, change);
  cluster.settle();
  const decisions = cluster.history.slice(from).flatMap((record) => (record.type === 'SYNC' ? record.decisions : []));
  const about = (verb: string) => decisions.filter((d) => d.verb === verb && d.pod).map((d) => d.pod!);
  const created = [...new Set(about('create'))].filter((name) => !before.has(name));
  return { deleted: [...new Set(about('delete'))], created };
}

const sets = fc.record({
  replicas: fc.integer({ min: 1, max: 5 }),
  podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel'),
  ordinals: fc.record({ start: fc.integer({ min: 0, max: 3 }) }),
});
const changes: fc.Arbitrary<SetChange> = fc.oneof(
  fc.record({ partition: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ image: fc.constantFrom(...good) }),
  fc.record({ replicas: fc.integer({ min: 0, max: 6 }) }),
);

it('is what then happens, in that order, whatever a healthy set went through before', () => {
  fc.assert(
    fc.property(sets, fc.array(changes, { minLength: 1, maxLength: 4 }), (spec, course) => {
      const cluster = start(webSet(spec, good[0]));
      for (const change of course) {
        const forecasts = foresee(cluster, change);
        const { deleted, created } = happens(cluster, change);
        expect(deleted).toEqual(inOrder(forecasts, 'replicas' in change ? 'delete' : 'update'));
        expect(created).toEqual(inOrder(forecasts, 'create'));
        expect([...forecasts.values()].every(({ after }) => after === null)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

describe('a rolling update', () => {
  it('spares the Pods below the partition, counted from ordinals.start', () => {
    const cluster = start(webSet({ ordinals: { start: 5 } }, good[0]));
    makeChange(cluster, { partition: 2 });
    const forecasts = foresee(cluster, { image: good[1] });
    expect([...forecasts].map(([ordinal, { does, turn }]) => [ordinal, does, turn])).toEqual([
      [7, 'update', 1],
      [6, 'stay', null],
      [5, 'stay', null],
    ]);
  });

  it('does nothing by itself under OnDelete', () => {
    const cluster = start(webSet({ updateStrategy: { type: 'OnDelete' } }, good[0]));
    const forecasts = foresee(cluster, { image: good[1] });
    expect([...forecasts.values()].map(({ does }) => does)).toEqual(['stay', 'stay', 'stay']);
  });

  it('waits for the broken Pod under OrderedReady, even with the image repaired, and under Parallel it does not', () => {
    const broken = (podManagementPolicy: string) => {
      const cluster = start(webSet({ podManagementPolicy }, good[0]));
      makeChange(cluster, { image: 'nginx:broken' });
      cluster.settle();
      const forecasts = foresee(cluster, { image: good[0] });
      // The prediction is right: nothing happens, or the Pod is replaced.
      expect(happens(cluster, { image: good[0] }).deleted).toEqual(podManagementPolicy === 'Parallel' ? ['web-2'] : []);
      return [...forecasts].map(([ordinal, { does, after }]) => [ordinal, does, after]);
    };
    expect(broken('OrderedReady')).toEqual([
      [2, 'update', 'web-2'],
      [1, 'stay', null],
      [0, 'stay', null],
    ]);
    expect(broken('Parallel')).toEqual([
      [2, 'update', null],
      [1, 'stay', null],
      [0, 'stay', null],
    ]);
  });

  it('waits under Parallel for a Pod above that has the new revision and is not Ready', () => {
    const cluster = start(webSet({ podManagementPolicy: 'Parallel' }, good[0]));
    makeChange(cluster, { partition: 2 });
    makeChange(cluster, { image: 'nginx:broken' });
    cluster.settle();
    const forecasts = foresee(cluster, { partition: 0 });
    expect(happens(cluster, { partition: 0 }).deleted).toEqual([]);
    expect(forecasts.get(1)).toEqual({ does: 'update', turn: 1, after: 'web-2' });
    expect(forecasts.get(0)).toEqual({ does: 'update', turn: 2, after: 'web-2' });
  });
});

describe('scaling', () => {
  it('takes one after the other under OrderedReady, all at once under Parallel', () => {
    const turns = (podManagementPolicy: string, replicas: number) => {
      const cluster = start(webSet({ podManagementPolicy }, good[0]));
      return [...foresee(cluster, { replicas })].map(([ordinal, { does, turn }]) => [ordinal, does, turn]);
    };
    expect(turns('OrderedReady', 1)).toEqual([
      [2, 'delete', 1],
      [1, 'delete', 2],
    ]);
    expect(turns('Parallel', 1)).toEqual([
      [2, 'delete', 1],
      [1, 'delete', 1],
    ]);
    expect(turns('OrderedReady', 5)).toEqual([
      [3, 'create', 1],
      [4, 'create', 2],
    ]);
  });

  it('waits for the Pod that is not Ready', () => {
    const cluster = start(webSet({}, 'nginx:noready'));
    expect(foresee(cluster, { replicas: 4 }).get(3)).toMatchObject({ does: 'create', after: 'web-0' });
    expect(happens(cluster, { replicas: 4 }).created).toEqual([]);
  });
});

it('says nothing where there is no set', () => {
  const cluster = createCluster();
  expect(forecastsOf(cluster.api, stageOf(cluster), { replicas: 3 }).size).toBe(0);
});

it('foresees no more Pods than the cluster can hold', () => {
  const cluster = start(webSet({ replicas: 1 }));
  expect(foresee(cluster, { replicas: 2147483647 }).size).toBe(clusterCapacity.pods - 1);
});

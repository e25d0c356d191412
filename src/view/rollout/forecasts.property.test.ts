/** No preview of a change is contradicted by what happens when the change is made and nobody acts after it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cluster, createCluster, isWrite } from '../../engine/index.ts';
import { emptyClusterView, foldRecords, stageContext } from '../cluster-view.ts';
import { isReady } from '../stage/pod.ts';
import { stageModel } from '../stage/derive-stage.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { type Forecast, forecastsOf, type SetChange } from './forecasts.ts';
import { makeChange } from './testing.ts';

const good = ['nginx:1', 'nginx:2', 'nginx:3'] as const;
const broken = ['nginx:broken', 'nginx:crash', 'nginx:noready'] as const;

const changes: fc.Arbitrary<SetChange> = fc.oneof(
  fc.record({ partition: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ image: fc.constantFrom(...good, ...broken) }),
  fc.record({ replicas: fc.integer({ min: 0, max: 5 }) }),
);

type Act = (cluster: Cluster) => void;

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: changes.map(
      (change): Act =>
        (cluster) =>
          make(cluster, change),
    ),
  },
  fc.nat(4).map((i): Act => (cluster) => {
    if (cluster.api.get('pods', `web-${i}`, 'default')) cluster.api.delete('pods', `web-${i}`, 'default', user);
  }),
  fc.constantFrom('node-1', 'node-2').map(
    (name): Act =>
      (cluster) =>
        cluster.cutNode(name, user),
  ),
);

const histories = fc.record({
  spec: fc.record({
    replicas: fc.integer({ min: 1, max: 4 }),
    podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel'),
    updateStrategy: fc.constantFrom({ type: 'RollingUpdate' }, { type: 'RollingUpdate' }, { type: 'OnDelete' }),
    ordinals: fc.record({ start: fc.constantFrom(0, 0, 2) }),
  }),
  // Most changes are considered at rest, some in the midst of another.
  course: fc.array(fc.tuple(acts, fc.constantFrom(1_500, 60_000, 60_000)), { maxLength: 3 }),
  change: changes,
});

function make(cluster: Cluster, change: SetChange): void {
  const { updateStrategy } = cluster.api.get('statefulsets', 'web', 'default')!.spec;
  // The API server refuses it; the lab does not offer it.
  if ('partition' in change && updateStrategy.type === 'OnDelete') return;
  makeChange(cluster, change);
}

interface Happened {
  readonly does: 'create' | 'delete';
  readonly name: string;
  readonly uid: string;
  readonly seq: number;
}

/** Returns the Pods that the controller created and deleted from `from` on. */
function happened({ history }: Cluster, from: number): readonly Happened[] {
  return history
    .slice(from)
    .filter(isWrite)
    .filter(({ resource, actor }) => resource === 'pods' && actor.name === 'statefulset-controller')
    .flatMap(({ type, object: { metadata }, seq }): Happened[] => {
      const { name, uid } = metadata;
      if (type === 'ADDED') return [{ does: 'create', name, uid, seq }];
      return metadata.deletionTimestamp === undefined ? [] : [{ does: 'delete', name, uid, seq }];
    });
}

/** True when a Pod of the name was Ready at some time in a part of the history, or at its beginning. */
function wasReady({ history }: Cluster, name: string, from: number, to: number): boolean {
  const pods = history
    .filter(isWrite)
    .filter(({ resource, object, seq }) => resource === 'pods' && object.metadata.name === name && seq < to);
  const before = pods.findLast(({ seq }) => seq < from);
  return [...(before ? [before] : []), ...pods.filter(({ seq }) => seq >= from)].some(({ object }) =>
    isReady(object as never),
  );
}

it('says of no Pod what would be done to it and is wrong', () => {
  fc.assert(
    fc.property(histories, ({ spec, course, change }) => {
      const cluster = createCluster();
      cluster.api.create(nginxService, user);
      cluster.api.create(webSet(spec, good[0]), user);
      cluster.advanceTo(60_000);
      for (const [act, wait] of course) {
        act(cluster);
        cluster.advanceTo(cluster.now() + wait);
      }
      const view = foldRecords(emptyClusterView, cluster.history);
      const stage = stageModel(view.objects, { namespace: 'default', name: 'web' }, stageContext(view, 'default/web'));
      if ('partition' in change && stage.updateStrategy === 'OnDelete') return;
      const forecasts = forecastsOf(view.objects, stage, change);
      const from = cluster.history.length;
      make(cluster, change);
      cluster.advanceTo(cluster.now() + 35_000);
      const events = happened(cluster, from);
      const deletionOf = (name: string) => {
        const uid = stage.slots.find(({ podName }) => podName === name)?.pod?.uid;
        return events.find((event) => event.does === 'delete' && event.uid === uid);
      };
      const creationOf = (name: string) => events.find((event) => event.does === 'create' && event.name === name);

      const firstSeqs: { readonly forecast: Forecast; readonly seq: number }[] = [];
      for (const [ordinal, forecast] of forecasts) {
        const name = `web-${ordinal}`;
        const { does, after } = forecast;
        const event = does === 'create' ? creationOf(name) : deletionOf(name);
        const note = `${name}: ${JSON.stringify(forecast)}`;
        if (does === 'stay') expect(event, note).toBeUndefined();
        else if (event !== undefined) {
          firstSeqs.push({ forecast, seq: event.seq });
          if (after !== null && after !== name) expect(wasReady(cluster, after, from, event.seq), note).toBe(true);
        }
      }
      // All of it happens in the order of the turns.
      for (const kind of ['update', 'create', 'delete'] as const) {
        const turns = firstSeqs
          .filter(({ forecast }) => forecast.does === kind)
          .sort((a, b) => a.seq - b.seq)
          .map(({ forecast }) => forecast.turn!);
        expect(turns, kind).toEqual(turns.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 60 },
  );
});

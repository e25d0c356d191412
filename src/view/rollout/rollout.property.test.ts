/** No forecast that is shown is contradicted by what then happens while nobody acts. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cluster, createCluster, type HistoryRecord, isWrite, type Pod } from '../../engine/index.ts';
import { type ClusterView, emptyClusterView, foldRecords, stageContext } from '../cluster-view.ts';
import { StageDerivation } from '../stage/derive-stage.ts';
import { isReady, revisionLabel } from '../stage/pod.ts';
import type { StageModel } from '../stage-model.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { type UpdateTurn, updateTurns } from './rollout.ts';

const key = { namespace: 'default', name: 'web' };

type Action = (cluster: Cluster) => void;

const patch =
  (spec: object): Action =>
  (cluster) =>
    void cluster.api.patch('statefulsets', 'web', 'default', 'strategic', { spec }, user);

const remove =
  (resource: 'pods' | 'persistentvolumeclaims', name: string): Action =>
  (cluster) => {
    if (cluster.api.get(resource, name, 'default')) cluster.api.delete(resource, name, 'default', user);
  };

const node =
  (act: 'cutNode' | 'restoreNode', name: string): Action =>
  (cluster) =>
    cluster[act](name, user);

const ordinals = fc.integer({ min: 0, max: 6 });
const machines = fc.constantFrom('node-1', 'node-2', 'node-3');
const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('0.21', '0.22', '0.23', 'broken', 'crash', 'noready')
      .map((tag) =>
        patch({ template: { spec: { containers: [{ name: 'nginx', image: `registry.k8s.io/nginx-slim:${tag}` }] } } }),
      ),
  },
  fc.integer({ min: 0, max: 5 }).map((replicas) => patch({ replicas })),
  fc
    .integer({ min: 0, max: 4 })
    .map((partition) => patch({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } } })),
  fc.constant(patch({ updateStrategy: { type: 'OnDelete', rollingUpdate: null } })),
  machines.map((name) => node('cutNode', name)),
  machines.map((name) => node('restoreNode', name)),
  { weight: 2, arbitrary: ordinals.map((i) => remove('pods', `web-${i}`)) },
  ordinals.map((i) => remove('persistentvolumeclaims', `www-web-${i}`)),
);

const histories = fc.record({
  podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel'),
  minReadySeconds: fc.constantFrom(0, 5),
  start: fc.constantFrom(0, 0, 2),
  onDelete: fc.constantFrom(false, false, true),
  // A minute is enough for a node that is cut off to be seen as lost.
  deeds: fc.array(fc.tuple(fc.oneof(fc.nat(20_000), fc.constant(60_000)), actions), { minLength: 1, maxLength: 6 }),
});

/** A forecast as it was shown: about which Pod, and since which record. */
interface Shown extends UpdateTurn {
  readonly uid: string;
  readonly seq: number;
}

class Watcher {
  readonly #derivation = new StageDerivation();
  #view: ClusterView = emptyClusterView;
  #seen = 0;
  #shown = new Map<string, Shown>();

  constructor(private readonly cluster: Cluster) {}

  look(): void {
    const { history } = this.cluster;
    if (history.length === this.#seen) return;
    this.#view = foldRecords(this.#view, history.slice(this.#seen));
    this.#seen = history.length;
    const stage: StageModel = this.#derivation.derive(this.#view.objects, key, stageContext(this.#view, 'default/web'));
    for (const [ordinal, turn] of updateTurns(stage)) {
      const { uid } = stage.slots.find((slot) => slot.ordinal === ordinal)!.pod!;
      const id = `${uid} ${turn.when} ${turn.pod}`;
      if (!this.#shown.has(id)) this.#shown.set(id, { ...turn, uid, seq: history.length });
    }
  }

  /** Checks what has been shown since nobody acted, and begins again. */
  check(atRest: boolean): void {
    for (const shown of this.#shown.values()) {
      expect(contradiction(shown, this.cluster.history, atRest), JSON.stringify(shown)).toBeNull();
    }
    this.#shown = new Map();
  }
}

const isDeletion = (record: HistoryRecord, uid: string): boolean =>
  isWrite(record) &&
  record.actor.name === 'statefulset-controller' &&
  record.resource === 'pods' &&
  record.object.metadata.uid === uid &&
  record.object.metadata.deletionTimestamp !== undefined;

/** True when the Pod of that name was seen to be as `holds` says after `from` and before `to`. */
function was(history: readonly HistoryRecord[], name: string, from: number, to: number, holds: (pod: Pod) => boolean) {
  const pods = history
    .slice(0, to)
    .filter(isWrite)
    .filter(({ resource, object }) => resource === 'pods' && object.metadata.name === name);
  const before = pods.findLast(({ seq }) => seq < from);
  return [...(before ? [before] : []), ...pods.filter(({ seq }) => seq >= from)].some(({ object }) =>
    holds(object as Pod),
  );
}

function contradiction(
  { when, pod, uid, seq }: Shown,
  history: readonly HistoryRecord[],
  atRest: boolean,
): string | null {
  const at = history.findIndex((record, i) => i >= seq && isDeletion(record, uid));
  if (when === 'next') return atRest && at < 0 ? 'it was not updated' : null;
  if (at < 0) return null;
  const saw = (holds: (own: Pod) => boolean): boolean => was(history, pod, seq, at, holds);
  if (when === 'deleted') return 'it was updated by itself';
  if (when === 'blocked' || when === 'ready') return saw(isReady) ? null : `${pod} has not been Ready`;
  if (when === 'gone') {
    const gone = history
      .slice(seq, at)
      .some((r) => isWrite(r) && r.type === 'DELETED' && r.object.metadata.name === pod);
    return gone ? null : `${pod} was not gone`;
  }
  const update = history
    .slice(0, at)
    .findLast((r) => isWrite(r) && r.resource === 'statefulsets' && r.type === 'MODIFIED');
  const { updateRevision } = (update as unknown as { object: { status: { updateRevision: string } } }).object.status;
  const updated = (own: Pod): boolean => isReady(own) && own.metadata.labels?.[revisionLabel] === updateRevision;
  return saw(updated) ? null : `${pod} has not been updated`;
}

it('says of no Pod when it is updated and then is wrong', () => {
  fc.assert(
    fc.property(histories, ({ podManagementPolicy, minReadySeconds, start, onDelete, deeds }) => {
      const cluster = createCluster();
      cluster.api.create(nginxService, user);
      const updateStrategy = { type: onDelete ? 'OnDelete' : 'RollingUpdate' };
      cluster.api.create(webSet({ podManagementPolicy, minReadySeconds, updateStrategy, ordinals: { start } }), user);
      const watcher = new Watcher(cluster);
      const pass = (end: number): void => {
        while ((cluster.nextTaskAt() ?? Infinity) <= end) {
          cluster.step();
          watcher.look();
        }
      };
      for (const [wait, act] of deeds) {
        pass(cluster.now() + wait);
        watcher.check(false);
        act(cluster);
        watcher.look();
      }
      pass(cluster.now() + 120_000);
      watcher.check(true);
    }),
    { numRuns: 40 },
  );
});

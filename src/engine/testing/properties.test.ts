/** Properties of a StatefulSet under any actions. The invariants of every single write are in `invariants.ts`. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cluster, isWrite, type Pod, type StatefulSet } from '../index.ts';
import { type Act, act, play, type RandomSession, sessions } from './acts.ts';
import { imagePatch, newStatefulSet } from './builders.ts';
import { cordon } from './drain.ts';
import { isReady } from './invariants.ts';
import { actor, patch, pods } from './scenario.ts';

const find = (cluster: Cluster): StatefulSet | undefined => cluster.api.get('statefulsets', 'web', 'default');
const revisionOf = (pod: Pod): string | undefined => pod.metadata.labels?.['controller-revision-hash'];
const ownPods = (cluster: Cluster, { metadata }: StatefulSet): readonly Pod[] =>
  pods(cluster).filter((p) => p.metadata.ownerReferences?.some((r) => r.uid === metadata.uid));

/** The status that the Pods of a set at rest amount to: what `kubectl get pods` would let a person count. */
function countedStatus(set: StatefulSet, own: readonly Pod[]): object {
  const staying = own.filter((p) => p.metadata.deletionTimestamp === undefined);
  const ready = own.filter(isReady).length;
  const { currentRevision, updateRevision } = set.status;
  return {
    observedGeneration: set.metadata.generation,
    replicas: own.length,
    readyReplicas: ready,
    // At rest, every Ready Pod has been so for longer than `minReadySeconds`.
    availableReplicas: ready,
    currentReplicas: staying.filter((p) => revisionOf(p) === currentRevision).length,
    updatedReplicas: staying.filter((p) => revisionOf(p) === updateRevision).length,
  };
}

function expectStatusToCount(cluster: Cluster): void {
  const set = find(cluster);
  if (set === undefined) return;
  const zeros = { replicas: 0, readyReplicas: 0, availableReplicas: 0, currentReplicas: 0, updatedReplicas: 0 };
  expect({ ...zeros, ...set.status }).toMatchObject(countedStatus(set, ownPods(cluster, set)));
}

/** Performs what a person would do to get a set going again. */
function repair(cluster: Cluster): void {
  const { api } = cluster;
  for (const { metadata } of api.list('nodes')) {
    cluster.restoreNode(metadata.name, actor);
    cordon(cluster, metadata.name, false);
  }
  cluster.settle();
  if (find(cluster) === undefined) api.create(newStatefulSet({ claims: false }), actor);
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } };
  patch(cluster, { spec: { ...imagePatch('1').spec, minReadySeconds: 0, updateStrategy } });
  cluster.settle();
  const own = new Set(ownPods(cluster, find(cluster)!));
  for (const pod of pods(cluster)) {
    if (!own.has(pod) || !isReady(pod)) api.delete('pods', pod.metadata.name, 'default', actor);
  }
  // Nobody tells the controller that a Pod which was not its own has made way: its next attempt may be 1,000 s off.
  cluster.advanceTo(cluster.now() + 1_000_000);
  cluster.settle();
}

/** A quarter of the sessions in `npm test`, all of them in `npm run test:breadth`. */
const share = process.env.BREADTH ? 1 : 1 / 4;

/** Cases that a search of thousands of sessions has found. */
const ordered: Omit<RandomSession, 'acts'> = { seed: 1, policy: 'OrderedReady', gate: false, claims: true };
const deleted = (propagationPolicy: 'Foreground' | 'Orphan'): Act => ({ do: 'deleteSet', propagationPolicy });
const failed: Act = { do: 'finishPod', ordinal: 0, phase: 'Failed' };
const found: [RandomSession][] = [
  // The volume of a Failed Pod that stays was waited for without end.
  [{ ...ordered, acts: [{ do: 'pass', ms: 494 }, failed, deleted('Orphan')] }],
  // A Pod that Failed while it was terminating stayed for ever.
  [{ ...ordered, acts: [{ do: 'step', tasks: 1 }, deleted('Foreground'), { do: 'step', tasks: 7 }, failed] }],
];

describe('whatever is done to a StatefulSet, in whatever order', () => {
  it('no invariant breaks, the cluster comes to rest, and the status is what the Pods amount to', () => {
    fc.assert(
      fc.property(sessions(25), (session) => {
        const cluster = play(session);
        cluster.settle();
        expectStatusToCount(cluster);
      }),
      { numRuns: 120 * share, examples: found },
    );
  });

  it('a good template, whole nodes and the deletion of what is broken bring it to what was asked for', () => {
    fc.assert(
      fc.property(sessions(20), (session) => {
        const cluster = play(session);
        repair(cluster);
        const set = find(cluster)!;
        const start = set.spec.ordinals?.start ?? 0;
        const wanted = Array.from({ length: set.spec.replicas }, (_, i) => `web-${start + i}`);
        const own = ownPods(cluster, set);
        expect(own.map((p) => `${p.metadata.name} ${isReady(p)} ${revisionOf(p)}`).sort()).toEqual(
          wanted.map((name) => `${name} true ${set.status.updateRevision}`),
        );
        expect(set.status.currentRevision).toBe(set.status.updateRevision);
        expectStatusToCount(cluster);
      }),
      { numRuns: 60 * share, examples: found },
    );
  });

  it('the same seed gives the same history, bit for bit', () => {
    const historyOf = (session: RandomSession): string => JSON.stringify(play(session).history);
    fc.assert(
      fc.property(sessions(20), (session) => {
        expect(historyOf(session)).toBe(historyOf(session));
      }),
      { numRuns: 32 * share },
    );
  });

  it('claims outlive everything but people and the policy', () => {
    const isKeeping = (a: { do: string }): boolean => !['deleteClaim', 'retention'].includes(a.do);
    const keeping = sessions(0).chain((session) =>
      fc.array(act.filter(isKeeping), { maxLength: 20 }).map((acts) => ({ ...session, claims: true, acts })),
    );
    fc.assert(
      fc.property(keeping, (session) => {
        const cluster = play(session);
        cluster.settle();
        const claims = cluster.history.filter(isWrite).filter((r) => r.resource === 'persistentvolumeclaims');
        expect(claims.filter((r) => r.type === 'DELETED' || r.object.metadata.deletionTimestamp)).toEqual([]);
      }),
      { numRuns: 32 * share },
    );
  });
});

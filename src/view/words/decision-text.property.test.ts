/** Each sentence of the controller is true at the moment at which it is shown. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cluster,
  createCluster,
  type Decision,
  type Pod,
  type StatefulSet,
  virtualTime,
} from '../../engine/index.ts';
import { createTranslator } from '../../i18n/index.ts';
import { emptyClusterView, foldRecords, stageContext } from '../cluster-view.ts';
import { StageDerivation } from '../stage/derive-stage.ts';
import { isReady } from '../stage/pod.ts';
import { makeChange } from '../rollout/testing.ts';
import { nginxService, user, webSet } from '../testing.ts';
import { decisionSentence } from './decision-text.ts';

const translator = await createTranslator('en');
await translator.more();
const { t } = translator.current();

/** The cluster at the end of a reconcile. */
interface Moment {
  readonly cluster: Cluster;
  readonly set: StatefulSet;
}

const podOf = ({ cluster }: Moment, name: string): Pod | undefined => cluster.api.get('pods', name, 'default');
const isGoing = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;
const ordinalOf = (name: string): number => Number(name.split('-').at(-1));
const startOf = ({ set }: Moment): number => set.spec.ordinals?.start ?? 0;
const namesIn = (text: string): readonly string[] => text.split(', ');
const isOutdated = ({ set }: Moment, pod: Pod | undefined): boolean =>
  pod !== undefined && pod.metadata.labels?.['controller-revision-hash'] !== set.status.updateRevision;

/** The Pods that the set wants, without those that are missing. */
function wanted(moment: Moment): readonly Pod[] {
  const from = startOf(moment);
  const names = Array.from({ length: moment.set.spec.replicas }, (_, i) => `web-${from + i}`);
  return names.flatMap((name) => podOf(moment, name) ?? []);
}

const waitsUnready = (moment: Moment, name: string): boolean => {
  const pod = podOf(moment, name);
  return pod !== undefined && !isReady(pod) && !isGoing(pod);
};
/** One that was deleted without a grace period is gone already. */
const isGoingOrGone = (moment: Moment, name: string): boolean => {
  const pod = podOf(moment, name);
  return pod === undefined || isGoing(pod);
};
const keepsBelow = (moment: Moment, names: string, limit: number): boolean =>
  namesIn(names).every((name) => ordinalOf(name) < limit && isOutdated(moment, podOf(moment, name)));

type Claim = readonly [RegExp, (moment: Moment, ...parts: string[]) => boolean];

const claims: readonly Claim[] = [
  [/(\S+) is not Ready/, waitsUnready],
  [/Waiting for (\S+) to become Ready/, waitsUnready],
  [/(\S+) is still terminating/, isGoingOrGone],
  [/Waiting for (\S+) to terminate/, isGoingOrGone],
  [
    /(\S+) has not been Ready for (\d+) seconds?/,
    (moment, name, seconds) => {
      const ready = podOf(moment, name!)?.status.conditions?.find(({ type }) => type === 'Ready');
      if (ready?.status !== 'True') return false;
      return moment.cluster.now() <= virtualTime(ready.lastTransitionTime!) + Number(seconds) * 1000;
    },
  ],
  [/(\S+) is not created/, (moment, name) => podOf(moment, name!) === undefined],
  [
    /before (\S+) is updated/,
    (moment, name) => {
      const pod = podOf(moment, name!);
      const from = startOf(moment) + (moment.set.spec.updateStrategy.rollingUpdate?.partition ?? 0);
      return isOutdated(moment, pod) && !isGoing(pod!) && ordinalOf(name!) >= from;
    },
  ],
  [/The rolling update is waiting/, (moment) => wanted(moment).some((pod) => isOutdated(moment, pod) && !isGoing(pod))],
  [
    /: (\d+) Pods? (?:is|are) unavailable, and maxUnavailable/,
    (moment, count) => {
      const available = wanted(moment).filter((pod) => isReady(pod) && !isGoing(pod));
      // With minReadySeconds, some that are Ready are not available yet.
      return moment.set.spec.replicas - available.length <= Number(count);
    },
  ],
  [/^(.+) keeps? (?:its|their) old revision/, (moment, names) => keepsBelow(moment, names!, Infinity)],
  [
    /^(.+) keeps? .+ below partition (\d+)/,
    (moment, names, partition) => keepsBelow(moment, names!, Number(partition)),
  ],
  [
    /^(.+) keeps? .+ the first (\d+ )?ordinals?/,
    (moment, names, count) => keepsBelow(moment, names!, startOf(moment) + Number(count ?? 1)),
  ],
  [
    /all (\d+) Pods match the spec/,
    (moment, count) =>
      wanted(moment).length === Number(count) && wanted(moment).every((pod) => !isOutdated(moment, pod)),
  ],
  [/replicas is (\d+)/, ({ set }, replicas) => set.spec.replicas === Number(replicas)],
  [/(\S+) is deleted: replicas is/, (moment, name) => ordinalOf(name!) >= startOf(moment) + moment.set.spec.replicas],
  [
    /(\S+) is deleted: .*below (\d+) \(ordinals\.start\)/,
    (moment, name, start) => Number(start) === startOf(moment) && ordinalOf(name!) < Number(start),
  ],
  [/\(OrderedReady\)/, ({ set }) => set.spec.podManagementPolicy === 'OrderedReady'],
  [/\(OnDelete\)/, ({ set }) => set.spec.updateStrategy.type === 'OnDelete'],
  [/(\S+) is now the current revision/, ({ set }, revision) => set.status.currentRevision === revision],
];

/** Returns the parts of a sentence that are not true. */
function untrue(moment: Moment, sentence: string): readonly string[] {
  return claims.flatMap(([pattern, holds]) => {
    const [text, ...parts] = pattern.exec(sentence) ?? [];
    return text === undefined || holds(moment, ...parts) ? [] : [text];
  });
}

const key = { namespace: 'default', name: 'web' };

type Act = (cluster: Cluster) => void;

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .oneof(
        fc.record({ image: fc.constantFrom('nginx:1', 'nginx:2', 'nginx:broken', 'nginx:crash', 'nginx:noready') }),
        fc.record({ replicas: fc.integer({ min: 0, max: 5 }) }),
      )
      .map(
        (change): Act =>
          (cluster) =>
            makeChange(cluster, change),
      ),
  },
  fc.nat(4).map((i): Act => (cluster) => {
    if (cluster.api.get('pods', `web-${i}`, 'default')) cluster.api.delete('pods', `web-${i}`, 'default', user);
  }),
  fc
    .oneof(
      fc.record({ ordinals: fc.record({ start: fc.nat(2) }) }),
      fc.record({ minReadySeconds: fc.constantFrom(0, 8) }),
      fc.constant({ updateStrategy: { type: 'OnDelete', rollingUpdate: null } }),
      fc.record({
        updateStrategy: fc.record({
          type: fc.constant('RollingUpdate'),
          rollingUpdate: fc.record({ partition: fc.nat(4) }),
        }),
      }),
    )
    .map(
      (spec): Act =>
        (cluster) =>
          void cluster.api.patch('statefulsets', 'web', 'default', 'strategic', { spec }, user),
    ),
);

const histories = fc.record({
  gate: fc.boolean(),
  spec: fc.record({
    replicas: fc.integer({ min: 1, max: 4 }),
    podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel'),
    minReadySeconds: fc.constantFrom(0, 0, 8),
    ordinals: fc.record({ start: fc.constantFrom(0, 0, 2) }),
    updateStrategy: fc.record({
      type: fc.constant('RollingUpdate'),
      rollingUpdate: fc.record({ partition: fc.constantFrom(0, 0, 1, 3), maxUnavailable: fc.constantFrom(1, 2) }),
    }),
  }),
  // Most acts are done at rest, some in the midst of what another one began.
  course: fc.array(fc.tuple(acts, fc.constantFrom(700, 3_000, 60_000)), { maxLength: 5 }),
});

/** Runs a cluster for a time, and calls back after each reconcile of the set. */
function run(cluster: Cluster, ms: number, reconciled: (decisions: readonly Decision[]) => void): void {
  const end = cluster.now() + ms;
  for (let at = cluster.history.length; (cluster.nextTaskAt() ?? Infinity) <= end; at = cluster.history.length) {
    cluster.step();
    for (const record of cluster.history.slice(at)) {
      if (record.type === 'SYNC' && record.controller === 'statefulset-controller') reconciled(record.decisions);
    }
  }
  cluster.advanceTo(end);
}

describe('a sentence of the controller', () => {
  it('is true when it is shown', () => {
    fc.assert(
      fc.property(histories, ({ gate, spec, course }) => {
        const cluster = createCluster({ featureGates: { MaxUnavailableStatefulSet: gate } });
        let view = emptyClusterView;
        let folded = 0;
        const derivation = new StageDerivation();
        const check = (decisions: readonly Decision[]): void => {
          const set = cluster.api.get('statefulsets', 'web', 'default')!;
          view = foldRecords(view, cluster.history.slice(folded));
          folded = cluster.history.length;
          const { slots } = derivation.derive(view.objects, key, stageContext(view, 'default/web'));
          // A slot shows the present decision about its Pod, else the last act on it, which is past.
          const shown = slots.flatMap(({ decision }) => (decision?.verb === 'wait' ? [decision] : []));
          for (const decision of [...decisions, ...shown]) {
            const sentence = decisionSentence(t, decision);
            expect(untrue({ cluster, set }, sentence), `${cluster.now()} ms: ${sentence}`).toEqual([]);
          }
        };
        cluster.api.create(nginxService, user);
        cluster.api.create(webSet(spec, 'nginx:1'), user);
        run(cluster, 30_000, check);
        for (const [act, wait] of course) {
          act(cluster);
          run(cluster, wait, check);
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** The last part of a reconcile: Pods that are not of the update revision are deleted, highest ordinal first. */
// Models kubernetes/pkg/controller/statefulset/stateful_set_control.go (updateStatefulSet,
// updateStatefulSetAfterInvariantEstablished)
import type { FeatureGates } from '../../api/feature-gates.ts';
import type { StatefulSet } from '../../api/types.ts';
import type { StatefulPodControl } from './stateful-pod-control.ts';
import { decide, podFacts } from './stateful-set-decisions.ts';
import type { Reconcile } from './stateful-set-reconcile.ts';
import { getOrdinal, getPodRevision, isTerminating, isUnavailable, type Replica } from './stateful-set-utils.ts';

const partitionField = ['spec', 'updateStrategy', 'rollingUpdate', 'partition'];
const maxUnavailableField = ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'];

/**
 * Deletes what the update strategy lets it.
 * @returns how many Pods were deleted; the status counts them out of the current revision at once.
 */
export function updateOutdatedPods(r: Reconcile, podControl: StatefulPodControl, gates: FeatureGates): number {
  const { set, log, replicas, updateRevision } = r;
  const outdated = (pod: Replica): boolean => getPodRevision(pod) !== updateRevision.metadata.name;
  const old = replicas.filter(outdated);
  if (set.spec.updateStrategy.type === 'OnDelete') {
    if (old.length > 0) {
      decide(
        log,
        'OnDeleteKeepsPod',
        'keep',
        { count: old.length, pods: names(old) },
        { field: ['spec', 'updateStrategy'] },
      );
    } else decide(log, 'UpToDate', 'done', { replicas: replicas.length });
    return 0;
  }
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
  const deleted = gates.MaxUnavailableStatefulSet
    ? updateUpToMaxUnavailable(r, podControl, partition)
    : updateOneByOne(r, podControl, partition);
  if (deleted !== null) return deleted;
  const kept = replicas.slice(0, partition).filter(outdated);
  if (kept.length > 0) {
    decide(
      log,
      'PartitionKeepsPod',
      'keep',
      { count: kept.length, pods: names(kept), partition },
      { field: partitionField },
    );
  } else decide(log, 'UpToDate', 'done', { replicas: replicas.length });
  return 0;
}

const names = (pods: readonly Replica[]): string => pods.map((p) => p.metadata.name).join(', ');

function deleteForUpdate({ set, log, updateRevision }: Reconcile, podControl: StatefulPodControl, pod: Replica): void {
  decide(
    log,
    'UpdatePod',
    'delete',
    { from: getPodRevision(pod), to: updateRevision.metadata.name },
    { pod: pod.metadata.name, ordinal: getOrdinal(pod), field: ['spec', 'template'] },
  );
  podControl.deleteStatefulPod(set, pod, 'UpdatePod');
}

/** @returns the number of deletions, or null when nothing is left to update. */
function updateOneByOne(r: Reconcile, podControl: StatefulPodControl, partition: number): number | null {
  const { set, now, log, replicas, updateRevision } = r;
  for (let target = replicas.length - 1; target >= partition; target--) {
    const pod = replicas[target]!;
    if (getPodRevision(pod) !== updateRevision.metadata.name && !isTerminating(pod)) {
      deleteForUpdate(r, podControl, pod);
      return 1;
    }
    if (isUnavailable(pod, set.spec.minReadySeconds ?? 0, now)) {
      decide(log, 'WaitForUpdatedPod', 'wait', podFacts(pod), {
        pod: pod.metadata.name,
        ordinal: getOrdinal(pod),
        field: ['spec', 'updateStrategy'],
      });
      return 0;
    }
  }
  return null;
}

/** `maxUnavailable` as a number of Pods: percentages round down, at least 1. */
function getStatefulSetMaxUnavailable(set: StatefulSet): number {
  const value = set.spec.updateStrategy.rollingUpdate?.maxUnavailable ?? 1;
  const percent = typeof value === 'string' && /^(\d+)%$/.exec(value);
  const count = percent ? Math.floor((Number(percent[1]) * set.spec.replicas) / 100) : Number(value);
  return Math.max(1, count);
}

/** With the gate MaxUnavailableStatefulSet: several Pods at a time, as long as enough are available. */
function updateUpToMaxUnavailable(r: Reconcile, podControl: StatefulPodControl, partition: number): number | null {
  const { set, now, log, replicas, updateRevision } = r;
  const maxUnavailable = getStatefulSetMaxUnavailable(set);
  const outdated = (pod: Replica): boolean => getPodRevision(pod) !== updateRevision.metadata.name;
  const unavailable = (pod: Replica): boolean => isUnavailable(pod, set.spec.minReadySeconds ?? 0, now);
  // Broken Pods of an old revision use up the budget too, under both Pod management policies: v1.36 has not the exception
  // that later versions make for them.
  const counted = replicas.filter(unavailable);
  const targets = replicas
    .slice(partition)
    .filter((p) => outdated(p) && !isTerminating(p))
    .reverse();
  if (targets.length === 0) return counted.length === 0 ? null : waitForUpdated(r, counted[0]!);
  const budget = maxUnavailable - counted.length;
  if (budget <= 0) {
    decide(
      log,
      'MaxUnavailableReached',
      'wait',
      { maxUnavailable, unavailable: counted.length },
      { field: maxUnavailableField },
    );
    return 0;
  }
  const chosen = targets.slice(0, budget);
  for (const pod of chosen) deleteForUpdate(r, podControl, pod);
  return chosen.length;
}

function waitForUpdated({ log }: Reconcile, pod: Replica): number {
  decide(log, 'WaitForUpdatedPod', 'wait', podFacts(pod), { pod: pod.metadata.name, ordinal: getOrdinal(pod) });
  return 0;
}

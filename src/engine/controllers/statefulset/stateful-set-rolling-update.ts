/** The last part of a reconcile: deletes Pods without the update revision, the highest ordinal first. */
// Models kubernetes/pkg/controller/statefulset/stateful_set_control.go (updateStatefulSet,
// updateStatefulSetAfterInvariantEstablished)
import type { FeatureGates } from '../../api/feature-gates.ts';
import type { StatefulSet } from '../../api/types.ts';
import type { StatefulPodControl } from './stateful-pod-control.ts';
import { decide, podFacts } from './stateful-set-decisions.ts';
import { higher } from './stateful-set-pods.ts';
import { firstUnhealthyPod, type Reconcile, replicaAt } from './stateful-set-reconcile.ts';
import { getOrdinal, getPodRevision, isRunningAndReady, isTerminating, type Replica } from './stateful-set-utils.ts';

const partitionField = ['spec', 'updateStrategy', 'rollingUpdate', 'partition'];
const maxUnavailableField = ['spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'];

/**
 * Deletes the Pods that the update strategy allows.
 * @returns the number of deleted Pods; the status no longer counts them for the current revision.
 */
export function updateOutdatedPods(r: Reconcile, podControl: StatefulPodControl, gates: FeatureGates): number {
  const { set, log, pods } = r;
  if (set.spec.updateStrategy.type === 'OnDelete') {
    const old = [...outdatedReplicas(r, pods.start, pods.end)].reverse();
    if (old.length > 0) {
      decide(
        log,
        'OnDeleteKeepsPod',
        'keep',
        { count: old.length, pods: names(old) },
        { field: ['spec', 'updateStrategy'] },
      );
    } else decide(log, 'UpToDate', 'done', { replicas: set.spec.replicas });
    return 0;
  }
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
  const deleted = gates.MaxUnavailableStatefulSet
    ? updateUpToMaxUnavailable(r, podControl, partition)
    : updateOneByOne(r, podControl, partition);
  if (deleted !== null) return deleted;
  const kept = [...outdatedReplicas(r, pods.start, Math.min(pods.start + partition - 1, pods.end))].reverse();
  if (kept.length > 0) {
    decide(
      log,
      'PartitionKeepsPod',
      'keep',
      { count: kept.length, pods: names(kept), partition, start: pods.start },
      { field: partitionField },
    );
  } else decide(log, 'UpToDate', 'done', { replicas: set.spec.replicas });
  return 0;
}

/** Returns the desired Pods in [from, to] without the update revision, highest ordinal first. */
function* outdatedReplicas(r: Reconcile, from: number, to: number): Generator<Replica> {
  const { pods, updateRevision } = r;
  for (let below: number | undefined = to; ; below--) {
    // A Pod that this reconcile has created, which is not in the list yet, may have the current revision.
    below = higher(pods.outdated.last(from, below), pods.lastMissing(from, below));
    if (below === undefined) return;
    const pod = replicaAt(r, below);
    if (getPodRevision(pod) !== updateRevision.metadata.name) yield pod;
  }
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

/** @returns the number of deletions, or null if nothing is left to update. */
function updateOneByOne(r: Reconcile, podControl: StatefulPodControl, partition: number): number | null {
  const { pods, updateRevision } = r;
  const from = pods.start + partition;
  // Returns the highest Pod that must be updated or waited for.
  const unavailable = higher(pods.unavailable.last(from, pods.end), pods.lastMissing(from));
  const ordinal = higher(pods.outdated.last(from, pods.end), unavailable);
  if (ordinal === undefined) return null;
  const pod = replicaAt(r, ordinal);
  if (getPodRevision(pod) !== updateRevision.metadata.name && !isTerminating(pod)) {
    deleteForUpdate(r, podControl, pod);
    return 1;
  }
  return waitForUpdated(r, pod, from);
}

/** Returns `maxUnavailable` as a number of Pods: percentages round down, at least 1. */
function getStatefulSetMaxUnavailable(set: StatefulSet): number {
  const value = set.spec.updateStrategy.rollingUpdate?.maxUnavailable ?? 1;
  const percent = typeof value === 'string' && /^(\d+)%$/.exec(value);
  const count = percent ? Math.floor((Number(percent[1]) * set.spec.replicas) / 100) : Number(value);
  return Math.max(1, count);
}

/** With the gate MaxUnavailableStatefulSet: updates several Pods at a time, as long as enough are available. */
function updateUpToMaxUnavailable(r: Reconcile, podControl: StatefulPodControl, partition: number): number | null {
  const { set, log, pods } = r;
  const maxUnavailable = getStatefulSetMaxUnavailable(set);
  // Broken Pods of an old revision count as unavailable under both Pod management policies: v1.36 lacks the exception
  // of later versions.
  const unavailable = pods.countUnavailable();
  const budget = maxUnavailable - unavailable;
  const chosen: Replica[] = [];
  for (const pod of outdatedReplicas(r, pods.start + partition, pods.end)) {
    if (isTerminating(pod)) continue;
    if (budget <= 0) {
      decide(log, 'MaxUnavailableReached', 'wait', { maxUnavailable, unavailable }, { field: maxUnavailableField });
      return 0;
    }
    chosen.push(pod);
    if (chosen.length === budget) break;
  }
  if (chosen.length === 0) return unavailable === 0 ? null : waitForUpdated(r, firstUnhealthyPod(r)!, pods.end);
  for (const pod of chosen) deleteForUpdate(r, podControl, pod);
  return chosen.length;
}

function nextToUpdate(r: Reconcile, from: number, to: number): Replica | undefined {
  for (const pod of outdatedReplicas(r, from, to)) if (!isTerminating(pod)) return pod;
  return undefined;
}

/** Waits for `pod`. Records what is missing, and the Pod at `from` or above that is updated next, if there is one. */
function waitForUpdated(r: Reconcile, pod: Replica, from: number): number {
  const { set, log } = r;
  const ordinal = getOrdinal(pod);
  const missing = isTerminating(pod) ? 'termination' : isRunningAndReady(pod) ? 'availability' : 'readiness';
  const next = nextToUpdate(r, from, ordinal - 1)?.metadata.name;
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const facts = { ...podFacts(pod), missing, minReadySeconds, ...(next !== undefined && { next }) };
  decide(log, 'WaitForUpdatedPod', 'wait', facts, {
    pod: pod.metadata.name,
    ordinal,
    field: ['spec', 'updateStrategy'],
  });
  return 0;
}

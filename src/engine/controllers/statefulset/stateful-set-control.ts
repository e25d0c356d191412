/**
 * The decision of the StatefulSet controller: which Pod to create, delete or wait for. Reads as a procedure over the
 * set's Pods; each step that writes or waits leaves a {@link Decision} with the rule and its facts.
 */
// Models kubernetes/pkg/controller/statefulset/stateful_set_control.go
// Differs: in Parallel mode the Pods of a batch are handled one after the other, in order.
import type { ControllerRevision, Pod, StatefulSet, StatefulSetStatus } from '../../api/types.ts';
import type { ComponentContext } from '../component.ts';
import { ControllerHistory, sortControllerRevisions } from '../history/controller-history.ts';
import { isRefusal, messageOf, type StatefulPodControl } from './stateful-pod-control.ts';
import { type LiveRevisions, StatefulSetRevisions } from './stateful-set-revisions.ts';
import { completeStatus, computeStatus, type StatefulSetStatusUpdater } from './stateful-set-status.ts';
import { decide, type DecisionLog, podFacts } from './stateful-set-decisions.ts';
import {
  allowsBurst,
  applyRevision,
  getOrdinal,
  getPodRevision,
  getStartOrdinal,
  identityMatches,
  isCreated,
  isFinished,
  isPending,
  isRunningAndAvailable,
  isRunningAndReady,
  isTerminating,
  isUnavailable,
  newVersionedStatefulSetPod,
  podInOrdinalRange,
  type Replica,
  storageMatches,
} from './stateful-set-utils.ts';
import type { Outcome, Reconcile } from './stateful-set-reconcile.ts';
import { updateOutdatedPods } from './stateful-set-rolling-update.ts';

export class StatefulSetControl {
  readonly history: ControllerHistory;
  readonly #revisions: StatefulSetRevisions;

  constructor(
    private readonly context: ComponentContext,
    private readonly podControl: StatefulPodControl,
    private readonly statusUpdater: StatefulSetStatusUpdater,
  ) {
    this.history = new ControllerHistory(context);
    this.#revisions = new StatefulSetRevisions(this.history);
  }

  /** One reconcile of `set` with the Pods that are its own. */
  updateStatefulSet(set: StatefulSet, pods: readonly Pod[], known: ControllerRevision[], log: DecisionLog): Outcome {
    const revisions = sortControllerRevisions(known);
    const live = this.#revisions.getStatefulSetRevisions(set, revisions, log);
    const outcome = this.#reconcile(set, pods, live, log);
    const status = completeStatus(set, outcome.status, log);
    let { error } = outcome;
    try {
      this.statusUpdater.updateStatefulSetStatus(set, status);
    } catch (refusal) {
      error ??= refused(log, refusal);
    }
    this.#revisions.truncateHistory(set, pods, revisions, live, log);
    return { status, ...(error !== undefined && { error }) };
  }

  #reconcile(
    set: StatefulSet,
    pods: readonly Pod[],
    { currentRevision, updateRevision, collisionCount }: LiveRevisions,
    log: DecisionLog,
  ): Outcome {
    const { now } = this.context.clock;
    const currentSet = applyRevision(set, currentRevision);
    const updateSet = applyRevision(set, updateRevision);
    const status = (...lists: readonly (readonly Replica[])[]): StatefulSetStatus =>
      computeStatus(set, currentRevision, updateRevision, collisionCount, lists, now);
    if (set.metadata.deletionTimestamp !== undefined) {
      decide(log, 'SetIsBeingDeleted', 'wait', {});
      return { status: status(pods) };
    }
    const start = getStartOrdinal(set);
    const replicas: Replica[] = new Array<Replica>(set.spec.replicas);
    const condemned: Pod[] = [];
    for (const pod of pods) {
      if (podInOrdinalRange(pod, set)) replicas[getOrdinal(pod) - start] = pod;
      else if (getOrdinal(pod) >= 0) condemned.push(pod);
    }
    for (let i = 0; i < replicas.length; i++) {
      replicas[i] ??= newVersionedStatefulSetPod(
        currentSet,
        updateSet,
        currentRevision.metadata.name,
        updateRevision.metadata.name,
        start + i,
      );
    }
    condemned.sort((a, b) => getOrdinal(b) - getOrdinal(a));
    const unhealthy = (pod: Replica): boolean => isUnavailable(pod, set.spec.minReadySeconds ?? 0, now);
    const reconcile: Reconcile = {
      set,
      now,
      log,
      currentRevision,
      updateRevision,
      updateSet,
      replicas,
      condemned,
      firstUnhealthyPod: replicas.find(unhealthy) ?? condemned.findLast(unhealthy),
      monotonic: !allowsBurst(set),
    };
    const result = this.#carryOut(reconcile);
    const counted = status(reconcile.replicas, condemned);
    const currentReplicas = (counted.currentReplicas ?? 0) - result.deletedForUpdate;
    return { status: { ...counted, currentReplicas }, ...('error' in result && { error: result.error }) };
  }

  /** Creates, then scales down, then updates: each part only when the one before has nothing to wait for. */
  #carryOut(r: Reconcile): { readonly deletedForUpdate: number; readonly error?: unknown } {
    try {
      if (runForAll(r.replicas, r.monotonic, (_, i) => this.#processReplica(r, i))) return { deletedForUpdate: 0 };
      if (runForAll(r.condemned, r.monotonic, (pod) => this.#fixPodClaim(r, pod))) return { deletedForUpdate: 0 };
      if (runForAll(r.condemned, r.monotonic, (pod) => this.#processCondemned(r, pod))) return { deletedForUpdate: 0 };
    } catch (refusal) {
      return { deletedForUpdate: 0, error: refused(r.log, refusal) };
    }
    return { deletedForUpdate: updateOutdatedPods(r, this.podControl, this.context.gates) };
  }

  /** @returns true when nothing further is to be done in this reconcile. */
  #processReplica(r: Reconcile, i: number): boolean {
    const { set, log, monotonic } = r;
    const pod = r.replicas[i]!;
    const about = { pod: pod.metadata.name, ordinal: getOrdinal(pod) };
    if (isFinished(pod)) {
      if (!isTerminating(pod)) {
        decide(log, 'ReplaceFinishedPod', 'delete', { phase: pod.status.phase }, about);
        this.podControl.deleteStatefulPod(set, pod, 'ReplaceFinishedPod');
      }
      return true;
    }
    if (!isCreated(pod)) {
      if (this.podControl.podClaimIsStale(set, pod)) {
        decide(log, 'WaitForClaimDeletion', 'wait', {}, about);
        return true;
      }
      const claims = this.podControl.createStatefulPod(set, pod, 'CreatePod');
      for (const claim of claims) decide(log, 'CreateClaim', 'create', { claim }, about);
      decide(
        log,
        'CreatePod',
        'create',
        { revision: getPodRevision(pod), replicas: set.spec.replicas },
        {
          ...about,
          field: ['spec', 'replicas'],
        },
      );
      if (monotonic) return true;
    } else if (isPending(pod)) {
      for (const claim of this.podControl.createMissingPersistentVolumeClaims(set, pod)) {
        decide(log, 'CreateClaim', 'create', { claim }, about);
      }
    }
    if (monotonic && this.#blocks(r, pod, i)) return true;
    if (!isCreated(pod)) return false;
    const matches =
      identityMatches(set, pod) &&
      storageMatches(set, pod) &&
      this.podControl.claimsMatchRetentionPolicy(r.updateSet, pod);
    if (!matches) {
      decide(log, 'RestoreIdentity', 'update', {}, about);
      this.podControl.updateStatefulPod(r.updateSet, pod);
    }
    return false;
  }

  /** OrderedReady: a Pod that is going, not Ready or not yet Available holds up all that come after it. */
  #blocks({ set, now, log, replicas }: Reconcile, pod: Replica, i: number): boolean {
    const minReadySeconds = set.spec.minReadySeconds ?? 0;
    const next = replicas.slice(i + 1).find((p) => !isCreated(p));
    // The decision is about the Pod that is not created yet, if one is; about the waiting set otherwise.
    const about = {
      ...(next && { pod: next.metadata.name, ordinal: getOrdinal(next) }),
      waitingFor: pod.metadata.name,
      field: ['spec', 'podManagementPolicy'],
    };
    if (isTerminating(pod)) decide(log, 'WaitForTermination', 'wait', podFacts(pod), about);
    else if (!isRunningAndReady(pod)) decide(log, 'WaitForReady', 'wait', podFacts(pod), about);
    else if (!isRunningAndAvailable(pod, minReadySeconds, now)) {
      const facts = { ...podFacts(pod), minReadySeconds };
      decide(log, 'WaitForAvailable', 'wait', facts, { ...about, field: ['spec', 'minReadySeconds'] });
    } else return false;
    return true;
  }

  #fixPodClaim(r: Reconcile, pod: Pod): boolean {
    if (!this.podControl.claimsMatchRetentionPolicy(r.updateSet, pod)) {
      this.podControl.updatePodClaimForRetentionPolicy(r.updateSet, pod);
      decide(
        r.log,
        'ApplyRetentionPolicy',
        'update',
        {},
        {
          pod: pod.metadata.name,
          ordinal: getOrdinal(pod),
          field: ['spec', 'persistentVolumeClaimRetentionPolicy'],
        },
      );
    }
    return false;
  }

  #processCondemned(r: Reconcile, pod: Pod): boolean {
    const { set, now, log, monotonic, firstUnhealthyPod } = r;
    const about = { pod: pod.metadata.name, ordinal: getOrdinal(pod), field: ['spec', 'replicas'] };
    if (isTerminating(pod)) {
      if (monotonic) decide(log, 'WaitForScaleDownTermination', 'wait', {}, about);
      return monotonic;
    }
    const healthy = isRunningAndReady(pod) && isRunningAndAvailable(pod, set.spec.minReadySeconds ?? 0, now);
    if (!healthy && monotonic && pod !== firstUnhealthyPod) {
      const waitingFor = firstUnhealthyPod?.metadata.name;
      decide(log, 'WaitBeforeScaleDown', 'wait', {}, { ...about, ...(waitingFor && { waitingFor }) });
      return true;
    }
    decide(log, 'ScaleDown', 'delete', { replicas: set.spec.replicas }, about);
    this.podControl.deleteStatefulPod(set, pod, 'ScaleDown');
    return true;
  }
}

/** Notes down that a write was refused. Anything else that is thrown is a mistake of ours and goes on. */
function refused(log: DecisionLog, thrown: unknown): unknown {
  if (!isRefusal(thrown)) throw thrown;
  decide(log, 'WriteRefused', 'wait', { message: messageOf(thrown) });
  return thrown;
}

/**
 * Runs `act` for each item. In monotonic mode the first that says so ends the run; otherwise all run, in batches that
 * double from one, and an error ends the run after its batch.
 * @returns true when the reconcile is to end here.
 */
function runForAll<T>(items: readonly T[], monotonic: boolean, act: (item: T, index: number) => boolean): boolean {
  if (monotonic) return items.some(act);
  for (let from = 0, size = 1; from < items.length; from += size, size = Math.min(size * 2, 500)) {
    let failure: unknown;
    items.slice(from, from + size).forEach((item, i) => {
      try {
        act(item, from + i);
      } catch (error) {
        failure ??= error;
      }
    });
    if (failure !== undefined) throw failure;
  }
  return false;
}

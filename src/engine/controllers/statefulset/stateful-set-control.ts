/**
 * The logic of the StatefulSet controller: decides which Pod to create, delete or wait for. Each step that writes or
 * waits leaves a {@link Decision} with its rule and its facts.
 */
// Models kubernetes/pkg/controller/statefulset/stateful_set_control.go
// Differs: in Parallel mode the Pods of a batch are handled one after the other, in order; Pods that need no write
// and have not changed are skipped. A reconcile acts on at most 200 Pods of a batch and
// then runs again.
import type { ControllerRevision, Pod, StatefulSet } from '../../api/types.ts';
import { isClusterFull } from '../../apiserver/admission/capacity.ts';
import type { ComponentContext } from '../component.ts';
import { ControllerHistory, sortControllerRevisions } from '../history/controller-history.ts';
import { claimsAtOnce, isRefusal, messageOf, type StatefulPodControl } from './stateful-pod-control.ts';
import { type LiveRevisions, StatefulSetRevisions } from './stateful-set-revisions.ts';
import { completeStatus, computeStatus, type StatefulSetStatusUpdater } from './stateful-set-status.ts';
import { decide, type DecisionLog, podFacts } from './stateful-set-decisions.ts';
import type { StatefulSetPods } from './stateful-set-pods.ts';
import {
  allowsBurst,
  applyRevision,
  getOrdinal,
  getPodName,
  getPodRevision,
  identityMatches,
  isCreated,
  isFinished,
  isPending,
  isRunningAndAvailable,
  isRunningAndReady,
  isTerminating,
  type Replica,
  storageMatches,
} from './stateful-set-utils.ts';
import { firstUnhealthyPod, type ReconcileResult, type Reconcile, replicaAt } from './stateful-set-reconcile.ts';
import { updateOutdatedPods } from './stateful-set-rolling-update.ts';

/** Number of Pods that one reconcile in Parallel mode creates or deletes. */
const burstReplicas = 200;
/** A Pod with more writes, as it has many claims, counts as several. */
const writesOfPod = 20;

/** True if the reconcile does nothing further; `unfinished` if it is to run again. */
type End = boolean | 'unfinished';

/** The result of a part of a reconcile. */
interface Result {
  readonly deletedForUpdate: number;
  readonly error?: unknown;
  readonly unfinished?: boolean;
}

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

  /** Reconciles `set` with its own Pods. */
  updateStatefulSet(
    set: StatefulSet,
    pods: StatefulSetPods,
    known: ControllerRevision[],
    log: DecisionLog,
  ): ReconcileResult {
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
    return { ...outcome, status, ...(error !== undefined && { error }) };
  }

  #reconcile(set: StatefulSet, pods: StatefulSetPods, live: LiveRevisions, log: DecisionLog): ReconcileResult {
    const { currentRevision, updateRevision } = live;
    const { now } = this.context.clock;
    pods.prepare(updateRevision.metadata.name, now);
    const status = computeStatus(set, live, pods);
    if (set.metadata.deletionTimestamp !== undefined) {
      decide(log, 'SetIsBeingDeleted', 'wait', {});
      return { status };
    }
    const result = this.#carryOut({
      set,
      now,
      log,
      currentRevision,
      updateRevision,
      currentSet: applyRevision(set, currentRevision),
      updateSet: applyRevision(set, updateRevision),
      pods,
      monotonic: !allowsBurst(set),
    });
    const currentReplicas = (status.currentReplicas ?? 0) - result.deletedForUpdate;
    const { deletedForUpdate: _, ...rest } = result;
    return { status: { ...status, currentReplicas }, ...rest };
  }

  /** Creates, then scales down, then updates: each part runs only if the one before has nothing to wait for. */
  #carryOut(r: Reconcile): Result {
    const { pods, monotonic } = r;
    const replicaIndex = (ordinal: number): number => ordinal - pods.start;
    const condemnedIndex = (ordinal: number): number => pods.condemnedIndex(ordinal);
    const condemned = pods.condemned(pods.unsettled);
    try {
      const ended =
        this.#runForAll(r, pods.replicasToProcess(), replicaIndex, (o) => this.#processReplica(r, o)) ||
        this.#runForAll(r, condemned, condemnedIndex, (o) => this.#fixPodClaim(r, pods.get(o)!)) ||
        this.#runForAll(r, monotonic ? pods.condemned() : condemned, condemnedIndex, (o) =>
          this.#processCondemned(r, pods.get(o)!),
        );
      if (ended) return { deletedForUpdate: 0, unfinished: ended === 'unfinished' };
    } catch (refusal) {
      return { deletedForUpdate: 0, error: refused(r.log, refusal) };
    }
    return { deletedForUpdate: updateOutdatedPods(r, this.podControl, this.context.gates) };
  }

  /**
   * Runs `act` for each ordinal. In monotonic mode the first that says so ends the run; otherwise all run, in batches
   * that double from one, and an error ends the run after its batch.
   * @param indexOf The place of an ordinal among all those of its kind.
   */
  #runForAll(
    r: Reconcile,
    ordinals: Iterable<number>,
    indexOf: (ordinal: number) => number,
    act: (ordinal: number) => End,
  ): End {
    const { store } = this.context;
    let acted = 0;
    let failure: Error | undefined;
    let [end, size] = [1, 1];
    for (const ordinal of ordinals) {
      if (r.monotonic) {
        const ended = this.#attend(r, ordinal, act);
        if (ended) return ended;
        continue;
      }
      for (const index = indexOf(ordinal); index >= end; end += size) {
        if (failure) throw failure;
        size = Math.min(size * 2, 500);
      }
      const written = store.revision;
      try {
        if (this.#attend(r, ordinal, act) === 'unfinished') return 'unfinished';
      } catch (error) {
        if (!isRefusal(error)) throw error;
        failure ??= error;
        // The API server would refuse the others as well.
        if (isClusterFull(error)) throw failure;
      }
      acted += Math.ceil((store.revision - written) / writesOfPod);
      if (acted >= burstReplicas) break;
    }
    if (failure) throw failure;
    return acted >= burstReplicas && 'unfinished';
  }

  /** A Pod that needs no write and no decision is settled: it is skipped until it, or one of its claims, changes. */
  #attend({ pods, log }: Reconcile, ordinal: number, act: (ordinal: number) => End): End {
    const { store } = this.context;
    const [written, said] = [store.revision, log.length];
    pods.unsettle(ordinal);
    const ends = act(ordinal);
    if (!ends && store.revision === written && log.length === said) pods.unsettled.toggle(ordinal, false);
    return ends;
  }

  #processReplica(r: Reconcile, ordinal: number): End {
    const { set, log, monotonic } = r;
    const pod = replicaAt(r, ordinal);
    const about = { pod: pod.metadata.name, ordinal };
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
      if (claims.length >= claimsAtOnce) return 'unfinished';
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
      const claims = this.podControl.createMissingPersistentVolumeClaims(set, pod);
      for (const claim of claims) decide(log, 'CreateClaim', 'create', { claim }, about);
      if (claims.length >= claimsAtOnce) return 'unfinished';
    }
    if (monotonic && this.#blocks(r, pod, ordinal)) return true;
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

  /** OrderedReady: a Pod that is terminating, not Ready or not yet available blocks all later ones. */
  #blocks({ set, now, log, pods }: Reconcile, pod: Replica, ordinal: number): boolean {
    const minReadySeconds = set.spec.minReadySeconds ?? 0;
    const next = pods.firstMissing(ordinal + 1);
    // The decision is about the Pod that is not created yet, if there is one; otherwise about the waiting set.
    const about = {
      ...(next !== undefined && { pod: getPodName(set, next), ordinal: next }),
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
    const { set, now, log, monotonic } = r;
    const about = { pod: pod.metadata.name, ordinal: getOrdinal(pod), field: ['spec', 'replicas'] };
    if (isTerminating(pod)) {
      if (monotonic) decide(log, 'WaitForScaleDownTermination', 'wait', {}, about);
      return monotonic;
    }
    const healthy = isRunningAndReady(pod) && isRunningAndAvailable(pod, set.spec.minReadySeconds ?? 0, now);
    const unhealthy = firstUnhealthyPod(r);
    if (!healthy && monotonic && pod !== unhealthy) {
      const waitingFor = unhealthy?.metadata.name;
      decide(log, 'WaitBeforeScaleDown', 'wait', {}, { ...about, ...(waitingFor && { waitingFor }) });
      return true;
    }
    const { start } = r.pods;
    const below = about.ordinal < start;
    decide(log, 'ScaleDown', 'delete', { replicas: set.spec.replicas, ...(below && { start }) }, about);
    this.podControl.deleteStatefulPod(set, pod, 'ScaleDown');
    return true;
  }
}

/** Records a refused write. Any other error is a bug and is thrown again. */
function refused(log: DecisionLog, thrown: unknown): unknown {
  if (!isRefusal(thrown)) throw thrown;
  decide(log, 'WriteRefused', 'wait', { message: messageOf(thrown) });
  return thrown;
}

/** The values that the parts of one reconcile share. */
import type { ControllerRevision, StatefulSet, StatefulSetStatus } from '../../api/types.ts';
import type { DecisionLog } from './stateful-set-decisions.ts';
import { lower, type StatefulSetPods } from './stateful-set-pods.ts';
import { newVersionedStatefulSetPod, type Replica } from './stateful-set-utils.ts';

/** The context of one reconcile. */
export interface Reconcile {
  readonly set: StatefulSet;
  readonly now: number;
  readonly log: DecisionLog;
  readonly currentRevision: ControllerRevision;
  readonly updateRevision: ControllerRevision;
  /** The set with the current revision's template. */
  readonly currentSet: StatefulSet;
  /** The set with the update revision's template. */
  readonly updateSet: StatefulSet;
  /** The Pods at the start of the reconcile. */
  readonly pods: StatefulSetPods;
  /** True for OrderedReady. */
  readonly monotonic: boolean;
}

/** The result of a reconcile. `error` requests a retry after a back-off, `unfinished` one at once. */
export interface ReconcileResult {
  readonly status: StatefulSetStatus;
  readonly error?: unknown;
  readonly unfinished?: boolean;
}

/** Returns the Pod of a desired ordinal; one that is not created yet has no phase. */
export function replicaAt(r: Reconcile, ordinal: number): Replica {
  const { pods, currentSet, updateSet, currentRevision, updateRevision } = r;
  const [current, update] = [currentRevision.metadata.name, updateRevision.metadata.name];
  return pods.get(ordinal) ?? newVersionedStatefulSetPod(currentSet, updateSet, current, update, ordinal);
}

/** Returns the unhealthy Pod of the lowest desired ordinal; if those are healthy, of the lowest surplus one. */
export function firstUnhealthyPod(r: Reconcile): Replica | undefined {
  const { unavailable, start, end } = r.pods;
  const ordinal = lower(unavailable.first(start, end), r.pods.firstMissing(start)) ?? unavailable.first();
  return ordinal === undefined ? undefined : replicaAt(r, ordinal);
}

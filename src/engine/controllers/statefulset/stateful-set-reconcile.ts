/** Values that the parts of one reconcile pass on. */
import type { ControllerRevision, StatefulSet, StatefulSetStatus } from '../../api/types.ts';
import type { DecisionLog } from './stateful-set-decisions.ts';
import { lower, type StatefulSetPods } from './stateful-set-pods.ts';
import { newVersionedStatefulSetPod, type Replica } from './stateful-set-utils.ts';

/** All that one reconcile knows and says. */
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
  /** The Pods as they were when the reconcile began. */
  readonly pods: StatefulSetPods;
  /** OrderedReady. */
  readonly monotonic: boolean;
}

/** Outcome of a reconcile. `error` asks for another attempt after a back-off, `unfinished` for one at once. */
export interface ReconcileResult {
  readonly status: StatefulSetStatus;
  readonly error?: unknown;
  readonly unfinished?: boolean;
}

/** The Pod of a wanted ordinal; one that is still to be created has no phase. */
export function replicaAt(r: Reconcile, ordinal: number): Replica {
  const { pods, currentSet, updateSet, currentRevision, updateRevision } = r;
  const [current, update] = [currentRevision.metadata.name, updateRevision.metadata.name];
  return pods.get(ordinal) ?? newVersionedStatefulSetPod(currentSet, updateSet, current, update, ordinal);
}

/** The unhealthy Pod of the lowest wanted ordinal; if all these are healthy, of the lowest unwanted one. */
export function firstUnhealthyPod(r: Reconcile): Replica | undefined {
  const { unavailable, start, end } = r.pods;
  const ordinal = lower(unavailable.first(start, end), r.pods.firstMissing(start)) ?? unavailable.first();
  return ordinal === undefined ? undefined : replicaAt(r, ordinal);
}

/** What the parts of one reconcile hand each other. */
import type { ControllerRevision, Pod, StatefulSet, StatefulSetStatus } from '../../api/types.ts';
import type { DecisionLog } from './stateful-set-decisions.ts';
import type { Replica } from './stateful-set-utils.ts';

/** All that one reconcile knows and says. */
export interface Reconcile {
  readonly set: StatefulSet;
  readonly now: number;
  readonly log: DecisionLog;
  readonly currentRevision: ControllerRevision;
  readonly updateRevision: ControllerRevision;
  /** The set with the update revision's template. */
  readonly updateSet: StatefulSet;
  /** By position from the start ordinal; a Pod still to be created stands there without a phase. */
  readonly replicas: Replica[];
  /** Pods outside the wanted ordinals, highest first. */
  readonly condemned: readonly Pod[];
  readonly firstUnhealthyPod: Replica | undefined;
  /** OrderedReady. */
  readonly monotonic: boolean;
}

/** What a reconcile came to. `error` asks for another attempt after a back-off. */
export interface Outcome {
  readonly status: StatefulSetStatus;
  readonly error?: unknown;
}

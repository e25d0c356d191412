/** The set's status: counted from its Pods, completed when a rollout is done, written when it changed. */
// Models kubernetes/pkg/controller/statefulset/stateful_set_control.go (updateStatus, computeReplicaStatus)
// and stateful_set_status_updater.go
import type { ControllerRevision, StatefulSet, StatefulSetStatus } from '../../api/types.ts';
import { equal } from '../../apiserver/values.ts';
import type { ComponentContext } from '../component.ts';
import { controllerName } from './stateful-pod-control.ts';
import { decide, type DecisionLog } from './stateful-set-decisions.ts';
import {
  completeRollingUpdate,
  getPodRevision,
  isCreated,
  isRunningAndAvailable,
  isRunningAndReady,
  isTerminating,
  type Replica,
} from './stateful-set-utils.ts';

/** The status that the Pods in `lists` amount to. Pods that are only planned do not count. */
export function computeStatus(
  set: StatefulSet,
  currentRevision: ControllerRevision,
  updateRevision: ControllerRevision,
  collisionCount: number,
  lists: readonly (readonly Replica[])[],
  now: number,
): StatefulSetStatus {
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const count = { replicas: 0, readyReplicas: 0, availableReplicas: 0, currentReplicas: 0, updatedReplicas: 0 };
  for (const pod of lists.flat()) {
    if (!isCreated(pod)) continue;
    count.replicas++;
    if (isRunningAndReady(pod)) {
      count.readyReplicas++;
      if (isRunningAndAvailable(pod, minReadySeconds, now)) count.availableReplicas++;
    }
    if (isTerminating(pod)) continue;
    const revision = getPodRevision(pod);
    if (revision === currentRevision.metadata.name) count.currentReplicas++;
    if (revision === updateRevision.metadata.name) count.updatedReplicas++;
  }
  return {
    observedGeneration: set.metadata.generation!,
    ...count,
    currentRevision: currentRevision.metadata.name,
    updateRevision: updateRevision.metadata.name,
    collisionCount,
  };
}

/** The status after the rollout has been declared complete, if it is. */
export function completeStatus(set: StatefulSet, status: StatefulSetStatus, log: DecisionLog): StatefulSetStatus {
  const completed = completeRollingUpdate(set, status);
  if (completed.currentRevision !== status.currentRevision) {
    decide(log, 'CompleteRollout', 'done', { revision: completed.currentRevision! });
  }
  return completed;
}

/** As the API shows it: zero counters are left out, but for `replicas`, `availableReplicas` and `collisionCount`. */
function withoutZeros(status: StatefulSetStatus): StatefulSetStatus {
  const always = ['replicas', 'availableReplicas', 'collisionCount'];
  return Object.fromEntries(Object.entries(status).filter(([key, value]) => value !== 0 || always.includes(key)));
}

export class StatefulSetStatusUpdater {
  constructor(private readonly context: ComponentContext) {}

  /** Writes the status unless the stored one says the same. */
  updateStatefulSetStatus(set: StatefulSet, status: StatefulSetStatus): void {
    const next = withoutZeros(status);
    const { api } = this.context;
    const stored = api.get('statefulsets', set.metadata.name, set.metadata.namespace);
    if (stored === undefined || stored.metadata.uid !== set.metadata.uid || equal(stored.status, next)) return;
    api.updateStatus({ ...stored, status: next } as StatefulSet, { name: controllerName, reason: 'UpdateStatus' });
  }
}

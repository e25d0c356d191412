/** The status of a set: counted from its Pods, completed at the end of a rollout, and written when it changes. */
// Models kubernetes/pkg/controller/statefulset/stateful_set_control.go (updateStatus, computeReplicaStatus)
// and stateful_set_status_updater.go
import type { StatefulSet, StatefulSetStatus } from '../../api/types.ts';
import { equal } from '../../base/values.ts';
import type { ComponentContext } from '../component.ts';
import { controllerName } from './stateful-pod-control.ts';
import { decide, type DecisionLog } from './stateful-set-decisions.ts';
import type { StatefulSetPods } from './stateful-set-pods.ts';
import type { LiveRevisions } from './stateful-set-revisions.ts';
import { completeRollingUpdate } from './stateful-set-utils.ts';

/** Returns the status for the Pods. Pods that are not created yet do not count. */
export function computeStatus(
  set: StatefulSet,
  { currentRevision, updateRevision, collisionCount }: LiveRevisions,
  pods: StatefulSetPods,
): StatefulSetStatus {
  const [current, update] = [currentRevision.metadata.name, updateRevision.metadata.name];
  return {
    observedGeneration: set.metadata.generation!,
    ...pods.counts,
    currentReplicas: pods.replicasOf(current),
    updatedReplicas: pods.replicasOf(update),
    currentRevision: current,
    updateRevision: update,
    collisionCount,
  };
}

/** Returns the status after completing the rollout, if it is done. */
export function completeStatus(set: StatefulSet, status: StatefulSetStatus, log: DecisionLog): StatefulSetStatus {
  const completed = completeRollingUpdate(set, status);
  if (completed.currentRevision !== status.currentRevision) {
    decide(log, 'CompleteRollout', 'done', { revision: completed.currentRevision! });
  }
  return completed;
}

const always: ReadonlySet<string> = new Set(['replicas', 'availableReplicas', 'collisionCount']);

/**
 * Returns the status for the API: zero counters are omitted, except `replicas`, `availableReplicas` and
 * `collisionCount`.
 */
function withoutZeros(status: StatefulSetStatus): StatefulSetStatus {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(status)) if (value !== 0 || always.has(key)) kept[key] = value;
  return kept as unknown as StatefulSetStatus;
}

export class StatefulSetStatusUpdater {
  constructor(private readonly context: ComponentContext) {}

  /** Writes the status unless it is unchanged. */
  updateStatefulSetStatus(set: StatefulSet, status: StatefulSetStatus): void {
    const next = withoutZeros(status);
    const { api } = this.context;
    const stored = api.get('statefulsets', set.metadata.name, set.metadata.namespace);
    if (stored === undefined || stored.metadata.uid !== set.metadata.uid || equal(stored.status, next)) return;
    api.updateStatus({ ...stored, status: next } as StatefulSet, { name: controllerName, reason: 'UpdateStatus' });
  }
}

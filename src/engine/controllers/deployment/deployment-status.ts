/** The status of a Deployment: counters of its ReplicaSets, availability and progress. */
// Models kubernetes/pkg/controller/deployment/progress.go and sync.go (calculateStatus)
import type { Deployment, DeploymentCondition, DeploymentStatus, ReplicaSet } from '../../api/types.ts';
import { timestamp, virtualTime } from '../../sim/time.ts';
import { withoutZeros } from '../replicaset/replica-set.ts';
import { available, maxUnavailable, specReplicas, sum } from './deployment-utils.ts';

type Conditions = readonly DeploymentCondition[];
/** Type, status, reason, message. */
type Said = readonly [DeploymentCondition['type'], 'True' | 'False' | 'Unknown', string, string];

export const conditionOf = ({ conditions }: DeploymentStatus, type: string): DeploymentCondition | undefined =>
  conditions?.find((c) => c.type === type);

const without = (conditions: Conditions, type: string): Conditions => conditions.filter((c) => c.type !== type);

/** Returns the conditions with another one; unchanged if it already has that status and reason. */
export function withCondition(conditions: Conditions, [type, status, reason, message]: Said, now: number): Conditions {
  const before = conditions.find((c) => c.type === type);
  if (before?.status === status && before.reason === reason) return conditions;
  const lastUpdateTime = timestamp(now);
  const lastTransitionTime = before?.status === status ? before.lastTransitionTime! : lastUpdateTime;
  return [...without(conditions, type), { type, status, lastUpdateTime, lastTransitionTime, reason, message }];
}

/** Computes the status and its conditions. */
export function calculateStatus(
  d: Deployment,
  all: readonly ReplicaSet[],
  newRS: ReplicaSet | undefined,
  now: number,
): DeploymentStatus {
  const availableReplicas = sum(all, available);
  const enough = availableReplicas >= d.spec.replicas - maxUnavailable(d);
  const said: Said = enough
    ? ['Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.']
    : ['Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.'];
  const counts = {
    replicas: sum(all, (rs) => rs.status.replicas),
    updatedReplicas: newRS?.status.replicas ?? 0,
    readyReplicas: sum(all, (rs) => rs.status.readyReplicas),
    availableReplicas,
    unavailableReplicas: Math.max(0, sum(all, specReplicas) - availableReplicas),
  };
  const { collisionCount } = d.status;
  return {
    observedGeneration: d.metadata.generation!,
    ...withoutZeros(counts),
    terminatingReplicas: sum(all, (rs) => rs.status.terminatingReplicas),
    ...(collisionCount !== undefined && { collisionCount }),
    conditions: withCondition(d.status.conditions ?? [], said, now) as DeploymentCondition[],
  };
}

/** Returns true if all replicas have the new template and are available, and there are no others. */
export function isComplete(d: Deployment, status: DeploymentStatus): boolean {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, observedGeneration = 0 } = status;
  const wanted = d.spec.replicas;
  const counted = updatedReplicas === wanted && replicas === wanted && availableReplicas === wanted;
  return counted && observedGeneration >= d.metadata.generation!;
}

function progressed(before: DeploymentStatus, after: DeploymentStatus): boolean {
  const updated = (s: DeploymentStatus): number => s.updatedReplicas ?? 0;
  const old = (s: DeploymentStatus): number => (s.replicas ?? 0) - updated(s);
  return (
    updated(after) > updated(before) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/** Without a deadline, there is no time-out. */
export const hasDeadline = (d: Deployment): boolean => d.spec.progressDeadlineSeconds !== 2 ** 31 - 1;

/** Returns the time (virtual ms) at which the rollout has taken too long, if it makes no progress until then. */
export const deadlineOf = (d: Deployment, progressing: DeploymentCondition): number =>
  virtualTime(progressing.lastUpdateTime!) + d.spec.progressDeadlineSeconds * 1000;

/** Returns the status with the progress of the rollout. */
export function rolloutStatus(
  d: Deployment,
  all: readonly ReplicaSet[],
  newRS: ReplicaSet | undefined,
  now: number,
): DeploymentStatus {
  const status = calculateStatus(d, all, newRS, now);
  let conditions = status.conditions! as Conditions;
  const before = conditionOf(d.status, 'Progressing');
  const what = newRS === undefined ? `Deployment "${d.metadata.name}"` : `ReplicaSet "${newRS.metadata.name}"`;
  const over = status.replicas === status.updatedReplicas && before?.reason === 'NewReplicaSetAvailable';
  if (!hasDeadline(d)) conditions = without(conditions, 'Progressing');
  else if (!over) {
    if (isComplete(d, status)) {
      const message = `${what} has successfully progressed.`;
      conditions = withCondition(conditions, ['Progressing', 'True', 'NewReplicaSetAvailable', message], now);
    } else if (progressed(d.status, status)) {
      const said: Said = ['Progressing', 'True', 'ReplicaSetUpdated', `${what} is progressing.`];
      // Any progress counts, even with the reason that is already set.
      const [fresh] = withCondition([], said, now);
      const since = before?.status === 'True' ? { lastTransitionTime: before.lastTransitionTime! } : {};
      conditions = [...without(conditions, 'Progressing'), { ...fresh!, ...since }];
    } else if (hasTimedOut(d, before, now)) {
      const message = `${what} has timed out progressing.`;
      conditions = withCondition(conditions, ['Progressing', 'False', 'ProgressDeadlineExceeded', message], now);
    }
  }
  const failure = [...(newRS ? [newRS] : []), ...all]
    .flatMap((rs) => rs.status.conditions ?? [])
    .find((c) => c.type === 'ReplicaFailure');
  if (failure === undefined) conditions = without(conditions, 'ReplicaFailure');
  else {
    const old = conditions.find((c) => c.type === failure.type);
    if (old?.status !== failure.status || old?.reason !== failure.reason) {
      const lastUpdateTime = failure.lastTransitionTime!;
      conditions = [...without(conditions, failure.type), { ...failure, lastUpdateTime } as DeploymentCondition];
    }
  }
  return { ...status, conditions: conditions as DeploymentCondition[] };
}

function hasTimedOut(d: Deployment, progressing: DeploymentCondition | undefined, now: number): boolean {
  if (progressing === undefined || progressing.reason === 'NewReplicaSetAvailable') return false;
  return progressing.reason === 'ProgressDeadlineExceeded' || deadlineOf(d, progressing) < now;
}

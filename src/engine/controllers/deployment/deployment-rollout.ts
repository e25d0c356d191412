/** Rolls a Deployment out to a new template, and scales it. */
// Models kubernetes/pkg/controller/deployment/{rolling,recreate}.go and sync.go (scale)
import type { Pod, ReplicaSet } from '../../api/types.ts';
import { decide } from '../statefulset/stateful-set-decisions.ts';
import { isComplete } from './deployment-status.ts';
import {
  available,
  byCreation,
  desiredReplicas,
  isActive,
  maxSurge,
  maxUnavailable,
  newReplicas,
  proportion,
  specReplicas,
  sum,
} from './deployment-utils.ts';
import { allOf, type ReplicaSetControl, type Rollout } from './replica-sets.ts';

/** Returns true if the Deployment was scaled after its ReplicaSets were. */
export function isScalingEvent(rollout: Rollout): boolean {
  return allOf(rollout)
    .filter(isActive)
    .some((rs) => (desiredReplicas(rs) ?? rollout.d.spec.replicas) !== rollout.d.spec.replicas);
}

/** Runs old and new Pods side by side within the limits; takes one step per reconcile, up before down. */
export function rollingUpdate(rollout: Rollout, control: ReplicaSetControl): void {
  const newRS = control.ensureNew(rollout);
  const { d } = rollout;
  const size = newRS.spec.replicas;
  const wanted = size > d.spec.replicas ? d.spec.replicas : newReplicas(d, allOf(rollout), size);
  if (control.scale(rollout, newRS, size === d.spec.replicas ? size : wanted)) return;
  if (scaleDownOld(rollout, control)) return;
  if (isComplete(rollout.d, rollout.d.status)) control.cleanup(rollout);
  else waitForNew(rollout);
}

function scaleDownOld(rollout: Rollout, control: ReplicaSetControl): boolean {
  const { d } = rollout;
  const newRS = rollout.newRS!;
  const all = allOf(rollout);
  if (!rollout.oldRSs.some(isActive)) return false;
  const minAvailable = d.spec.replicas - maxUnavailable(d);
  // New Pods that are not available yet do not count as surplus.
  let unhealthy = sum(all, specReplicas) - minAvailable - (newRS.spec.replicas - available(newRS));
  if (unhealthy <= 0) return false;
  let scaled = false;
  const shrink = (rs: ReplicaSet, by: number, rule?: 'CleanUpUnhealthy'): void => {
    if (by > 0) scaled = control.scale(rollout, rs, rs.spec.replicas - by, rule) || scaled;
  };
  for (const rs of rollout.oldRSs.filter(isActive)) {
    const by = Math.min(unhealthy, rs.spec.replicas - available(rs));
    shrink(rs, by, 'CleanUpUnhealthy');
    unhealthy -= Math.max(0, by);
  }
  let spare = sum(allOf(rollout), available) - minAvailable;
  for (const rs of rollout.oldRSs.filter(isActive)) {
    const by = Math.min(rs.spec.replicas, spare);
    shrink(rs, by);
    spare -= Math.max(0, by);
  }
  return scaled;
}

/** Nothing can be created or deleted before more new replicas are available. */
function waitForNew(rollout: Rollout): void {
  const { d, newRS, log } = rollout;
  const all = allOf(rollout);
  const facts = {
    replicaSet: newRS!.metadata.name,
    available: sum(all, available),
    minimum: d.spec.replicas - maxUnavailable(d),
    replicas: sum(all, specReplicas),
    maximum: d.spec.replicas + maxSurge(d),
  };
  decide(log, 'WaitForNewReplicas', 'wait', facts, { field: ['spec', 'strategy'] });
}

/** Waits until all old Pods are gone before it creates the first new one. */
export function recreate(
  rollout: Rollout,
  control: ReplicaSetControl,
  podsOf: (rs: ReplicaSet) => readonly Pod[],
): void {
  const { oldRSs, log } = rollout;
  const scaled = oldRSs.filter(isActive).map((rs) => control.scale(rollout, rs, 0));
  if (scaled.includes(true)) return;
  const running = oldRSs.flatMap(podsOf).filter(({ status: { phase } }) => phase !== 'Failed' && phase !== 'Succeeded');
  if (sum(oldRSs, (rs) => rs.status.replicas) > 0 || running.length > 0) {
    decide(log, 'WaitForOldPods', 'wait', { count: running.length }, { field: ['spec', 'strategy', 'type'] });
    return;
  }
  const newRS = control.ensureNew(rollout);
  control.scale(rollout, newRS, rollout.d.spec.replicas);
  if (isComplete(rollout.d, rollout.d.status)) control.cleanup(rollout);
}

/** Scales the ReplicaSets without continuing the rollout: during a rollout, all of them in proportion. */
export function scaleAll(rollout: Rollout, control: ReplicaSetControl): void {
  const { d, newRS, oldRSs } = rollout;
  const { replicas } = d.spec;
  const active = allOf(rollout).filter(isActive);
  if (active.length <= 1) {
    const only = active[0] ?? newRS ?? oldRSs.at(-1);
    if (only !== undefined && only.spec.replicas !== replicas) control.scale(rollout, only, replicas);
    return;
  }
  const saturated =
    newRS !== undefined &&
    [newRS.spec.replicas, desiredReplicas(newRS), available(newRS)].every((count) => count === replicas);
  if (saturated) {
    for (const old of oldRSs.filter(isActive)) control.scale(rollout, old, 0);
    return;
  }
  if (d.spec.strategy.type !== 'RollingUpdate') return;
  const toAdd = (replicas > 0 ? replicas + maxSurge(d) : 0) - sum(active, specReplicas);
  // Larger ones first; of equal ones, the newer when scaling up, the older when scaling down.
  active.sort((a, b) => b.spec.replicas - a.spec.replicas || (toAdd > 0 ? byCreation(b, a) : byCreation(a, b)));
  let added = 0;
  const sizes = active.map((rs) => {
    const share = proportion(rs, d, toAdd, added);
    added += share;
    return rs.spec.replicas + share;
  });
  // The largest one gets the remainder of rounding.
  sizes[0] = Math.max(0, sizes[0]! + toAdd - added);
  active.forEach((rs, i) => control.scale(rollout, rs, sizes[i]!, 'ScaleProportionally'));
}

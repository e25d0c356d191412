/**
 * Objects whose controller has not yet seen the newest state of others: what its last write counted is not what is
 * there. Such a controller was about to act. One whose counts are right waits, or has nothing to do, and is not woken.
 */
import { labelsMatch, selectorMatches } from '../api/labels.ts';
import type { Deployment, Pod, PodDisruptionBudget, ReplicaSet, Service, StatefulSet } from '../api/types.ts';
import type { ObjectStore } from '../apiserver/object-store.ts';
import { equal } from '../base/values.ts';
import { endpointOf } from '../controllers/endpointslice/endpoint.ts';
import { serviceNameLabel } from '../controllers/endpointslice/endpoint-slice-controller.ts';
import { isActive } from '../controllers/replicaset/replica-set-pods.ts';
import {
  availableAt,
  isFinished,
  isRunningAndReady,
  isTerminating,
} from '../controllers/statefulset/stateful-set-utils.ts';

const isReady = (pod: Pod): boolean => availableAt(pod, 0) < Infinity;

/** A set of which no Pod was read is not known to be without Pods. */
export function isSetBehind({ metadata, status }: StatefulSet, store: ObjectStore): boolean {
  const pods = store.controlledBy('pods', metadata.uid);
  if (pods.length === 0) return false;
  // It deletes a Pod that has ended.
  if (pods.some((pod) => isFinished(pod) && !isTerminating(pod))) return true;
  const { replicas = 0, readyReplicas = 0 } = status;
  return replicas !== pods.length || readyReplicas !== pods.filter(isRunningAndReady).length;
}

export function isReplicaSetBehind({ metadata, status }: ReplicaSet, store: ObjectStore): boolean {
  const pods = store.controlledBy('pods', metadata.uid);
  if (pods.length === 0) return false;
  const active = pods.filter(isActive);
  const { replicas = 0, readyReplicas = 0 } = status;
  return replicas !== active.length || readyReplicas !== active.filter(isReady).length;
}

/** The counts of a Deployment that are sums of those of its ReplicaSets. */
const summed = ['replicas', 'readyReplicas', 'availableReplicas', 'terminatingReplicas'] as const;

export function isDeploymentBehind({ metadata, spec, status }: Deployment, store: ObjectStore): boolean {
  const owned = store.controlledBy('replicasets', metadata.uid);
  if (owned.length === 0) return false;
  // It waits for the end of the last old Pod, which no ReplicaSet counts.
  if (spec.strategy.type === 'Recreate') return true;
  return summed.some((field) => {
    const sum = owned.reduce((total, rs) => total + (rs.status[field] ?? 0), 0);
    return (status[field] ?? 0) !== sum;
  });
}

/** A Service of which no slice was read is not known to be without slices. */
export function isServiceBehind(service: Service, store: ObjectStore): boolean {
  const { name, namespace = '', uid } = service.metadata;
  const { selector } = service.spec;
  if (selector === undefined) return false;
  const slices = store
    .controlledBy('endpointslices', uid)
    .filter(({ metadata, addressType }) => metadata.labels?.[serviceNameLabel] === name && addressType === 'IPv4');
  if (slices.length === 0) return false;
  const found = new Map(slices.flatMap(({ endpoints }) => endpoints.map((e) => [e.targetRef?.uid, e] as const)));
  const wanted = store.inNamespace('pods', namespace).flatMap((pod) => {
    const endpoint = labelsMatch(selector, pod.metadata.labels) ? endpointOf(pod, service) : undefined;
    return endpoint === undefined ? [] : [endpoint];
  });
  return (
    found.size !== wanted.length ||
    wanted.some(({ targetRef, conditions }) => {
      const there = found.get(targetRef?.uid);
      // A condition that is not set means nothing.
      return there === undefined || !equal({ ...conditions, ...there.conditions }, conditions);
    })
  );
}

export function isBudgetBehind({ metadata, spec, status }: PodDisruptionBudget, store: ObjectStore): boolean {
  const pods = store
    .inNamespace('pods', metadata.namespace ?? '')
    .filter((pod) => selectorMatches(spec.selector, pod.metadata.labels));
  if (pods.length === 0) return false;
  const { observedGeneration, currentHealthy = 0, disruptedPods = {} } = status ?? {};
  const healthy = pods.filter(
    (pod) => pod.metadata.deletionTimestamp === undefined && !(pod.metadata.name in disruptedPods) && isReady(pod),
  );
  const isAwaited = Object.keys(disruptedPods).length > 0;
  return observedGeneration !== metadata.generation || currentHealthy !== healthy.length || isAwaited;
}

/** Predicates and builders of the StatefulSet controller: names, identity, storage, health, revisions. */
// Models kubernetes/pkg/controller/statefulset/stateful_set_utils.go
import type {
  ControllerRevision,
  KubernetesObject,
  ObjectMeta,
  OwnerReference,
  PersistentVolumeClaim,
  PersistentVolumeClaimTemplate,
  Pod,
  PodTemplateSpec,
  StatefulSet,
  StatefulSetStatus,
} from '../../api/types.ts';
import { withFields } from '../../base/values.ts';
import { virtualTime } from '../../sim/time.ts';

const podNameLabel = 'statefulset.kubernetes.io/pod-name';
const podIndexLabel = 'apps.kubernetes.io/pod-index';
const revisionLabel = 'controller-revision-hash';

/** A stored Pod, or a Pod to create (without uid and phase). */
export type Replica = Pod;

/** Splits off the last part of the name as a number; `-1` if it is not one. */
export function getParentNameAndOrdinal(name: string): { parent: string; ordinal: number } {
  const dash = name.lastIndexOf('-');
  const digits = name.slice(dash + 1);
  if (dash < 0 || !/^\d+$/.test(digits)) return { parent: '', ordinal: -1 };
  return { parent: name.slice(0, dash), ordinal: Number(digits) };
}

/** Returns the Pod's ordinal, or -1 if its name has none. */
export function getOrdinal(pod: KubernetesObject): number {
  return getParentNameAndOrdinal(pod.metadata.name).ordinal;
}

export function getStartOrdinal(set: StatefulSet): number {
  return set.spec.ordinals?.start ?? 0;
}

/** Returns the last desired ordinal; one less than the start if there is none. */
export function getEndOrdinal(set: StatefulSet): number {
  return getStartOrdinal(set) + set.spec.replicas - 1;
}

export function podInOrdinalRange(pod: Pod, set: StatefulSet): boolean {
  const ordinal = getOrdinal(pod);
  return ordinal >= getStartOrdinal(set) && ordinal <= getEndOrdinal(set);
}

export function getPodName(set: KubernetesObject, ordinal: number): string {
  return `${set.metadata.name}-${ordinal}`;
}

export function getPersistentVolumeClaimName(
  set: KubernetesObject,
  template: PersistentVolumeClaimTemplate,
  ordinal: number,
): string {
  return `${template.metadata.name}-${set.metadata.name}-${ordinal}`;
}

/** Returns true if the Pod has a name of the set. */
export function isMemberOf(set: StatefulSet, pod: Pod): boolean {
  return getParentNameAndOrdinal(pod.metadata.name).parent === set.metadata.name;
}

export function identityMatches(set: StatefulSet, pod: Pod): boolean {
  const { parent, ordinal } = getParentNameAndOrdinal(pod.metadata.name);
  return (
    ordinal >= 0 &&
    parent === set.metadata.name &&
    pod.metadata.name === getPodName(set, ordinal) &&
    pod.metadata.namespace === set.metadata.namespace &&
    pod.metadata.labels?.[podNameLabel] === pod.metadata.name
  );
}

/** Returns true if the Pod mounts the claim of its ordinal for each claim template. */
export function storageMatches(set: StatefulSet, pod: Pod): boolean {
  const ordinal = getOrdinal(pod);
  const claims = new Map(pod.spec.volumes?.map((v) => [v.name, v.persistentVolumeClaim?.claimName]));
  return (set.spec.volumeClaimTemplates ?? []).every(
    (template) => claims.get(template.metadata.name) === getPersistentVolumeClaimName(set, template, ordinal),
  );
}

/** Returns the set's claim templates; of several with the same name, the last. */
const claimTemplatesOf = ({ spec }: StatefulSet): readonly PersistentVolumeClaimTemplate[] => [
  ...new Map((spec.volumeClaimTemplates ?? []).map((template) => [template.metadata.name, template])).values(),
];

/** Returns the claims of a Pod with this ordinal, as they would be created. */
export function getPersistentVolumeClaims(set: StatefulSet, ordinal: number): PersistentVolumeClaim[] {
  return claimTemplatesOf(set).map((template) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...template.metadata,
      name: getPersistentVolumeClaimName(set, template, ordinal),
      namespace: set.metadata.namespace,
      labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels },
    } as ObjectMeta,
    spec: template.spec,
    status: {},
  }));
}

/** Returns the Pod's volumes: first those of the claim templates, which replace others with the same name. */
export function updateStorage(set: StatefulSet, pod: Pod): Pod {
  const templates = claimTemplatesOf(set);
  if (templates.length === 0) return pod;
  const ordinal = getOrdinal(pod);
  const claimed = templates.map((t) => ({
    name: t.metadata.name,
    persistentVolumeClaim: { claimName: getPersistentVolumeClaimName(set, t, ordinal) },
  }));
  const others = (pod.spec.volumes ?? []).filter((v) => !claimed.some((c) => c.name === v.name));
  return { ...pod, spec: { ...pod.spec, volumes: [...claimed, ...others] } };
}

export function updateIdentity(set: StatefulSet, pod: Pod): Pod {
  const ordinal = getOrdinal(pod);
  const name = getPodName(set, ordinal);
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      name,
      namespace: set.metadata.namespace!,
      labels: { ...pod.metadata.labels, [podNameLabel]: name, [podIndexLabel]: String(ordinal) },
    },
  };
}

export function newControllerRef(owner: KubernetesObject): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true, blockOwnerDeletion: true };
}

/**
 * Returns a new Pod of `ordinal` from the set's template, with the named revision. It is not stored: it has no phase.
 */
function newStatefulSetPod(set: StatefulSet, ordinal: number, revision: string): Replica {
  const { metadata, spec } = set.spec.template;
  const name = getPodName(set, ordinal);
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: set.metadata.namespace,
      generateName: `${set.metadata.name}-`,
      labels: {
        ...metadata?.labels,
        [revisionLabel]: revision,
        [podNameLabel]: name,
        [podIndexLabel]: String(ordinal),
      },
      ...(metadata?.annotations && { annotations: metadata.annotations }),
      ...(metadata?.finalizers && { finalizers: metadata.finalizers }),
      ownerReferences: [newControllerRef(set)],
    },
    spec: { ...spec, hostname: name, ...(set.spec.serviceName && { subdomain: set.spec.serviceName }) },
    status: {},
  } as unknown as Replica;
  return updateStorage(set, pod);
}

/** Returns true if a Pod that is created now at this ordinal gets the current revision, not the update revision. */
function isCurrentRevisionNeeded(set: StatefulSet, ordinal: number): boolean {
  const { type, rollingUpdate } = set.spec.updateStrategy;
  if (type !== 'RollingUpdate') return false;
  return ordinal < getStartOrdinal(set) + (rollingUpdate?.partition ?? set.status.currentReplicas ?? 0);
}

/** Returns the Pod to create at `ordinal`, with the revision that the update strategy and the partition require. */
export function newVersionedStatefulSetPod(
  currentSet: StatefulSet,
  updateSet: StatefulSet,
  currentRevision: string,
  updateRevision: string,
  ordinal: number,
): Replica {
  return isCurrentRevisionNeeded(currentSet, ordinal)
    ? newStatefulSetPod(currentSet, ordinal, currentRevision)
    : newStatefulSetPod(updateSet, ordinal, updateRevision);
}

/** Templates of stored revisions. */
const templates = new WeakMap<ControllerRevision, PodTemplateSpec>();

function templateOf(revision: ControllerRevision): PodTemplateSpec {
  const known = templates.get(revision);
  if (known !== undefined) return known;
  const { $patch: _, ...template } = (
    revision.data as { spec: { template: PodTemplateSpec & { readonly $patch?: string } } }
  ).spec.template;
  templates.set(revision, template);
  return template;
}

/** Returns the set with the template of `revision`. */
export function applyRevision(set: StatefulSet, revision: ControllerRevision): StatefulSet {
  return withFields(set, { spec: withFields(set.spec, { template: templateOf(revision) }) });
}

export function getPodRevision(pod: Pod): string {
  return pod.metadata.labels?.[revisionLabel] ?? '';
}

const readyCondition = (pod: Pod) => pod.status.conditions?.find((c) => c.type === 'Ready');

export const isCreated = (pod: Replica): boolean => pod.status.phase !== undefined;
export const isPending = (pod: Replica): boolean => pod.status.phase === 'Pending';
export const isFinished = (pod: Replica): boolean => pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
export const isTerminating = (pod: Replica): boolean => pod.metadata.deletionTimestamp !== undefined;
export const isRunningAndReady = (pod: Replica): boolean =>
  pod.status.phase === 'Running' && readyCondition(pod)?.status === 'True';

/** Returns the time (virtual ms) at which a Ready Pod becomes available; `Infinity` if it is not Ready. */
export function availableAt(pod: Replica, minReadySeconds: number): number {
  const ready = readyCondition(pod);
  if (ready?.status !== 'True') return Infinity;
  // Strictly later, as upstream compares; timestamps are whole seconds.
  return minReadySeconds === 0 ? -Infinity : virtualTime(ready.lastTransitionTime!) + minReadySeconds * 1000 + 1;
}

/**
 * Checks only the Ready condition, as upstream does in spite of the name: a Pending Pod that is Ready counts as
 * available.
 */
export function isRunningAndAvailable(pod: Replica, minReadySeconds: number, now: number): boolean {
  return availableAt(pod, minReadySeconds) <= now;
}

export function isUnavailable(pod: Replica, minReadySeconds: number, now: number): boolean {
  return !isRunningAndAvailable(pod, minReadySeconds, now) || isTerminating(pod);
}

/** Returns true for Parallel: creation and scale-down do not wait for other Pods. */
export function allowsBurst(set: StatefulSet): boolean {
  return set.spec.podManagementPolicy === 'Parallel';
}

/** When every Pod is updated and Ready, the update revision becomes the current revision. */
export function completeRollingUpdate(set: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const { replicas } = set.spec;
  const done =
    set.spec.updateStrategy.type === 'RollingUpdate' &&
    (status.updatedReplicas ?? 0) === replicas &&
    (status.readyReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas;
  if (!done) return status;
  return { ...status, currentReplicas: status.updatedReplicas, currentRevision: status.updateRevision };
}

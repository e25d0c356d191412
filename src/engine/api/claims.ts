/** Relations of a claim to its StorageClass and its volume. */
// Models kubernetes/staging/src/k8s.io/component-helpers/storage/volume/{pv_helpers,helpers}.go and
// pkg/volume/util/storageclass.go
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from './types.ts';
import type { ObjectView } from './requests.ts';

/** Set by the scheduler on claims that wait for their first consumer. */
export const selectedNode = 'volume.kubernetes.io/selected-node';
/** Set by the volume controller on claims that were bound once. */
export const bindCompleted = 'pv.kubernetes.io/bind-completed';
/** Set on a claim or volume whose reference was written by a controller, not by a user. */
export const boundByController = 'pv.kubernetes.io/bound-by-controller';
/** Set on volumes that a provisioner has created. */
export const provisionedBy = 'pv.kubernetes.io/provisioned-by';

/** The provisioner of classes whose volumes are created by hand. */
export const noProvisioner = 'kubernetes.io/no-provisioner';

/** The annotation that named the class of claims and volumes before Kubernetes 1.6; it takes precedence. */
export const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

type Classed = PersistentVolume | PersistentVolumeClaim;

/** Returns the name of the StorageClass of a claim or a volume; empty for none. */
export const classOf = ({ metadata, spec }: Classed): string =>
  metadata.annotations?.[classAnnotation] ?? spec.storageClassName ?? '';

/** Returns true if the claim names its class, or explicitly no class. */
export const hasClass = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  metadata.annotations?.[classAnnotation] !== undefined || spec.storageClassName !== undefined;

export const storageClassOf = (claim: PersistentVolumeClaim, view: ObjectView): StorageClass | undefined =>
  view.get('storageclasses', classOf(claim));

export const waitsForConsumer = (storageClass: StorageClass | undefined): boolean =>
  storageClass?.volumeBindingMode === 'WaitForFirstConsumer';

const isDefault = ({ metadata: { annotations } }: StorageClass): boolean =>
  annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true' ||
  annotations?.['storageclass.beta.kubernetes.io/is-default-class'] === 'true';

/** Returns the default class; if there are several, the newest, and of equally new ones the first by name. */
export function defaultClass(view: ObjectView): StorageClass | undefined {
  let found: StorageClass | undefined;
  for (const candidate of view.list('storageclasses')) {
    const newer = (found?.metadata.creationTimestamp ?? '') < candidate.metadata.creationTimestamp;
    if (isDefault(candidate) && newer) found = candidate;
  }
  return found;
}

/** Returns true if the binding of the claim is complete. */
export const isFullyBound = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  Boolean(spec.volumeName) && metadata.annotations?.[bindCompleted] !== undefined;

/** Returns true if the volume is reserved for this claim: by name, and by uid once it is bound. */
export function isPreBound({ spec }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const { claimRef } = spec;
  return (
    claimRef?.name === metadata.name &&
    claimRef.namespace === metadata.namespace &&
    (claimRef.uid === undefined || claimRef.uid === metadata.uid)
  );
}

/** Returns a volume's reference to a claim. */
export const referenceTo = ({ apiVersion, kind, metadata }: PersistentVolumeClaim) => {
  const { name, namespace, uid, resourceVersion } = metadata;
  return { apiVersion, kind, namespace, name, uid, resourceVersion };
};

/**
 * Returns the volume bound to the claim. It is annotated as bound by a controller, unless it was reserved for the claim
 * before.
 */
export function boundTo(pv: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume {
  const reserved = isPreBound(pv, claim);
  if (reserved && pv.spec.claimRef?.uid !== undefined) return pv;
  const annotations = { ...pv.metadata.annotations, [boundByController]: 'yes' };
  return {
    ...pv,
    ...(!reserved && { metadata: { ...pv.metadata, annotations } }),
    spec: { ...pv.spec, claimRef: referenceTo(claim) },
  };
}

/** Relations of a claim to its StorageClass and its volume. */
// Models kubernetes/staging/src/k8s.io/component-helpers/storage/volume/{pv_helpers,helpers}.go and
// pkg/volume/util/storageclass.go
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from './types.ts';
import type { ObjectView } from './requests.ts';

/** Set by the scheduler on claims that wait for their first consumer. */
export const selectedNode = 'volume.kubernetes.io/selected-node';
/** Set by the volume controller on claims that have been bound once. */
export const bindCompleted = 'pv.kubernetes.io/bind-completed';
/** Set on the side of a claim or volume whose reference a controller, and not a person, has written. */
export const boundByController = 'pv.kubernetes.io/bound-by-controller';
/** Set on volumes that a provisioner has made. */
export const provisionedBy = 'pv.kubernetes.io/provisioned-by';

/** The provisioner of a class whose volumes are made by hand. */
export const noProvisioner = 'kubernetes.io/no-provisioner';

/** The annotation with which claims and volumes named their class before Kubernetes 1.6; it takes precedence. */
export const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

type Classed = PersistentVolume | PersistentVolumeClaim;

/** The name of the StorageClass of a claim or a volume; empty: none. */
export const classOf = ({ metadata, spec }: Classed): string =>
  metadata.annotations?.[classAnnotation] ?? spec.storageClassName ?? '';

/** The claim says which class it wants, if only that it wants none. */
export const hasClass = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  metadata.annotations?.[classAnnotation] !== undefined || spec.storageClassName !== undefined;

export const storageClassOf = (claim: PersistentVolumeClaim, view: ObjectView): StorageClass | undefined =>
  view.get('storageclasses', classOf(claim));

export const waitsForConsumer = (storageClass: StorageClass | undefined): boolean =>
  storageClass?.volumeBindingMode === 'WaitForFirstConsumer';

const isDefault = ({ metadata: { annotations } }: StorageClass): boolean =>
  annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true' ||
  annotations?.['storageclass.beta.kubernetes.io/is-default-class'] === 'true';

/** The default class; of several the newest, and of these the first by name. */
export function defaultClass(view: ObjectView): StorageClass | undefined {
  let found: StorageClass | undefined;
  for (const candidate of view.list('storageclasses')) {
    const newer = (found?.metadata.creationTimestamp ?? '') < candidate.metadata.creationTimestamp;
    if (isDefault(candidate) && newer) found = candidate;
  }
  return found;
}

/** The binding of the claim has been completed. */
export const isFullyBound = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  Boolean(spec.volumeName) && metadata.annotations?.[bindCompleted] !== undefined;

/** The volume is reserved for this claim: by name, and by uid once it is bound. */
export function isPreBound({ spec }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const { claimRef } = spec;
  return (
    claimRef?.name === metadata.name &&
    claimRef.namespace === metadata.namespace &&
    (claimRef.uid === undefined || claimRef.uid === metadata.uid)
  );
}

/** A volume's reference to a claim. */
export const referenceTo = ({ apiVersion, kind, metadata }: PersistentVolumeClaim) => {
  const { name, namespace, uid, resourceVersion } = metadata;
  return { apiVersion, kind, namespace, name, uid, resourceVersion };
};

/** The volume, bound to the claim: with a note that a controller did it, unless it was reserved for the claim before. */
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

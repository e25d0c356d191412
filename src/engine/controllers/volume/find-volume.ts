/** Which volume suits a claim. */
// Models kubernetes/pkg/controller/volume/persistentvolume/index.go
import { compareQuantities } from '../../api/quantity.ts';
import { selectorMatches } from '../../api/labels.ts';
import { type NodeSelectorTerm, matchesTerms } from '../../api/node-selector.ts';
import type { Node, PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../api/types.ts';

/** Set by the scheduler on claims that wait for their first consumer. */
export const selectedNode = 'volume.kubernetes.io/selected-node';

/** The provisioner of a class whose volumes are made by hand. */
export const noProvisioner = 'kubernetes.io/no-provisioner';

const capacityOf = (pv: PersistentVolume): string => String(pv.spec.capacity?.['storage'] ?? '0');
export const requestOf = (claim: PersistentVolumeClaim): string =>
  String(claim.spec.resources?.requests?.['storage'] ?? '0');

export const waitsForConsumer = (storageClass: StorageClass | undefined): boolean =>
  storageClass?.volumeBindingMode === 'WaitForFirstConsumer';

/** The volume is kept for this claim, by name and, once bound, by uid. */
export function isMeantFor({ spec }: PersistentVolume, { metadata }: PersistentVolumeClaim): boolean {
  const { claimRef } = spec;
  return (
    claimRef?.name === metadata.name &&
    claimRef.namespace === metadata.namespace &&
    (claimRef.uid === undefined || claimRef.uid === metadata.uid)
  );
}

/** Containers on this node can use the volume. */
export function reaches(volume: PersistentVolume, node: Node): boolean {
  const terms = volume.spec.nodeAffinity?.required?.nodeSelectorTerms as readonly NodeSelectorTerm[] | undefined;
  return terms === undefined || matchesTerms(terms, node);
}

/** The smallest volume that satisfies the claim and that no one has, or one that was set aside for it. */
export function findVolume(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  node?: Node,
): PersistentVolume | undefined {
  return volumes
    .filter((pv) => isAvailable(pv, claim) && (node === undefined || reaches(pv, node)))
    .sort((a, b) => compareQuantities(capacityOf(a), capacityOf(b)))[0];
}

export function isAvailable(pv: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const { spec } = claim;
  if (pv.metadata.deletionTimestamp !== undefined) return false;
  if (pv.spec.claimRef?.name !== undefined) return isMeantFor(pv, claim);
  return (
    (pv.spec.storageClassName ?? '') === (spec.storageClassName ?? '') &&
    (pv.spec.volumeMode ?? 'Filesystem') === (spec.volumeMode ?? 'Filesystem') &&
    (spec.accessModes ?? []).every((mode) => pv.spec.accessModes?.includes(mode)) &&
    compareQuantities(capacityOf(pv), requestOf(claim)) >= 0 &&
    (spec.selector === undefined || selectorMatches(spec.selector as never, pv.metadata.labels))
  );
}

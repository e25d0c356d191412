/** Finds a volume that fits a claim. */
// Models kubernetes/staging/src/k8s.io/component-helpers/storage/volume/pv_helpers.go
import { classOf, isPreBound } from '../../api/claims.ts';
import { compareQuantities } from '../../api/quantity.ts';
import { selectorMatches } from '../../api/labels.ts';
import { type NodeSelectorTerm, matchesTerms } from '../../api/node-selector.ts';
import type { Node, PersistentVolume, PersistentVolumeClaim } from '../../api/types.ts';

const capacityOf = (pv: PersistentVolume): string => String(pv.spec.capacity?.['storage'] ?? '0');
export const requestOf = (claim: PersistentVolumeClaim): string =>
  String(claim.spec.resources?.requests?.['storage'] ?? '0');

const isLargeEnough = (pv: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  compareQuantities(capacityOf(pv), requestOf(claim)) >= 0;
const sameMode = (pv: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (pv.spec.volumeMode ?? 'Filesystem') === (claim.spec.volumeMode ?? 'Filesystem');
const sameAttributes = (pv: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  (pv.spec.volumeAttributesClassName ?? '') === (claim.spec.volumeAttributesClassName ?? '');
const modesOf = ({ spec }: PersistentVolume): number => spec.accessModes?.length ?? 0;
const hasAccessModes = (pv: PersistentVolume, { spec }: PersistentVolumeClaim): boolean =>
  (spec.accessModes ?? []).every((mode) => pv.spec.accessModes?.includes(mode));

/** Returns the volumes that have the access modes of the claim, those with the fewest others first. */
// Models kubernetes/pkg/controller/volume/persistentvolume/index.go (findByClaim)
const byAccessModes = (claim: PersistentVolumeClaim, volumes: readonly PersistentVolume[]): PersistentVolume[] =>
  volumes.filter((pv) => hasAccessModes(pv, claim)).sort((a, b) => modesOf(a) - modesOf(b));

/** Returns true if containers on this node can use the volume. */
export function reaches(volume: PersistentVolume, node: Node): boolean {
  const terms = volume.spec.nodeAffinity?.required?.nodeSelectorTerms as readonly NodeSelectorTerm[] | undefined;
  return terms === undefined || matchesTerms(terms, node);
}

interface Search {
  /** The node that must reach the volume; only the scheduler sets it. */
  readonly node?: Node;
  /** Names of volumes for other claims of the same Pod. */
  readonly excluded?: ReadonlySet<string>;
  /** True if the claim waits for its first consumer: without a node, only a volume that is reserved for it fits. */
  readonly delayed?: boolean;
}

/**
 * Returns the volume that is reserved for the claim, otherwise the smallest free one that satisfies it. Without a node,
 * those with the fewest access modes come first.
 */
export function findVolume(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  { node, excluded, delayed = false }: Search = {},
): PersistentVolume | undefined {
  let smallest: PersistentVolume | undefined;
  for (const pv of node === undefined ? byAccessModes(claim, volumes) : volumes) {
    if (smallest !== undefined && node === undefined && modesOf(pv) > modesOf(smallest)) break;
    if (excluded?.has(pv.metadata.name)) continue;
    const preBound = isPreBound(pv, claim);
    if (pv.spec.claimRef?.name !== undefined && !preBound) continue;
    if (!isLargeEnough(pv, claim) || !sameMode(pv, claim) || !sameAttributes(pv, claim)) continue;
    if (pv.metadata.deletionTimestamp !== undefined) continue;
    const within = node === undefined || reaches(pv, node);
    if (preBound) return within ? pv : undefined;
    const fits =
      within &&
      !(delayed && node === undefined) &&
      pv.status.phase === 'Available' &&
      classOf(pv) === classOf(claim) &&
      hasAccessModes(pv, claim) &&
      (claim.spec.selector === undefined || selectorMatches(claim.spec.selector as never, pv.metadata.labels));
    if (fits && (smallest === undefined || compareQuantities(capacityOf(pv), capacityOf(smallest)) < 0)) smallest = pv;
  }
  return smallest;
}

/** Returns the reason why a volume that the claim names cannot be bound to it, in the volume controller's words. */
export function mismatch(pv: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  if (pv.metadata.deletionTimestamp !== undefined) return `the volume is marked for deletion "${pv.metadata.name}"`;
  if (!isLargeEnough(pv, claim)) return 'requested PV is too small';
  if (classOf(pv) !== classOf(claim)) return 'storageClassName does not match';
  if (!sameAttributes(pv, claim)) return 'volumeAttributesClassName does not match';
  if (!sameMode(pv, claim)) return 'incompatible volumeMode';
  return hasAccessModes(pv, claim) ? undefined : 'incompatible accessMode';
}

/**
 * Owners of a claim under `persistentVolumeClaimRetentionPolicy`: the garbage collector deletes a claim with its owner.
 */
// Models kubernetes/pkg/controller/statefulset/stateful_set_utils.go
import type { KubernetesObject, OwnerReference, PersistentVolumeClaim, Pod, StatefulSet } from '../../api/types.ts';
import { newControllerRef, podInOrdinalRange } from './stateful-set-utils.ts';

const owners = (claim: KubernetesObject): readonly OwnerReference[] => claim.metadata.ownerReferences ?? [];

/** Returns true if the reference names `owner`, or a replaced object of the same kind and name. */
const names = (ref: OwnerReference, owner: KubernetesObject): boolean =>
  ref.apiVersion === owner.apiVersion && ref.kind === owner.kind && ref.name === owner.metadata.name;

const hasOwnerRef = (claim: KubernetesObject, owner: KubernetesObject): boolean =>
  owners(claim).some((r) => r.uid === owner.metadata.uid);

/** Returns true for a reference to a replaced object of this kind and name. */
export const hasStaleOwnerRef = (claim: KubernetesObject, owner: KubernetesObject): boolean =>
  owners(claim).some((r) => names(r, owner) && r.uid !== owner.metadata.uid);

/** Returns true if another controller owns the claim: the policy does not apply to it then. */
export function hasUnexpectedController(claim: KubernetesObject, set: StatefulSet, pod: Pod): boolean {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy;
  if (whenDeleted === 'Retain' && whenScaled === 'Retain') return false;
  if (hasStaleOwnerRef(claim, set) || hasStaleOwnerRef(claim, pod)) return true;
  return owners(claim).some((r) => r.controller === true && !names(r, set) && !names(r, pod));
}

/** The desired owner: the set, the Pod that is deleted, or none. */
function wantedOwners(set: StatefulSet, pod: Pod): { readonly set: boolean; readonly pod: boolean } {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy;
  const byPod = whenScaled === 'Delete' && !podInOrdinalRange(pod, set);
  return { set: whenDeleted === 'Delete' && !byPod, pod: byPod };
}

/**
 * Returns false if the owner references must change. A claim of an earlier set or Pod with the same name is left alone.
 */
export function isClaimOwnerUpToDate(claim: KubernetesObject, set: StatefulSet, pod: Pod): boolean {
  if (hasStaleOwnerRef(claim, set) || hasStaleOwnerRef(claim, pod)) return true;
  if (hasUnexpectedController(claim, set, pod)) return !hasOwnerRef(claim, set) && !hasOwnerRef(claim, pod);
  const ours = owners(claim).filter((r) => r.uid === set.metadata.uid || r.uid === pod.metadata.uid);
  if (ours.some((r) => r.controller !== true)) return false;
  const wanted = wantedOwners(set, pod);
  return hasOwnerRef(claim, set) === wanted.set && hasOwnerRef(claim, pod) === wanted.pod;
}

/** Returns the claim with the owner references that the policy requires; those of others are kept. */
export function updateClaimOwnerRefs(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): PersistentVolumeClaim {
  const wanted = hasUnexpectedController(claim, set, pod) ? { set: false, pod: false } : wantedOwners(set, pod);
  const ownerReferences = [
    ...owners(claim).filter((r) => !names(r, set) && !names(r, pod)),
    ...(wanted.set ? [newControllerRef(set)] : []),
    ...(wanted.pod ? [newControllerRef(pod)] : []),
  ];
  const { ownerReferences: _, ...metadata } = claim.metadata;
  return { ...claim, metadata: ownerReferences.length > 0 ? { ...metadata, ownerReferences } : metadata };
}

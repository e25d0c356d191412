/**
 * Owners of a claim under `persistentVolumeClaimRetentionPolicy`: the garbage collector deletes a claim with its owner.
 */
// Models kubernetes/pkg/controller/statefulset/stateful_set_utils.go
import type { KubernetesObject, OwnerReference, PersistentVolumeClaim, Pod, StatefulSet } from '../../api/types.ts';
import { newControllerRef, podInOrdinalRange } from './stateful-set-utils.ts';

const owners = (claim: KubernetesObject): readonly OwnerReference[] => claim.metadata.ownerReferences ?? [];

/** The reference names `owner`, or one of the same kind and name that has been replaced since. */
const names = (ref: OwnerReference, owner: KubernetesObject): boolean =>
  ref.apiVersion === owner.apiVersion && ref.kind === owner.kind && ref.name === owner.metadata.name;

const hasOwnerRef = (claim: KubernetesObject, owner: KubernetesObject): boolean =>
  owners(claim).some((r) => r.uid === owner.metadata.uid);

/** An owner reference to an object of this kind and name that has been replaced since. */
export const hasStaleOwnerRef = (claim: KubernetesObject, owner: KubernetesObject): boolean =>
  owners(claim).some((r) => names(r, owner) && r.uid !== owner.metadata.uid);

/** With a policy other than Retain: someone else controls the claim, so that the policy does not apply to it. */
export function hasUnexpectedController(claim: KubernetesObject, set: StatefulSet, pod: Pod): boolean {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy;
  if (whenDeleted === 'Retain' && whenScaled === 'Retain') return false;
  if (hasStaleOwnerRef(claim, set) || hasStaleOwnerRef(claim, pod)) return true;
  return owners(claim).some((r) => r.controller === true && !names(r, set) && !names(r, pod));
}

/** The set, the Pod that goes, or nobody. */
function wantedOwners(set: StatefulSet, pod: Pod): { readonly set: boolean; readonly pod: boolean } {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy;
  const byPod = whenScaled === 'Delete' && !podInOrdinalRange(pod, set);
  return { set: whenDeleted === 'Delete' && !byPod, pod: byPod };
}

/** False: the owner references are to be changed. A claim left by an earlier set or Pod of the name is not touched. */
export function isClaimOwnerUpToDate(claim: KubernetesObject, set: StatefulSet, pod: Pod): boolean {
  if (hasStaleOwnerRef(claim, set) || hasStaleOwnerRef(claim, pod)) return true;
  if (hasUnexpectedController(claim, set, pod)) return !hasOwnerRef(claim, set) && !hasOwnerRef(claim, pod);
  const ours = owners(claim).filter((r) => r.uid === set.metadata.uid || r.uid === pod.metadata.uid);
  if (ours.some((r) => r.controller !== true)) return false;
  const wanted = wantedOwners(set, pod);
  return hasOwnerRef(claim, set) === wanted.set && hasOwnerRef(claim, pod) === wanted.pod;
}

/** The claim with the owner references that the policy asks for; those of others are kept. */
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

/** The claims that a Pod uses: those that it names, and those of its generic ephemeral volumes. */
// Models kubernetes/staging/src/k8s.io/component-helpers/storage/ephemeral
import type { PersistentVolumeClaim, Pod } from '../../api/types.ts';
import { controllerUid } from '../../apiserver/object-store.ts';

type Volume = NonNullable<Pod['spec']['volumes']>[number];

/** Returns the name of the claim of a Pod's volume; `undefined` for other kinds of volumes. */
export function claimNameOf(pod: Pod, volume: Volume): string | undefined {
  if (volume.ephemeral !== undefined) return `${pod.metadata.name}-${volume.name}`;
  return volume.persistentVolumeClaim?.claimName;
}

/** Names of the Pod's claims, in the order of its volumes. */
export const claimNames = (pod: Pod): string[] => (pod.spec.volumes ?? []).flatMap((v) => claimNameOf(pod, v) ?? []);

/** Returns the reason why an ephemeral volume of the Pod cannot use the claim: it was not created for it. */
export function foreignClaim(pod: Pod, claim: PersistentVolumeClaim): string | undefined {
  if (controllerUid(claim) === pod.metadata.uid) return undefined;
  const [theirs, ours] = [claim.metadata, pod.metadata].map(({ namespace, name }) => `${namespace}/${name}`);
  return `PVC ${theirs} was not created for pod ${ours} (pod is not owner)`;
}

/** Returns true if the Pod uses the claim. */
export const usesClaim = (pod: Pod, claim: PersistentVolumeClaim): boolean =>
  (pod.spec.volumes ?? []).some(
    (volume) =>
      claimNameOf(pod, volume) === claim.metadata.name &&
      (volume.ephemeral === undefined || foreignClaim(pod, claim) === undefined),
  );

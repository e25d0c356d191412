/** The Pod's claims exist and are bound to volumes that the node reaches, or can be bound once the node is chosen. */
// Models kubernetes/pkg/scheduler/framework/plugins/volumebinding
// Differs: no capacity of the storage; volumes are made for every node.
import { claimNames } from '../../controllers/volume/claim-protection.ts';
import { findVolume, noProvisioner, reaches, waitsForConsumer } from '../../controllers/volume/find-volume.ts';
import type { PersistentVolumeClaim, Pod } from '../../api/types.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';
import { type FilterPlugin, unresolvable } from './filter.ts';

export const volumeBinding: FilterPlugin = (pod, { store }) => {
  const names = claimNames(pod);
  if (names.length === 0) return undefined;
  const classOf = (c: PersistentVolumeClaim) => store.get('storageclasses', c.spec.storageClassName ?? '');
  for (const name of names) {
    const claim = store.get('persistentvolumeclaims', name, pod.metadata.namespace);
    if (claim === undefined) return `persistentvolumeclaim "${name}" not found`;
    if (claim.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`;
    if (!claim.spec.volumeName && !waitsForConsumer(classOf(claim))) {
      return 'pod has unbound immediate PersistentVolumeClaims';
    }
  }
  const claims = claimsOf(pod, store);
  const volumes = claims.flatMap((c) => store.get('persistentvolumes', c.spec.volumeName ?? '') ?? []);
  const byHand = unboundClaims(pod, store).filter((c) => classOf(c)?.provisioner === noProvisioner);
  return ({ node }) => {
    if (!volumes.every((pv) => reaches(pv, node))) {
      return unresolvable("node(s) didn't match PersistentVolume's node affinity");
    }
    const all = byHand.length > 0 ? store.list('persistentvolumes') : [];
    return byHand.every((c) => findVolume(c, all, node) !== undefined)
      ? undefined
      : unresolvable("node(s) didn't find available persistent volumes to bind");
  };
};

const claimsOf = (pod: Pod, store: ObjectStore): readonly PersistentVolumeClaim[] =>
  claimNames(pod).flatMap((name) => store.get('persistentvolumeclaims', name, pod.metadata.namespace) ?? []);

/** The Pod's claims that have no volume yet. */
export const unboundClaims = (pod: Pod, store: ObjectStore): readonly PersistentVolumeClaim[] =>
  claimsOf(pod, store).filter((c) => !c.spec.volumeName);

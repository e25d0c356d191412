/**
 * Requires that the Pod's claims exist and are bound to volumes that the node can reach, or can be bound for this node.
 */
// Models kubernetes/pkg/scheduler/framework/plugins/volumebinding
// Differs: the capacity of the storage is unlimited.
import {
  classOf,
  isFullyBound,
  noProvisioner,
  selectedNode,
  storageClassOf,
  waitsForConsumer,
} from '../../api/claims.ts';
import { compareQuantities } from '../../api/quantity.ts';
import type { Node, PersistentVolume, PersistentVolumeClaim, Pod, StorageClass } from '../../api/types.ts';
import type { ObjectView } from '../../apiserver/api.ts';
import { findVolume, reaches, requestOf } from '../../controllers/volume/find-volume.ts';
import { claimNameOf, claimNames, foreignClaim } from '../../controllers/volume/pod-claims.ts';
import { always, type FilterPlugin, unresolvable } from './filter.ts';

export const volumeBinding: FilterPlugin = {
  events: {
    StorageClass: always,
    PersistentVolumeClaim: always,
    PersistentVolume: always,
    'Node/Add': always,
    'Node/UpdateNodeLabel': always,
  },
  preFilter: (pod, { store }) => {
    const problem = claimProblem(pod, store);
    if (problem !== undefined) return problem;
    const claims = claimsOf(pod, store);
    if (claims.length === 0) return undefined;
    const delayed = claims.filter((c) => !isFullyBound(c));
    if (delayed.some((c) => c.spec.volumeName || !waitsForConsumer(storageClassOf(c, store)))) {
      return 'pod has unbound immediate PersistentVolumeClaims';
    }
    const bound = claims.filter(isFullyBound).map((c) => store.get('persistentvolumes', c.spec.volumeName!));
    const volumes = delayed.length > 0 ? store.list('persistentvolumes') : [];
    return ({ node }) => {
      const reasons: string[] = [];
      if (!bound.every((pv) => pv === undefined || reaches(pv, node))) {
        reasons.push("node(s) didn't match PersistentVolume's node affinity");
      }
      if (findPodVolumes(delayed, volumes, node, store) === undefined) {
        reasons.push("node(s) didn't find available persistent volumes to bind");
      }
      if (bound.includes(undefined)) {
        reasons.push('node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)');
      }
      return reasons.length > 0 ? unresolvable(...reasons) : undefined;
    };
  },
};

/** Returns the reason why a claim of the Pod cannot be used on any node. */
function claimProblem(pod: Pod, store: ObjectView): string | undefined {
  for (const volume of pod.spec.volumes ?? []) {
    const name = claimNameOf(pod, volume);
    if (name === undefined) continue;
    const claim = store.get('persistentvolumeclaims', name, pod.metadata.namespace);
    if (claim === undefined) {
      return volume.ephemeral === undefined
        ? `persistentvolumeclaim "${name}" not found`
        : `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`;
    }
    if (claim.status.phase === 'Lost') {
      return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${claim.spec.volumeName ?? ''}"`;
    }
    if (claim.metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`;
    const foreign = volume.ephemeral === undefined ? undefined : foreignClaim(pod, claim);
    if (foreign !== undefined) return foreign;
  }
  return undefined;
}

const claimsOf = (pod: Pod, store: ObjectView): readonly PersistentVolumeClaim[] =>
  claimNames(pod).flatMap((name) => store.get('persistentvolumeclaims', name, pod.metadata.namespace) ?? []);

/** Returns the claims of the Pod that are not bound yet. */
export const unboundClaims = (pod: Pod, store: ObjectView): readonly PersistentVolumeClaim[] =>
  claimsOf(pod, store).filter((c) => !isFullyBound(c));

/** A claim with the volume that it will use; without one, a volume is provisioned for it. */
export type Binding = readonly [PersistentVolumeClaim, PersistentVolume | undefined];

/**
 * Finds a volume on the node for each unbound claim of a Pod, the smallest claim first. Returns `undefined` if a claim
 * finds none.
 */
export function findPodVolumes(
  claims: readonly PersistentVolumeClaim[],
  volumes: readonly PersistentVolume[],
  node: Node,
  store: ObjectView,
): readonly Binding[] | undefined {
  const excluded = new Set<string>();
  const bindings: Binding[] = [];
  for (const claim of claims.toSorted((a, b) => compareQuantities(requestOf(a), requestOf(b)))) {
    const selected = claim.metadata.annotations?.[selectedNode];
    if (selected !== undefined && selected !== node.metadata.name) return undefined;
    const volume = selected === undefined ? findVolume(claim, volumes, { node, excluded }) : undefined;
    if (volume === undefined && !canProvision(claim, node, store)) return undefined;
    if (volume !== undefined) excluded.add(volume.metadata.name);
    bindings.push([claim, volume]);
  }
  return bindings;
}

/** Reports if the claim's class can provision a volume for this node. */
function canProvision(claim: PersistentVolumeClaim, node: Node, store: ObjectView): boolean {
  const storageClass = classOf(claim) === '' ? undefined : storageClassOf(claim, store);
  if (storageClass === undefined || storageClass.provisioner === noProvisioner) return false;
  return isAllowed(storageClass, node);
}

/** Reports if the node matches one of the class's `allowedTopologies`, or if the class has none. */
function isAllowed({ allowedTopologies = [] }: StorageClass, { metadata: { labels } }: Node): boolean {
  return (
    allowedTopologies.length === 0 ||
    allowedTopologies.some(({ matchLabelExpressions = [] }) =>
      matchLabelExpressions.every(({ key, values }) => values.includes(labels?.[key] ?? '')),
    )
  );
}

/** Refuses nodes if a volume that only one Pod may use, or only one may write to, is in use. */
// Models kubernetes/pkg/scheduler/framework/plugins/volumerestrictions
import type { Pod } from '../../api/types.ts';
import { claimNames } from '../../controllers/volume/pod-claims.ts';
import { always, type FilterPlugin, unschedulable } from './filter.ts';

const inUse =
  'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod';

type Volume = NonNullable<Pod['spec']['volumes']>[number];

/** Returns the names of the claims that the Pod's volumes refer to. */
const named = (pod: Pod): string[] => (pod.spec.volumes ?? []).flatMap((v) => v.persistentVolumeClaim?.claimName ?? []);

const isDisk = (v: Volume): boolean =>
  (v.gcePersistentDisk ?? v.awsElasticBlockStore ?? v.iscsi ?? v.rbd) !== undefined;

/** Reports if both volumes are the same disk and at least one of them may be written to. */
function sameDisk(a: Volume, b: Volume): boolean {
  const [gce, aws] = [a.gcePersistentDisk, a.awsElasticBlockStore];
  if (gce !== undefined && gce.pdName === b.gcePersistentDisk?.pdName) {
    return !(gce.readOnly && b.gcePersistentDisk.readOnly);
  }
  if (aws !== undefined && aws.volumeID === b.awsElasticBlockStore?.volumeID) return true;
  if (a.iscsi !== undefined && a.iscsi.iqn === b.iscsi?.iqn) return !(a.iscsi.readOnly && b.iscsi.readOnly);
  const [rbd, other] = [a.rbd, b.rbd];
  return (
    rbd !== undefined &&
    other !== undefined &&
    rbd.monitors.some((m) => other.monitors.includes(m)) &&
    rbd.pool === other.pool &&
    rbd.image === other.image &&
    !(rbd.readOnly && other.readOnly)
  );
}

const sharesDisk = (pod: Pod, other: Pod): boolean =>
  (pod.spec.volumes ?? []).some((a) => (other.spec.volumes ?? []).some((b) => sameDisk(a, b)));

/** Reports if the other Pod uses one of these claims of the Pod. */
function usesSome(pod: Pod, claims: readonly string[], other: Pod): boolean {
  if (pod.metadata.namespace !== other.metadata.namespace) return false;
  const names = new Set(claims);
  return claimNames(other).some((name) => names.has(name));
}

export const volumeRestrictions: FilterPlugin = {
  events: {
    'Pod/Delete': (pod, { object }) => usesSome(pod, named(pod), object as Pod) || sharesDisk(pod, object as Pod),
    PersistentVolumeClaim: always,
  },
  preFilter: (pod, { nodes, store }) => {
    const exclusive: string[] = [];
    for (const name of named(pod)) {
      const claim = store.get('persistentvolumeclaims', name, pod.metadata.namespace);
      if (claim === undefined) return `persistentvolumeclaim "${name}" not found`;
      if (claim.spec.accessModes?.includes('ReadWriteOncePod')) exclusive.push(name);
    }
    const uses = (other: Pod): boolean => usesSome(pod, exclusive, other);
    const taken = exclusive.length > 0 && nodes.some(({ load }) => [...load.pods.values()].some(uses));
    const hasDisk = (pod.spec.volumes ?? []).some(isDisk);
    if (!taken && !hasDisk) return undefined;
    return ({ load }) => {
      for (const other of hasDisk ? load.pods.values() : []) {
        if (sharesDisk(pod, other)) return unschedulable('node(s) had no available disk');
      }
      return taken ? unschedulable(inUse) : undefined;
    };
  },
};

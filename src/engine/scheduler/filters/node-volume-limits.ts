/** A node takes no more volumes of a CSI driver than its CSINode says (`allocatable.count`). */
// Models kubernetes/pkg/scheduler/framework/plugins/nodevolumelimits/csi.go
import { storageClassOf } from '../../api/claims.ts';
import type { PersistentVolume, Pod } from '../../api/types.ts';
import type { ObjectView } from '../../apiserver/api.ts';
import { claimNames } from '../../controllers/volume/pod-claims.ts';
import { always, type FilterPlugin, unschedulable } from './filter.ts';

const driverAndId = ({ metadata, spec: { csi } }: PersistentVolume): [string, string][] =>
  csi === undefined ? [] : [[`${csi.driver}/${csi.volumeHandle || metadata.name}`, csi.driver]];

/** The drivers of the Pod's volumes, by what tells the volumes apart. */
function volumesOf(pod: Pod, store: ObjectView): [string, string][] {
  const { namespace } = pod.metadata;
  return claimNames(pod).flatMap((name) => {
    const claim = store.get('persistentvolumeclaims', name, namespace);
    if (claim === undefined) return [];
    const volume = store.get('persistentvolumes', claim.spec.volumeName ?? '');
    if (volume !== undefined) return driverAndId(volume);
    const driver = storageClassOf(claim, store)?.provisioner;
    return driver === undefined ? [] : [[`${namespace}/${name}`, driver] satisfies [string, string]];
  });
}

export const nodeVolumeLimits: FilterPlugin = {
  events: {
    'Pod/Delete': (_, { object }) => claimNames(object as Pod).length > 0,
    PersistentVolumeClaim: always,
    CSINode: always,
    'VolumeAttachment/Delete': always,
  },
  preFilter: (pod, { store }) => {
    const wanted = new Map(volumesOf(pod, store));
    if (wanted.size === 0) return undefined;
    return ({ node, load }) => {
      const csiNode = store.get('csinodes', node.metadata.name);
      const limited = (csiNode?.spec.drivers ?? []).filter(({ allocatable }) => allocatable?.count !== undefined);
      if (limited.length === 0) return undefined;
      const used = new Map([...load.pods.values()].flatMap((other) => volumesOf(other, store)));
      for (const { spec } of store.list('volumeattachments')) {
        const volume = store.get('persistentvolumes', spec.source.persistentVolumeName ?? '');
        if (spec.nodeName !== node.metadata.name || volume === undefined) continue;
        for (const [id, driver] of driverAndId(volume)) used.set(id, driver);
      }
      const full = limited.some(({ name, allocatable }) => {
        const count = [...wanted].filter(([id, driver]) => driver === name && !used.has(id)).length;
        const taken = [...used.values()].filter((driver) => driver === name).length;
        return count > 0 && taken + count > allocatable!.count!;
      });
      return full ? unschedulable('node(s) exceed max volume count') : undefined;
    };
  },
};

/** Names of VolumeAttachments, and the volumes that need one. */
import type { PersistentVolume, VolumeAttachment } from '../../api/types.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';
import type { Random } from '../../sim/random.ts';

/** `csi-` and 64 hexadecimal digits derived from volume and node, as in the CSI attacher. */
export const attachmentName = (random: Random, volume: string, node: string): string =>
  `csi-${[0, 1].map((i) => random.uuid(`attach ${volume} ${node} ${i}`).replaceAll('-', '')).join('')}`;

/** Returns the VolumeAttachment of a volume at a node; an imported one may have another name. */
export function attachmentOf(
  store: ObjectStore,
  random: Random,
  volume: string,
  node: string,
): VolumeAttachment | undefined {
  return (
    store.get('volumeattachments', attachmentName(random, volume, node)) ??
    store.orphans('volumeattachments', volume).find(({ spec }) => spec.nodeName === node)
  );
}

/** True for volumes of a storage system; others (a path of the node, NFS) are mounted without attaching. */
export const isAttachable = (volume: PersistentVolume | undefined): boolean => volume?.spec.csi !== undefined;

/** Names of VolumeAttachments, and which volumes need one. */
import type { PersistentVolume } from '../../api/types.ts';
import type { Random } from '../../sim/random.ts';

/** `csi-` and 64 hexadecimal digits that follow from volume and node, as with the CSI attacher. */
export const attachmentName = (random: Random, volume: string, node: string): string =>
  `csi-${[0, 1].map((i) => random.uuid(`attach ${volume} ${node} ${i}`).replaceAll('-', '')).join('')}`;

/** Volumes of a storage system; others (a path of the node, NFS) are simply mounted. */
export const isAttachable = (volume: PersistentVolume | undefined): boolean => volume?.spec.csi !== undefined;

/** Claims and their volumes, as the stage shows them. */
import type { ObjectView, PersistentVolumeClaim, StatefulSetSpec } from '../../engine/index.ts';
import type { ClaimModel, FileModel, StageModel, VolumeModel } from '../stage-model.ts';

/** A claim with a name that the set would give it. */
export interface OwnClaim {
  readonly claim: PersistentVolumeClaim;
  readonly template: string;
}

/** Returns 12 for `web-` and `web-12`; null when the name is not the prefix followed by an ordinal. */
export function ordinalAfter(prefix: string, name: string): number | null {
  if (!name.startsWith(prefix)) return null;
  const rest = name.slice(prefix.length);
  return /^(0|[1-9]\d*)$/.test(rest) ? Number(rest) : null;
}

/** Returns the set's retention policy; the API server's defaults if there is no set. */
export function retentionOf(spec: StatefulSetSpec | undefined): StageModel['retention'] {
  const { whenScaled = 'Retain', whenDeleted = 'Retain' } = spec?.persistentVolumeClaimRetentionPolicy ?? {};
  return { whenScaled, whenDeleted };
}

function volumeModel({ view, filesOf }: ClaimContext, name: string | undefined): VolumeModel | null {
  const volume = name ? view.get('persistentvolumes', name) : undefined;
  if (volume === undefined) return null;
  return {
    uid: volume.metadata.uid,
    name: volume.metadata.name,
    phase: volume.status.phase ?? '',
    capacity: String(volume.spec.capacity?.storage ?? ''),
    // A directory of a node may be shared by several volumes.
    files: (volume.spec.hostPath ?? volume.spec.local) ? null : filesIn(filesOf(volume.metadata.name)),
  };
}

const filesIn = (files: Readonly<Record<string, string>>): readonly FileModel[] =>
  Object.entries(files).map(([path, content]) => ({ path: path.slice(1), content }));

/** Returns the policy that keeps a claim beyond the set's ordinals. Policy `Delete` keeps nothing. */
function keptBy(wanted: boolean, setExists: boolean, retention: StageModel['retention']): ClaimModel['keptBy'] {
  if (!setExists) return retention.whenDeleted === 'Retain' ? 'whenDeleted: Retain' : null;
  return !wanted && retention.whenScaled === 'Retain' ? 'whenScaled: Retain' : null;
}

/** Context that the claims of one set share. */
export interface ClaimContext {
  readonly view: ObjectView;
  /** Reports if an existing Pod mounts the claim of that name. */
  readonly isMounted: (claim: string) => boolean;
  readonly setExists: boolean;
  readonly retention: StageModel['retention'];
  /** Returns the files written into a volume, by its name. */
  readonly filesOf: (volume: string) => Readonly<Record<string, string>>;
  /** The last event about an object, by uid: why a claim is not bound, in the storage's own words. */
  readonly lastMessage: (uid: string) => string | null;
}

/** @param wanted True if the claim's ordinal is within the set's replicas. */
export function claimModel({ claim, template }: OwnClaim, wanted: boolean, context: ClaimContext): ClaimModel {
  const { isMounted, setExists, retention, lastMessage } = context;
  const { metadata, spec, status } = claim;
  const inUse = isMounted(metadata.name);
  const terminating = metadata.deletionTimestamp !== undefined;
  return {
    uid: metadata.uid,
    name: metadata.name,
    template,
    phase: status.phase ?? 'Pending',
    storageClass: spec.storageClassName ?? null,
    capacity: (status.capacity?.storage ?? spec.resources?.requests?.storage ?? null) as string | null,
    terminating,
    inUse,
    keptBy: inUse || terminating ? null : keptBy(wanted, setExists, retention),
    owners: (metadata.ownerReferences ?? []).map(({ kind, name }) => `${kind}/${name}`),
    volume: volumeModel(context, spec.volumeName),
    pendingReason: status.phase === 'Bound' ? null : lastMessage(metadata.uid),
  };
}

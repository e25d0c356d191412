/** Claims and their volumes, as the stage shows them. */
import type { ObjectView, PersistentVolumeClaim, PersistentVolumeClaimTemplate, Pod } from '../../engine/index.ts';
import type { ClaimModel, FileModel, StageModel, VolumeModel } from '../stage-model.ts';

export interface OwnClaim {
  readonly claim: PersistentVolumeClaim;
  readonly template: string;
}

/** The claims that carry the names the set would give them, by ordinal; within one, in the order of the templates. */
export function claimsByOrdinal(
  setName: string,
  templates: readonly PersistentVolumeClaimTemplate[],
  claims: readonly PersistentVolumeClaim[],
): Map<number, OwnClaim[]> {
  const found = new Map<number, OwnClaim[]>();
  for (const { metadata } of templates) {
    const prefix = `${metadata.name}-${setName}-`;
    for (const claim of claims) {
      const ordinal = ordinalAfter(prefix, claim.metadata.name);
      if (ordinal === null) continue;
      const own = { claim, template: metadata.name };
      const list = found.get(ordinal);
      if (list === undefined) found.set(ordinal, [own]);
      else list.push(own);
    }
  }
  return found;
}

/** `web-`, `web-12` → 12; null when the name is not the prefix and an ordinal as the controller writes it. */
export function ordinalAfter(prefix: string, name: string): number | null {
  if (!name.startsWith(prefix)) return null;
  const rest = name.slice(prefix.length);
  return /^(0|[1-9]\d*)$/.test(rest) ? Number(rest) : null;
}

/** Names of the claims that existing Pods mount. */
export function mountedClaims(pods: readonly Pod[]): Set<string> {
  const names = new Set<string>();
  for (const pod of pods) {
    for (const volume of pod.spec.volumes ?? []) {
      if (volume.persistentVolumeClaim) names.add(volume.persistentVolumeClaim.claimName);
    }
  }
  return names;
}

function volumeModel({ view, filesOf }: ClaimContext, name: string | undefined): VolumeModel | null {
  const volume = name ? view.get('persistentvolumes', name) : undefined;
  if (volume === undefined) return null;
  return {
    uid: volume.metadata.uid,
    name: volume.metadata.name,
    phase: volume.status.phase ?? '',
    capacity: String(volume.spec.capacity?.storage ?? ''),
    // What is in a directory of a node is that node's, and there may be several volumes of it.
    files: (volume.spec.hostPath ?? volume.spec.local) ? null : filesIn(filesOf(volume.metadata.name)),
  };
}

const filesIn = (files: Readonly<Record<string, string>>): readonly FileModel[] =>
  Object.entries(files).map(([path, content]) => ({ path: path.slice(1), content }));

/** Which policy keeps a claim that no ordinal of the set wants. Policy `Delete` keeps nothing. */
function keptBy(wanted: boolean, setExists: boolean, retention: StageModel['retention']): ClaimModel['keptBy'] {
  if (!setExists) return retention.whenDeleted === 'Retain' ? 'whenDeleted: Retain' : null;
  return !wanted && retention.whenScaled === 'Retain' ? 'whenScaled: Retain' : null;
}

/** What the claims of one set have in common. */
export interface ClaimContext {
  readonly view: ObjectView;
  readonly mounted: ReadonlySet<string>;
  readonly setExists: boolean;
  readonly retention: StageModel['retention'];
  /** What was written into a volume, by its name. */
  readonly filesOf: (volume: string) => Readonly<Record<string, string>>;
  /** The last event about an object, by uid: why a claim is not bound, in the storage's own words. */
  readonly lastMessage: (uid: string) => string | null;
}

/** @param wanted The claim's ordinal is one that the set asks for. */
export function claimModel({ claim, template }: OwnClaim, wanted: boolean, context: ClaimContext): ClaimModel {
  const { mounted, setExists, retention, lastMessage } = context;
  const { metadata, spec, status } = claim;
  const inUse = mounted.has(metadata.name);
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

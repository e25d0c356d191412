/** View of a cluster at a moment, folded from the records of its history. */
import {
  type DataRecord,
  type Event,
  type HistoryRecord,
  isWrite,
  type StatefulSet,
  type SyncRecord,
  type WriteRecord,
} from '../engine/index.ts';
import { PersistentMap } from './persistent-map.ts';
import { Snapshot } from './snapshot.ts';
import { foldMachines, type Machines } from './stage/machines.ts';
import type { StageContext } from './stage/derive-stage.ts';
import { foldGonePods, foldUpdatesSince, type GonePods, type UpdatesSince } from './stage/replaced.ts';
import { foldReconciles, noReconciles, type Reconciles } from './stage/reconciles.ts';
import { noDecisions, type SetDecisions, withSync } from './stage/decisions.ts';
import type { VolumeFiles } from './stage/touched.ts';

export interface ClusterView {
  readonly objects: Snapshot;
  /** Decisions of the StatefulSet controller, by the set's key `namespace/name`. */
  readonly decisions: ReadonlyMap<string, SetDecisions>;
  /** Names of each set's revisions in order of first appearance, by the set's key. */
  readonly revisionNames: ReadonlyMap<string, readonly string[]>;
  /** Likewise, of each Deployment's ReplicaSets. */
  readonly replicaSetNames: ReadonlyMap<string, readonly string[]>;
  /** The last state of each set that is gone, by its key. */
  readonly deletedSets: ReadonlyMap<string, StatefulSet>;
  readonly gonePods: GonePods;
  readonly updatesSince: UpdatesSince;
  /** Last message about each claim, by its uid. */
  readonly claimMessages: PersistentMap<string>;
  /** The last time that the StatefulSet controller reconciled each set. */
  readonly reconciles: Reconciles;
  /** Written files of each volume: by path, by the volume's name. */
  readonly volumeFiles: VolumeFiles;
  /** State of the nodes' machines that the objects do not contain. */
  readonly machines: Machines;
  /** Newest last; one that repeats moves to the end. */
  readonly events: readonly Event[];
}

export const emptyClusterView: ClusterView = {
  objects: Snapshot.empty,
  decisions: new Map(),
  revisionNames: new Map(),
  replicaSetNames: new Map(),
  deletedSets: new Map(),
  gonePods: PersistentMap.empty,
  updatesSince: new Map(),
  claimMessages: PersistentMap.empty,
  reconciles: noReconciles,
  volumeFiles: PersistentMap.empty,
  machines: new Map(),
  events: [],
};

/** The most Events that are shown; all of them stay in the history. */
const maxEvents = 300;

/** The parts of a view that have been written: objects, and files. */
export type WrittenView = Pick<ClusterView, 'objects' | 'volumeFiles'>;

/** Takes in the next records, as far as they change what is written. */
export function foldWritten({ objects, volumeFiles }: WrittenView, records: readonly HistoryRecord[]): WrittenView {
  return { objects: objects.with(records.filter(isWrite)), volumeFiles: foldVolumeFiles(volumeFiles, records) };
}

/** Takes in the next records: one batch, one new view. */
export function foldRecords(view: ClusterView, records: readonly HistoryRecord[]): ClusterView {
  if (records.length === 0) return view;
  const writes = records.filter(isWrite);
  const syncs = records.filter(
    (record): record is SyncRecord => record.type === 'SYNC' && record.controller === 'statefulset-controller',
  );
  return {
    ...foldWritten(view, records),
    decisions: foldDecisions(view.decisions, syncs),
    revisionNames: foldNames(view.revisionNames, writes, 'controllerrevisions'),
    replicaSetNames: foldNames(view.replicaSetNames, writes, 'replicasets'),
    deletedSets: foldDeletedSets(view.deletedSets, writes),
    gonePods: foldGonePods(view.gonePods, writes),
    updatesSince: foldUpdatesSince(view.updatesSince, writes),
    reconciles: foldReconciles(view.reconciles, records),
    machines: foldMachines(view.machines, records),
    claimMessages: foldClaimMessages(view.claimMessages, writes),
    events: foldEvents(view.events, writes),
  };
}

function foldDecisions(before: ClusterView['decisions'], syncs: readonly SyncRecord[]): ClusterView['decisions'] {
  const decided = syncs.filter((sync) => sync.decisions.length > 0);
  if (decided.length === 0) return before;
  const after = new Map(before);
  for (const { key, decisions } of decided) after.set(key, withSync(after.get(key) ?? noDecisions, decisions));
  return after;
}

type Names = ReadonlyMap<string, readonly string[]>;

/** Names of the objects of one kind, by the key of their owner. */
function foldNames(before: Names, writes: readonly WriteRecord[], resource: string): Names {
  const added = writes.filter((write) => write.resource === resource && write.type === 'ADDED');
  if (added.length === 0) return before;
  const after = new Map(before);
  for (const { metadata } of added.map((write) => write.object)) {
    const owner = metadata.ownerReferences?.find((reference) => reference.controller)?.name ?? '';
    const key = `${metadata.namespace}/${owner}`;
    const names = after.get(key) ?? [];
    if (!names.includes(metadata.name)) after.set(key, [...names, metadata.name]);
  }
  return after;
}

function foldDeletedSets(before: ClusterView['deletedSets'], writes: readonly WriteRecord[]) {
  const deleted = writes.filter((write) => write.resource === 'statefulsets' && write.type === 'DELETED');
  if (deleted.length === 0) return before;
  return new Map([
    ...before,
    ...deleted.map(
      ({ object }) => [`${object.metadata.namespace}/${object.metadata.name}`, object as StatefulSet] as const,
    ),
  ]);
}

function foldClaimMessages(before: ClusterView['claimMessages'], writes: readonly WriteRecord[]) {
  const said = writes
    .filter(({ resource, type }) => resource === 'events' && type !== 'DELETED')
    .map(({ object }) => object as Event)
    .filter(({ involvedObject }) => involvedObject.kind === 'PersistentVolumeClaim');
  return before.with(said.map(({ involvedObject, message }) => [involvedObject.uid ?? '', message]));
}

/** The data of a volume goes with the volume. */
function foldVolumeFiles(before: VolumeFiles, records: readonly HistoryRecord[]): VolumeFiles {
  const changes: [string, DataRecord['files'] | undefined][] = [];
  for (const record of records) {
    if (record.type === 'DATA') changes.push([record.volume, record.files]);
    else if (record.type === 'DELETED' && record.resource === 'persistentvolumes') {
      changes.push([record.object.metadata.name, undefined]);
    }
  }
  return before.with(changes);
}

function foldEvents(before: readonly Event[], writes: readonly WriteRecord[]): readonly Event[] {
  const fresh = new Map<string, Event>();
  let repeated = false;
  for (const { resource, type, object } of writes) {
    if (resource !== 'events' || type === 'DELETED') continue;
    repeated ||= type === 'MODIFIED';
    fresh.delete(object.metadata.uid);
    fresh.set(object.metadata.uid, object as Event);
  }
  if (fresh.size === 0) return before;
  const others = repeated ? before.filter((event) => !fresh.has(event.metadata.uid)) : before;
  return [...others, ...fresh.values()].slice(-maxEvents);
}

/** Returns the parts of a view that the state contains. */
export const shownOf = ({ objects, decisions, machines, replicaSetNames, events, reconciles }: ClusterView) => ({
  view: objects,
  decisions,
  machines,
  replicaSetNames,
  events,
  reconciles: reconciles.list,
});

/** Returns the context that the stage of a set needs besides the objects of the moment. */
export function stageContext(view: ClusterView, key: string): StageContext {
  const deleted = view.deletedSets.get(key);
  return {
    decisions: view.decisions.get(key),
    revisionNames: view.revisionNames.get(key),
    updateSince: view.updatesSince.get(key),
    gonePods: view.gonePods,
    claimMessages: view.claimMessages,
    volumeFiles: view.volumeFiles,
    standIn: deleted,
    deleted: deleted !== undefined,
  };
}

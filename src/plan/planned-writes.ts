/** The writes of a plan in order, as an API server's audit log would show them, each with its reason. */
import {
  type ControllerRevision,
  type Decision,
  type HistoryRecord,
  isWrite,
  type KubernetesObject,
  type Pod,
  type StatefulSet,
  type SyncRecord,
  type WriteRecord,
} from '../engine/index.ts';
import type { Translate } from '../i18n/translate.ts';
import { decisionSentence } from '../view/words/decision-text.ts';
import { revisionOf } from './describe-state.ts';

export interface PlannedWrite {
  readonly verb: 'create' | 'update' | 'patch' | 'delete';
  readonly resource: string;
  readonly name: string;
  readonly code: 200 | 201;
  readonly revision?: string | number;
  readonly image?: string;
  readonly owner?: string | null;
  readonly status?: StatefulSet['status'];
  /** The rule of the controller. */
  readonly rule: string;
  /** The rule with its facts, as a sentence. */
  readonly reason: string;
}

export const setController = 'statefulset-controller';

/** The writes of the StatefulSet controller among the records. */
export function plannedWrites(records: readonly HistoryRecord[], t: Translate): readonly PlannedWrite[] {
  const syncs = nextSyncs(records);
  return records.flatMap((record, i) => {
    if (!isWrite(record) || record.actor.name !== setController || record.resource === 'events') return [];
    return [plannedWrite(record, decisionOf(record, syncs[i]), t)];
  });
}

/** Maps each write to the next reconcile of its controller that ends after it. */
export function nextSyncs(records: readonly HistoryRecord[]): readonly (SyncRecord | undefined)[] {
  const next = new Map<string, SyncRecord>();
  const found = records.toReversed().map((record) => {
    if (record.type === 'SYNC') next.set(record.controller, record);
    return isWrite(record) ? next.get(record.actor.name) : undefined;
  });
  return found.reverse();
}

/** The decision for a write is in the reconcile that ends after it. */
export function decisionOf(write: WriteRecord, sync: SyncRecord | undefined): Decision | undefined {
  if (sync === undefined) return undefined;
  const { name } = write.object.metadata;
  const isAbout = ({ pod = '', facts }: Decision): boolean =>
    pod === name || name.endsWith(`-${pod}`) || facts['claim'] === name || facts['revision'] === name;
  const ofRule = sync.decisions.filter(({ rule }) => rule === write.actor.reason);
  return ofRule.find(isAbout) ?? ofRule[0];
}

export function plannedWrite(record: WriteRecord, decision: Decision | undefined, t: Translate): PlannedWrite {
  const { object, actor, subresource, resource } = record;
  const write = {
    verb: verbOf(record),
    resource: subresource === undefined ? resource : `${resource}/${subresource}`,
    name: object.metadata.name,
    code: record.type === 'ADDED' ? (201 as const) : (200 as const),
    ...(verbOf(record) === 'delete' ? {} : about(record)),
    rule: actor.reason,
  };
  return { ...write, reason: decision === undefined ? usualReason(t, actor.reason) : decisionSentence(t, decision) };
}

/** Reasons of writes without a decision. */
const usual = [
  'UpdateStatus',
  'CreateClaim',
  'ApplyRetentionPolicy',
  'OwnerGone',
  'PodTerminated',
  'RemoveFinalizer',
] as const;

function usualReason(t: Translate, reason: string): string {
  const known = usual.find((one) => one === reason);
  return known === undefined ? reason : t(`plan.usual.${known}`);
}

function about({ object, subresource }: WriteRecord): Partial<PlannedWrite> {
  if (subresource === 'status') return { status: (object as StatefulSet).status };
  if (object.kind === 'ControllerRevision') return { revision: (object as ControllerRevision).revision };
  if (object.kind === 'PersistentVolumeClaim') {
    const owner = object.metadata.ownerReferences?.[0];
    return { owner: owner === undefined ? null : `${owner.kind}/${owner.name}` };
  }
  if (object.kind !== 'Pod') return {};
  const { spec } = object as Pod;
  const [revision, image] = [revisionOf(object), spec.containers[0]?.image];
  return { ...(revision !== undefined && { revision }), ...(image !== undefined && { image }) };
}

/** A deletion counts even if the object stays for a while. */
export function verbOf({ type, object, previous }: WriteRecord): PlannedWrite['verb'] {
  if (type === 'ADDED') return 'create';
  if (type === 'DELETED') return 'delete';
  const begins = object.metadata.deletionTimestamp !== undefined && previous?.metadata.deletionTimestamp === undefined;
  if (begins) return 'delete';
  // Adoption and release change only owners, by patch; claims are updated.
  const owners = (o: KubernetesObject | undefined): number => o?.metadata.ownerReferences?.length ?? 0;
  return object.kind !== 'PersistentVolumeClaim' && owners(object) !== owners(previous) ? 'patch' : 'update';
}

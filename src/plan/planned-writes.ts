/** The writes of a plan, in order, as an API server's audit log would have them, each with its reason. */
import {
  type ControllerRevision,
  type Decision,
  type HistoryRecord,
  isWrite,
  type KubernetesObject,
  type Pod,
  type StatefulSet,
  type WriteRecord,
} from '../engine/index.ts';
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

/** Says a decision in a sentence. */
export type Sentence = (decision: Decision) => string;

export const setController = 'statefulset-controller';

/** The writes of the StatefulSet controller among the records. */
export function plannedWrites(records: readonly HistoryRecord[], sentence: Sentence): readonly PlannedWrite[] {
  return records.flatMap((record, i) => {
    if (!isWrite(record) || record.actor.name !== setController || record.resource === 'events') return [];
    return [plannedWrite(record, decisionOf(record, records, i), sentence)];
  });
}

/** The decision behind a write stands in the reconcile that ends after it. */
export function decisionOf(write: WriteRecord, records: readonly HistoryRecord[], i: number): Decision | undefined {
  const sync = records.slice(i + 1).find((r) => r.type === 'SYNC' && r.controller === setController);
  if (sync?.type !== 'SYNC') return undefined;
  const { name } = write.object.metadata;
  const isAbout = ({ pod = '', facts }: Decision): boolean =>
    pod === name || name.endsWith(`-${pod}`) || facts['claim'] === name || facts['revision'] === name;
  const ofRule = sync.decisions.filter(({ rule }) => rule === write.actor.reason);
  return ofRule.find(isAbout) ?? ofRule[0];
}

export function plannedWrite(record: WriteRecord, decision: Decision | undefined, sentence: Sentence): PlannedWrite {
  const { object, actor, subresource, resource } = record;
  const write = {
    verb: verbOf(record),
    resource: subresource === undefined ? resource : `${resource}/${subresource}`,
    name: object.metadata.name,
    code: record.type === 'ADDED' ? (201 as const) : (200 as const),
    ...(verbOf(record) === 'delete' ? {} : about(record)),
    rule: actor.reason,
  };
  return { ...write, reason: decision === undefined ? (usual[actor.reason] ?? actor.reason) : sentence(decision) };
}

/** Reasons that no decision stands for. */
const usual: Readonly<Record<string, string>> = {
  UpdateStatus: 'The status is counted again.',
  CreateClaim: 'The claim is created from volumeClaimTemplates.',
  ApplyRetentionPolicy: 'The owners of the claim are set according to persistentVolumeClaimRetentionPolicy.',
  OwnerGone: 'Its owner is gone.',
  PodTerminated: 'Its containers have ended.',
  RemoveFinalizer: 'Nothing needs it any more.',
};

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

/** A deletion that leaves the object there for a while is a delete all the same. */
export function verbOf({ type, object, previous }: WriteRecord): PlannedWrite['verb'] {
  if (type === 'ADDED') return 'create';
  if (type === 'DELETED') return 'delete';
  const begins = object.metadata.deletionTimestamp !== undefined && previous?.metadata.deletionTimestamp === undefined;
  if (begins) return 'delete';
  // Adoption and release change nothing but owners and are patches; claims are updated.
  const owners = (o: KubernetesObject | undefined): number => o?.metadata.ownerReferences?.length ?? 0;
  return object.kind !== 'PersistentVolumeClaim' && owners(object) !== owners(previous) ? 'patch' : 'update';
}

/** Input of a reconcile of a set: what the controller read before it decided. */
import type { ObjectView, Pod, StatefulSet } from '../../engine/index.ts';
import { ordinalAfter } from './claims.ts';
import { isReady, revisionLabel } from './pod.ts';

export type ReadState = 'absent' | 'pending' | 'notReady' | 'ready' | 'terminating' | 'finished';

/** Pods of neighbouring ordinals that looked the same. */
export interface ReadPods {
  /** Ordinals of the first and the last of them. */
  readonly from: number;
  readonly to: number;
  /** True if its ordinal is within the set's replicas. */
  readonly wanted: boolean;
  readonly state: ReadState;
  /** The revision's hash; null for an absent Pod, and for Pods without one. */
  readonly revision: string | null;
}

export interface ReconcileInput {
  readonly replicas: number;
  readonly start: number;
  readonly podManagementPolicy: string;
  readonly updateStrategy: string;
  readonly partition: number;
  /** Hashes of the revisions in the set's status; null where it names none yet. */
  readonly currentRevision: string | null;
  readonly updateRevision: string | null;
  readonly pods: readonly ReadPods[];
}

/** @param key Of the set, `namespace/name`. */
export function reconcileInput(view: ObjectView, key: string): ReconcileInput | null {
  const [namespace = '', name = ''] = key.split('/');
  const set = view.get('statefulsets', name, namespace);
  if (set === undefined) return null;
  const { replicas, ordinals, podManagementPolicy, updateStrategy } = set.spec;
  const start = ordinals?.start ?? 0;
  const hash = (revision: string | undefined): string | null => revision?.slice(name.length + 1) || null;
  return {
    replicas,
    start,
    podManagementPolicy: podManagementPolicy ?? 'OrderedReady',
    updateStrategy: updateStrategy.type ?? 'RollingUpdate',
    partition: updateStrategy.rollingUpdate?.partition ?? 0,
    currentRevision: hash(set.status.currentRevision),
    updateRevision: hash(set.status.updateRevision),
    pods: grouped(set, start, podsOf(view, set)).map(({ revision, ...pods }) => ({
      ...pods,
      revision: hash(revision),
    })),
  };
}

/** The set's Pods by ordinal: its own, and those without a controller that it may adopt. */
function podsOf(view: ObjectView, { metadata: { name, namespace, uid } }: StatefulSet): ReadonlyMap<number, Pod> {
  const pods = new Map<number, Pod>();
  for (const pod of view.list('pods', { namespace })) {
    const ordinal = ordinalAfter(`${name}-`, pod.metadata.name);
    const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller);
    if (ordinal !== null && (owner === undefined || owner.uid === uid)) pods.set(ordinal, pod);
  }
  return pods;
}

type Group = Omit<ReadPods, 'revision'> & { readonly revision: string | undefined };

/** In the order of the ordinals. The work depends on the number of Pods, not on `replicas`. */
function grouped(set: StatefulSet, start: number, pods: ReadonlyMap<number, Pod>): readonly Group[] {
  const end = start + set.spec.replicas;
  const groups: Group[] = [];
  const add = (group: Group): void => {
    const last = groups.at(-1);
    const joins =
      last?.to === group.from - 1 &&
      last.wanted === group.wanted &&
      last.state === group.state &&
      last.revision === group.revision;
    if (joins) groups[groups.length - 1] = { ...last, to: group.to };
    else groups.push(group);
  };
  /** The first ordinal within the replicas that no group covers yet. */
  let next = start;
  const addAbsent = (before: number): void => {
    if (next < before) add({ from: next, to: before - 1, wanted: true, state: 'absent', revision: undefined });
  };
  for (const ordinal of [...pods.keys()].sort((a, b) => a - b)) {
    const pod = pods.get(ordinal)!;
    const revision = pod.metadata.labels?.[revisionLabel];
    const wanted = ordinal >= start && ordinal < end;
    addAbsent(Math.min(ordinal, end));
    add({ from: ordinal, to: ordinal, wanted, state: stateOf(pod), revision });
    next = Math.max(next, ordinal + 1);
  }
  addAbsent(end);
  return groups;
}

function stateOf(pod: Pod): ReadState {
  if (pod.metadata.deletionTimestamp !== undefined) return 'terminating';
  const { phase } = pod.status;
  if (phase === 'Failed' || phase === 'Succeeded') return 'finished';
  if (phase === 'Pending') return 'pending';
  return isReady(pod) ? 'ready' : 'notReady';
}

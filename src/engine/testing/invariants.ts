/** Invariants of every single write, whatever is requested and in whatever order things happen. */
import type {
  Cluster,
  HistoryRecord,
  KubernetesObject,
  NodeRecord,
  OwnerReference,
  Pod,
  StatefulSet,
  WriteRecord,
} from '../index.ts';
import { getOrdinal, isWrite } from '../index.ts';

const watched = ['statefulsets', 'pods', 'persistentvolumeclaims'];

export const isReady = (pod: Pod): boolean =>
  pod.status.phase === 'Running' &&
  (pod.status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false);
const isTerminating = ({ metadata }: KubernetesObject): boolean => metadata.deletionTimestamp !== undefined;
const owners = ({ metadata }: KubernetesObject): readonly OwnerReference[] => metadata.ownerReferences ?? [];
const mounts = (pod: Pod): readonly string[] =>
  (pod.spec.volumes ?? []).flatMap((v) => v.persistentVolumeClaim?.claimName ?? []);
/**
 * Actors whose removal of a Pod leaves its containers running: a person by force, or the garbage collector for a lost
 * node.
 */
const mayForce = ['user', 'pod-garbage-collector'];

/**
 * Watches a cluster and throws, naming the rule, as soon as one is broken:
 * - OrderedReady: a Pod is created only while all its predecessors are Running and Ready and none is terminating;
 * - OrderedReady: scale-down removes no Pod while one of the set's with a higher ordinal still exists;
 * - a Pod that mounts a claim has that claim, and no claim goes while a scheduled Pod mounts it;
 * - a claim is deleted by a person, or because the retention policy has given it an owner that is gone;
 * - containers outlive their Pod only where a person, or the loss of the node, removed the Pod by force: otherwise
 *   there are never two live Pods of one identity.
 * The state that a write met is rebuilt from the history, so it does not matter how far the cluster has come since.
 */
export function watchInvariants(cluster: Cluster): void {
  const watch = new InvariantWatch();
  cluster.subscribe((records) => {
    for (const record of records) watch.see(record);
  });
}

class InvariantWatch {
  readonly #objects = new Map<string, KubernetesObject>();
  /** Uids of Pods that were removed by force. */
  readonly #forced = new Set<string>();

  see(record: HistoryRecord): void {
    if (record.type === 'NODE') return this.#strays(record);
    if (!isWrite(record) || !watched.includes(record.resource)) return;
    // Judged by what was there before the write.
    if (record.resource === 'pods') this.#pod(record, record.object as Pod);
    if (record.resource === 'persistentvolumeclaims') this.#claim(record);
    const key = `${record.resource}/${record.object.metadata.namespace}/${record.object.metadata.name}`;
    if (record.type === 'DELETED') this.#objects.delete(key);
    else this.#objects.set(key, record.object);
  }

  #all<T extends KubernetesObject>(kind: T['kind']): T[] {
    return [...this.#objects.values()].filter((o): o is T => o.kind === kind);
  }

  #setOf(object: KubernetesObject): StatefulSet | undefined {
    const owner = owners(object).find((r) => r.controller === true)?.uid;
    return this.#all<StatefulSet>('StatefulSet').find((s) => s.metadata.uid === owner);
  }

  #pod(record: WriteRecord, pod: Pod): void {
    if (record.type === 'ADDED') this.#podCreated(pod);
    if (record.type === 'DELETED' && mayForce.includes(record.actor.name)) this.#forced.add(pod.metadata.uid);
    const begins = record.previous !== undefined && !isTerminating(record.previous) && isTerminating(pod);
    if ((begins || record.type === 'DELETED') && record.actor.reason === 'ScaleDown') this.#scaledDown(pod);
  }

  #podCreated(pod: Pod): void {
    const { name } = pod.metadata;
    const set = this.#setOf(pod);
    if (set === undefined) return;
    const claims = new Set(this.#all('PersistentVolumeClaim').map((c) => c.metadata.name));
    const missing = mounts(pod).find((claim) => !claims.has(claim));
    if (missing !== undefined) throw new Error(`${name} was created without its claim ${missing}`);
    if (set.spec.podManagementPolicy !== 'OrderedReady') return;
    const byName = new Map(this.#all<Pod>('Pod').map((p) => [p.metadata.name, p]));
    for (let ordinal = set.spec.ordinals?.start ?? 0; ordinal < getOrdinal(pod); ordinal++) {
      const predecessor = byName.get(`${set.metadata.name}-${ordinal}`);
      if (predecessor === undefined || !isReady(predecessor) || isTerminating(predecessor)) {
        throw new Error(`${name} was created although ${set.metadata.name}-${ordinal} is not Running and Ready`);
      }
    }
  }

  #scaledDown(pod: Pod): void {
    const set = this.#setOf(pod);
    if (set?.spec.podManagementPolicy !== 'OrderedReady') return;
    const higher = this.#all<Pod>('Pod').find((p) => this.#setOf(p) === set && getOrdinal(p) > getOrdinal(pod));
    // Pods below a raised `ordinals.start` go while those above it stay.
    if (higher === undefined || getOrdinal(pod) < (set.spec.ordinals?.start ?? 0)) return;
    throw new Error(`${pod.metadata.name} was removed although ${higher.metadata.name} still exists`);
  }

  #claim({ type, object: claim, previous, actor }: WriteRecord): void {
    const { name } = claim.metadata;
    const before = previous === undefined ? [] : owners(previous);
    const policyOf = (kind: string): string | undefined => {
      const sets = this.#all<StatefulSet>('StatefulSet').filter((s) => name.includes(`-${s.metadata.name}-`));
      const { whenDeleted, whenScaled } = sets[0]?.spec.persistentVolumeClaimRetentionPolicy ?? {};
      return kind === 'Pod' ? whenScaled : whenDeleted;
    };
    for (const { kind, uid } of owners(claim)) {
      if (actor.name !== 'statefulset-controller' || before.some((r) => r.uid === uid)) continue;
      if (policyOf(kind) !== 'Delete') throw new Error(`claim ${name} was given to a ${kind} against the policy`);
    }
    const goes = type === 'DELETED' || isTerminating(claim);
    const went = previous !== undefined && isTerminating(previous);
    if (goes && !went && actor.name !== 'user' && owners(claim).length === 0) throw new Error(`claim ${name} is lost`);
    if (type !== 'DELETED') return;
    const user = this.#all<Pod>('Pod').find((p) => p.spec.nodeName !== undefined && mounts(p).includes(name));
    if (user !== undefined) throw new Error(`claim ${name} was removed although ${user.metadata.name} mounts it`);
  }

  #strays({ strays, node }: NodeRecord): void {
    const living = strays.find((pod) => !this.#forced.has(pod.metadata.uid));
    if (living === undefined) return;
    throw new Error(`${living.metadata.name} still runs on ${node} although nobody removed it by force`);
  }
}

/** Steps of a plan: its writes and its waits, in order. */
import { type HistoryRecord, isWrite, type KubernetesObject, type Pod, type StatefulSet } from '../engine/index.ts';
import type { Translate } from '../i18n/translate.ts';
import { decisionSentence } from '../view/words/decision-text.ts';
import { isReady } from './describe-state.ts';
import { nextSyncs, plannedWrite, setController } from './planned-writes.ts';

export interface PlanStep {
  /** Virtual ms since the change. */
  readonly at: number;
  readonly kind: 'write' | 'wait';
  /** e.g. `delete pod web-2`; absent for a wait. */
  readonly what?: string;
  /** The controller, or the user. */
  readonly by: string;
  readonly reason: string;
  /**
   * Number of Pods of each set that are not Ready after the step, by the set's name; sets whose Pods are all Ready are
   * left out.
   */
  readonly unavailable: Readonly<Record<string, number>>;
  /** The object that is written. */
  readonly object?: { readonly resource: string; readonly name: string; readonly namespace: string };
  /** The change of the object; `gone` means that an earlier deletion has ended. */
  readonly verb?: 'create' | 'update' | 'patch' | 'delete' | 'gone';
  /** The Pod that the step waits for. */
  readonly waitsFor?: string;
}

/** Resources whose changes are steps, with kubectl's singular name. */
const words: Readonly<Record<string, string>> = {
  pods: 'pod',
  persistentvolumeclaims: 'persistentvolumeclaim',
  controllerrevisions: 'controllerrevision',
  statefulsets: 'statefulset',
  deployments: 'deployment',
  replicasets: 'replicaset',
  services: 'service',
};

export function planSteps(
  before: readonly HistoryRecord[],
  records: readonly HistoryRecord[],
  t: Translate,
): readonly PlanStep[] {
  const availability = new Availability();
  const syncs = nextSyncs(records);
  before.forEach((record) => availability.see(record));
  const steps: PlanStep[] = [];
  const start = records[0]?.at ?? 0;
  /** The last wait of each object, by its controller. */
  const waits = new Map<string, string>();
  for (const [i, record] of records.entries()) {
    availability.see(record);
    const at = record.at - start;
    if (record.type === 'SYNC') {
      const wait = record.decisions.find(({ verb }) => verb === 'wait');
      const reason = wait === undefined ? '' : decisionSentence(t, wait);
      const key = `${record.controller} ${record.key}`;
      if (wait !== undefined && reason !== waits.get(key)) {
        const waitsFor = wait.waitingFor ?? undefined;
        steps.push({
          at,
          kind: 'wait',
          by: record.controller,
          reason,
          unavailable: availability.now(),
          ...(waitsFor !== undefined && { waitsFor }),
        });
      }
      waits.set(key, reason);
      continue;
    }
    if (!isWrite(record)) continue;
    const word = words[record.resource];
    if (word === undefined || record.subresource !== undefined) continue;
    const { name, namespace = '' } = record.object.metadata;
    const decisions = (syncs[i]?.decisions ?? []).filter(({ rule }) => rule === record.actor.reason);
    const decision = decisions.find(({ pod, facts }) => pod === name || facts['claim'] === name) ?? decisions[0];
    const write = plannedWrite(record, decision, t);
    const by = record.actor.name;
    // Reports of nodes and of the scheduler are not steps, except the end of a Pod.
    if (write.verb === 'update' && by !== setController && by !== 'user') continue;
    if (record.resource === 'pods' && write.verb !== 'delete' && /^(kubelet|default-scheduler)$/.test(by)) continue;
    const verb = write.verb === 'delete' && record.type === 'DELETED' ? 'gone' : write.verb;
    const object = `${word} ${name}`;
    steps.push({
      at,
      kind: 'write',
      by,
      verb,
      object: { resource: record.resource, name, namespace },
      what: verb === 'gone' ? t('plan.gone', { object }) : `${verb} ${object}`,
      reason: by === 'user' ? record.actor.reason : write.reason,
      unavailable: availability.now(),
    });
  }
  return steps;
}

/** Counts how many Pods of each set are missing or not Ready, record by record. */
class Availability {
  readonly #sets = new Map<string, StatefulSet>();
  /** Pods that are Ready, by uid. */
  readonly #ready = new Map<string, Pod>();
  /** Number of Ready Pods, by owner. */
  readonly #count = new Map<string, number>();

  see(record: HistoryRecord): void {
    if (!isWrite(record)) return;
    const { object } = record;
    const { uid } = object.metadata;
    const there = record.type !== 'DELETED';
    if (object.kind === 'StatefulSet') {
      if (there) this.#sets.set(uid, object as StatefulSet);
      else this.#sets.delete(uid);
    }
    if (object.kind !== 'Pod') return;
    this.#add(this.#ready.get(uid), -1);
    this.#ready.delete(uid);
    if (!there || !isReady(object as Pod) || object.metadata.deletionTimestamp !== undefined) return;
    this.#ready.set(uid, object as Pod);
    this.#add(object, 1);
  }

  #add(pod: KubernetesObject | undefined, count: number): void {
    for (const { uid } of pod?.metadata.ownerReferences ?? []) {
      this.#count.set(uid, (this.#count.get(uid) ?? 0) + count);
    }
  }

  /** By the set's name; without sets whose Pods are all Ready, and sets that are being deleted without their Pods. */
  now(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const [uid, { metadata, spec }] of this.#sets) {
      if (metadata.deletionTimestamp !== undefined && metadata.finalizers?.includes('orphan')) continue;
      const missing = spec.replicas - (this.#count.get(uid) ?? 0);
      if (missing > 0) counts[metadata.name] = missing;
    }
    return counts;
  }
}

/** Steps of a plan: its writes and its waits, in order. */
import { type HistoryRecord, isWrite, type KubernetesObject, type Pod, type StatefulSet } from '../engine/index.ts';
import { isReady } from './describe-state.ts';
import { plannedWrite, type Sentence, setController } from './planned-writes.ts';

export interface PlanStep {
  /** Virtual ms since the change. */
  readonly at: number;
  readonly kind: 'write' | 'wait';
  /** e.g. `delete pod web-2`. Absent: a wait. */
  readonly what?: string;
  /** The controller, or the user. */
  readonly by: string;
  readonly reason: string;
  /** Of each set, how many of its Pods are not Ready after the step, by the set's name; none: all are. */
  readonly unavailable: Readonly<Record<string, number>>;
}

/** Resources whose changes are steps, with the word that kubectl has for one of them. */
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
  sentence: Sentence,
): readonly PlanStep[] {
  const objects = new Map<string, KubernetesObject>();
  const see = (record: HistoryRecord): void => {
    if (!isWrite(record)) return;
    if (record.type === 'DELETED') objects.delete(record.object.metadata.uid);
    else objects.set(record.object.metadata.uid, record.object);
  };
  before.forEach(see);
  const steps: PlanStep[] = [];
  const start = records[0]?.at ?? 0;
  let waitedFor = '';
  for (const [i, record] of records.entries()) {
    see(record);
    const at = record.at - start;
    if (record.type === 'SYNC') {
      const wait = record.decisions.find(({ verb }) => verb === 'wait');
      const reason = wait === undefined ? '' : sentence(wait);
      if (reason !== '' && reason !== waitedFor) {
        steps.push({ at, kind: 'wait', by: record.controller, reason, unavailable: unavailable(objects) });
      }
      waitedFor = reason;
      continue;
    }
    if (!isWrite(record)) continue;
    const word = words[record.resource];
    if (word === undefined || record.subresource !== undefined) continue;
    const sync = records.slice(i + 1).find((r) => r.type === 'SYNC' && r.controller === record.actor.name);
    const { name } = record.object.metadata;
    const decisions = sync?.type === 'SYNC' ? sync.decisions.filter(({ rule }) => rule === record.actor.reason) : [];
    const decision = decisions.find(({ pod, facts }) => pod === name || facts['claim'] === name) ?? decisions[0];
    const write = plannedWrite(record, decision, sentence);
    // Reports of nodes and of the scheduler are no steps, but for the end of a Pod.
    if (write.verb === 'update' && record.actor.name !== setController && record.actor.name !== 'user') continue;
    if (
      record.resource === 'pods' &&
      write.verb !== 'delete' &&
      /^(kubelet|default-scheduler)$/.test(record.actor.name)
    ) {
      continue;
    }
    const gone = write.verb === 'delete' && record.type === 'DELETED' ? 'is gone' : '';
    const what = gone === '' ? `${write.verb} ${word} ${name}` : `${word} ${name} ${gone}`;
    const reason = record.actor.name === 'user' ? record.actor.reason : write.reason;
    steps.push({ at, kind: 'write', what, by: record.actor.name, reason, unavailable: unavailable(objects) });
  }
  return steps;
}

/** How many Pods of each set are missing or not Ready. */
function unavailable(objects: ReadonlyMap<string, KubernetesObject>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const ready = new Map<string, number>();
  for (const object of objects.values()) {
    if (object.kind !== 'Pod' || !isReady(object as Pod) || object.metadata.deletionTimestamp !== undefined) continue;
    for (const { uid } of object.metadata.ownerReferences ?? []) ready.set(uid, (ready.get(uid) ?? 0) + 1);
  }
  for (const object of objects.values()) {
    if (object.kind !== 'StatefulSet') continue;
    const missing = (object as StatefulSet).spec.replicas - (ready.get(object.metadata.uid) ?? 0);
    if (missing > 0) counts[object.metadata.name] = missing;
  }
  return counts;
}

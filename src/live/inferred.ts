/**
 * Infers the decisions of a real StatefulSet controller from an observed state, with the controller of the lab: a real
 * controller does not report its reasons.
 */
import { createCluster, type Decision, type HistoryRecord, isWrite, type SyncRecord } from '../engine/index.ts';
import { decisionOf, nextSyncs, setController, verbOf } from '../plan/planned-writes.ts';
import { isTooLarge, optionsOf, type SeenState } from './seen-state.ts';

/** A write that the controller would make. */
export interface ExpectedWrite {
  /** A claim is updated if its owners change. */
  readonly verb: 'create' | 'update' | 'delete';
  readonly resource: 'pods' | 'persistentvolumeclaims' | 'controllerrevisions';
  readonly namespace: string;
  readonly name: string;
  /** The decision behind it. */
  readonly decision?: Decision;
}

export interface Inferred {
  /** The first decisions about each set. */
  readonly decisions: readonly Omit<SyncRecord, 'seq' | 'at'>[];
  /** The writes that they lead to, in order. */
  readonly writes: readonly ExpectedWrite[];
}

const none: Inferred = { decisions: [], writes: [] };
const resources: ReadonlySet<string> = new Set(['pods', 'persistentvolumeclaims', 'controllerrevisions']);

/** Returns the next decisions about each set; none if the objects cannot be those of a cluster. */
export function inferred(state: SeenState): Inferred {
  if (isTooLarge(state) || !state.objects.some(({ kind }) => kind === 'StatefulSet')) return none;
  try {
    const probe = createCluster(optionsOf(state, true));
    const from = probe.history.length;
    probe.advanceTo(state.at);
    return firstOf(probe.history.slice(from));
  } catch {
    return none;
  }
}

/** Returns the first reconcile of each set: later ones follow from its writes, which the real cluster does not have. */
function firstOf(records: readonly HistoryRecord[]): Inferred {
  const decided = new Map<string, Inferred['decisions'][number]>();
  const writes: ExpectedWrite[] = [];
  let begin = 0;
  for (const [i, record] of records.entries()) {
    if (record.type !== 'SYNC' || record.controller !== setController) continue;
    const { type, controller, key, decisions } = record;
    if (!decided.has(key)) {
      const marked = decisions.map((decision) => ({ ...decision, inferred: true as const }));
      decided.set(key, { type, controller, key, decisions: marked });
      writes.push(...writesOf(records.slice(begin, i + 1)));
    }
    begin = i + 1;
  }
  return { decisions: [...decided.values()], writes };
}

function writesOf(records: readonly HistoryRecord[]): readonly ExpectedWrite[] {
  const syncs = nextSyncs(records);
  return records.flatMap((record, i): readonly ExpectedWrite[] => {
    if (!isWrite(record) || record.actor.name !== setController || !resources.has(record.resource)) return [];
    const verb = verbOf(record);
    if (verb === 'patch' || (verb === 'update' && record.resource !== 'persistentvolumeclaims')) return [];
    const decision = decisionOf(record, syncs[i]);
    const { namespace = '', name } = record.object.metadata;
    const resource = record.resource as ExpectedWrite['resource'];
    return [{ verb, resource, namespace, name, ...(decision && { decision }) }];
  });
}

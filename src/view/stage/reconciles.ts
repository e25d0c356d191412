/** Reconciles of a set by a controller: what it decided and what it wrote. */
import { type Decision, type HistoryRecord, isWrite } from '../../engine/index.ts';

export interface Reconcile {
  /** Number of records in the history after it. */
  readonly seq: number;
  /** Virtual ms. */
  readonly at: number;
  /** Of the set, `namespace/name`. */
  readonly key: string;
  readonly decisions: readonly Decision[];
  /** Its writes, e.g. `create pods/web-1`. */
  readonly writes: readonly string[];
}

export interface Reconciles {
  /** Oldest first. */
  readonly list: readonly Reconcile[];
  /** Writes since the last one: they belong to the next. */
  readonly open: readonly string[];
}

export const noReconciles: Reconciles = { list: [], open: [] };

const controller = 'statefulset-controller';
const verbs = { ADDED: 'create', MODIFIED: 'update', DELETED: 'delete' } as const;
/** Largest number that is shown; all of them stay in the history. */
const maxShown = 200;

/** Takes in the next records. One that decided and wrote the same as the one before it is left out. */
export function foldReconciles(before: Reconciles, records: readonly HistoryRecord[]): Reconciles {
  let open = before.open;
  const added: Reconcile[] = [];
  for (const record of records) {
    if (isWrite(record)) {
      if (record.actor.name !== controller || record.resource === 'events') continue;
      const status = record.subresource === undefined ? '' : ' (status)';
      // A graceful deletion is at first an update of the object.
      const going = record.object.metadata.deletionTimestamp && !record.previous?.metadata.deletionTimestamp;
      const verb = going ? 'delete' : verbs[record.type];
      open = [...open, `${verb} ${record.resource}/${record.object.metadata.name}${status}`];
    } else if (record.type === 'SYNC' && record.controller === controller) {
      const { at, key, decisions } = record;
      const last = added.at(-1) ?? before.list.at(-1);
      const same = open.length === 0 && JSON.stringify(last?.decisions) === JSON.stringify(decisions);
      if (decisions.length > 0 && !(same && last?.key === key)) {
        added.push({ seq: record.seq + 1, at, key, decisions, writes: open });
      }
      open = [];
    }
  }
  if (added.length === 0 && open === before.open) return before;
  return { list: added.length === 0 ? before.list : [...before.list, ...added].slice(-maxShown), open };
}

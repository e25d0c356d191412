/** Finds the events of Pods in a recording. */
import { type HistoryRecord, isWrite, type Pod, type Turn } from '../../engine/index.ts';
import type { Recording } from '../../timeline/recording.ts';
import { isReady } from '../../view/stage/pod.ts';

/** Events of a Pod that lessons can refer to. */
export type PodEvent = 'created' | 'deleted' | 'ready';

/** The moment before the first task. */
export const firstTurn: Turn = { at: 0, after: 0, seq: 0, steps: 0, inputs: 0 };

/** Returns the newest moment of a recording. */
export const lastTurn = ({ turns }: Pick<Recording, 'turns'>): Turn => turns.at(-1) ?? firstTurn;

/**
 * Returns the event of a Pod that a record shows, if any. A Pod counts as deleted when its deletion is requested,
 * because controllers react then; the object may exist for some more seconds.
 */
function eventOf(
  record: HistoryRecord,
): { readonly event: PodEvent; readonly pod: string; readonly by: string } | null {
  if (!isWrite(record) || record.resource !== 'pods') return null;
  const pod = record.object as Pod;
  const before = record.previous as Pod | undefined;
  const of = (event: PodEvent) => ({ event, pod: pod.metadata.name, by: record.actor.name });
  if (record.type === 'ADDED') return of('created');
  const wasDeleted = before?.metadata.deletionTimestamp !== undefined;
  if (!wasDeleted && (record.type === 'DELETED' || pod.metadata.deletionTimestamp !== undefined)) return of('deleted');
  const wasReady = before !== undefined && isReady(before);
  return record.type === 'MODIFIED' && isReady(pod) && !wasReady ? of('ready') : null;
}

/** Returns the Pods with an event, in order, with its actor. */
export function podEvents(
  history: readonly HistoryRecord[],
  from: number,
  event: PodEvent,
): readonly { readonly pod: string; readonly by: string; readonly seq: number }[] {
  return history.slice(from).flatMap((record) => {
    const found = eventOf(record);
    return found?.event === event ? [{ ...found, seq: record.seq }] : [];
  });
}

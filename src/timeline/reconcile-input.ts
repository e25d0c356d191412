import { type ReconcileInput, reconcileInput } from '../view/stage/reconcile-input.ts';
import type { Reconcile } from '../view/stage/reconciles.ts';
import type { Timeline } from './timeline.ts';

/** Returns what a reconcile read before it decided anything; null when there was no such set. */
export function readOf({ run }: Timeline, { seq, key }: Pick<Reconcile, 'seq' | 'key'>): ReconcileInput | null {
  // A reconcile is one task: it read what was there when the task before it was over.
  const turn = run.recording.turns[run.turnOf(seq - 1)];
  return reconcileInput(run.viewAt(turn?.seq ?? 0).objects, key);
}

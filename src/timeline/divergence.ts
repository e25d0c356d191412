/** Finds where a session runs differently here than in the lab that made it. */
import { engineFingerprint } from '../engine/index.ts';
import type { SavedObjects } from '../share/recorded.ts';
import type { SavedRun, Session } from '../share/session.ts';
import { recordObjects } from './recorded-objects.ts';
import { digestOf, firstDifference } from './run-digest.ts';
import type { Timeline } from './timeline.ts';

export interface Divergence {
  /** The first recorded moment that differs now (virtual ms). */
  readonly from: number;
  /** Id of the run that differs; null for the one that is shown. */
  readonly run: number | null;
  /** True if it was made with other rules or latencies. */
  readonly otherEngine: boolean;
  /** The moment that the session shows. */
  readonly moment: number;
  /** Its objects as they were recorded, and as they are now; null if there were too many to record. */
  readonly objects: { readonly was: SavedObjects; readonly is: SavedObjects } | null;
}

/**
 * Compares the recorded digests with the replayed runs.
 * @param runs Runs as they were saved.
 * @param timeline Holds the same runs, replayed, at the moment of the session.
 * @returns null if nothing differs, or nothing was recorded.
 */
export function divergenceOf(session: Session, runs: readonly SavedRun[], timeline: Timeline): Divergence | null {
  const { objects } = timeline.view();
  const moment = timeline.now();
  const found = runs.flatMap((saved, i) => {
    const isShown = saved.id === session.run;
    const run = timeline.runs[i]!;
    const past = isShown && session.moment !== null;
    const is = run.digest.text() + (past ? digestOf(objects) : '');
    const from = firstDifference(saved, is, past ? [moment] : []);
    return from === null ? [] : [{ from, run: isShown ? null : saved.id }];
  });
  const first = found.find(({ run }) => run === null) ?? found[0];
  if (first === undefined) return null;
  const was = session.shown;
  const is = was && recordObjects(objects, Infinity);
  return {
    ...first,
    otherEngine: session.engine !== engineFingerprint(),
    moment,
    objects: was && is ? { was, is } : null,
  };
}

/** Where a session goes otherwise here than in the lab that made it. */
import { engineFingerprint } from '../engine/index.ts';
import type { SavedObjects } from '../share/recorded.ts';
import type { SavedRun, Session } from '../share/session.ts';
import { recordObjects } from './recorded-objects.ts';
import { digestOf, firstDifference } from './run-digest.ts';
import type { Timeline } from './timeline.ts';

export interface Divergence {
  /** The first recorded moment that is another one now (virtual ms). */
  readonly from: number;
  /** Id of the run that goes otherwise; null: the one that is shown. */
  readonly run: number | null;
  /** It was made with other rules or latencies. */
  readonly otherEngine: boolean;
  /** The moment that the session shows. */
  readonly moment: number;
  /** Its objects as they were recorded, and as they are now; null where they were too many to be recorded. */
  readonly objects: { readonly was: SavedObjects; readonly is: SavedObjects } | null;
}

/**
 * Compares what was recorded with what has come of it.
 * @param runs Runs as they were saved.
 * @param timeline Holds the same runs, replayed, at the moment of the session.
 * @returns null where nothing differs, or nothing was recorded.
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

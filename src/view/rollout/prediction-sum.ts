/** A prediction in a few numbers: where Pods are many, nobody reads what becomes of each. */
import type { Forecast, Prediction } from './prediction.ts';

/** How many Pods something is done to, and the ordinals of those whose turn is first and last. */
export interface Share {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** None of them waits for another. */
  readonly atOnce: boolean;
}

export interface PredictionSum {
  readonly update: Share | null;
  readonly create: Share | null;
  readonly delete: Share | null;
  /** How many have to wait, besides, for a Pod to become Ready that is none of their own. */
  readonly waiting: { readonly count: number; readonly after: string } | null;
}

/** The prediction is in the order of turns, as {@link predict} gives it. */
export function sumOf(prediction: Prediction): PredictionSum {
  const by: Record<Exclude<Forecast['does'], 'stay'>, Share | null> = { update: null, create: null, delete: null };
  const turns: Partial<Record<Forecast['does'], number | null>> = {};
  let waiting = 0;
  let awaited: string | null = null;
  for (const [ordinal, { does, turn, after }] of prediction) {
    if (does === 'stay') continue;
    const before = by[does];
    if (before === null) turns[does] = turn;
    by[does] = {
      count: (before?.count ?? 0) + 1,
      first: before?.first ?? ordinal,
      last: ordinal,
      atOnce: turn === turns[does] && (before?.atOnce ?? true),
    };
    if (after === null) continue;
    waiting++;
    awaited ??= after;
  }
  return { ...by, waiting: awaited === null ? null : { count: waiting, after: awaited } };
}

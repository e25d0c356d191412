/** Sums up the forecasts in a few numbers, for sets with many Pods. */
import type { Forecast, Forecasts } from './forecasts.ts';

/** The number of affected Pods, and the ordinals of the first and the last one in order of turns. */
export interface Share {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** None of them waits for another. */
  readonly atOnce: boolean;
}

export interface ForecastSum {
  readonly update: Share | null;
  readonly create: Share | null;
  readonly delete: Share | null;
  /** How many of them also wait for a Pod outside of them to become Ready. */
  readonly waiting: { readonly count: number; readonly after: string } | null;
}

/** Relies on the order of turns in which {@link forecastsOf} returns its entries. */
export function sumOf(forecasts: Forecasts): ForecastSum {
  const by: Record<Exclude<Forecast['does'], 'stay'>, Share | null> = { update: null, create: null, delete: null };
  const turns: Partial<Record<Forecast['does'], number | null>> = {};
  let waiting = 0;
  let awaited: string | null = null;
  for (const [ordinal, { does, turn, after }] of forecasts) {
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

/** Decides when the known objects of a kind count as out of date. */
import type { Limits } from './limits.ts';
import type { Trouble } from './trouble.ts';
import type { Means } from './watch-protocol.ts';

interface Knowledge {
  readonly means: Means;
  readonly trouble: Trouble | null;
  /** The time (ms) up to which the objects are known; null before the first list. */
  readonly asOf: number | null;
  /** Time since when no watch is open; undefined while one is. */
  readonly lostAt: number | undefined;
}

/** Returns true if the objects of a kind may be outdated at a time (ms). */
export function isStale({ means, trouble, asOf, lostAt }: Knowledge, limits: Limits, at: number): boolean {
  const { silence, poll, pause } = limits;
  const fresh = means === 'poll' ? 3 * poll : silence;
  const isPolled = means === 'poll' && (trouble === null || trouble === 'watchNotPermitted');
  const lost = isPolled || lostAt === undefined ? 0 : at - lostAt;
  return asOf === null || lost > 3 * pause || at - asOf > fresh;
}

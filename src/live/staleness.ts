/** When what is known of a kind counts as out of date. */
import type { Limits } from './limits.ts';
import type { Trouble } from './trouble.ts';
import type { Means } from './watch-protocol.ts';

interface Knowledge {
  readonly means: Means;
  readonly trouble: Trouble | null;
  /** The time (ms) up to which all is known; null before the first list. */
  readonly asOf: number | null;
  /** Since when there has been no open watch; undefined: there is one. */
  readonly lostAt: number | undefined;
}

/** Returns true if a kind is, at a time (ms), no longer known well enough to be shown as present. */
export function isStale({ means, trouble, asOf, lostAt }: Knowledge, limits: Limits, at: number): boolean {
  const { silence, poll, pause } = limits;
  const fresh = means === 'poll' ? 3 * poll : silence;
  const isPolled = means === 'poll' && (trouble === null || trouble === 'watchNotPermitted');
  const lost = isPolled || lostAt === undefined ? 0 : at - lostAt;
  return asOf === null || lost > 3 * pause || at - asOf > fresh;
}

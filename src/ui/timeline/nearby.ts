/** Marks near a pointer on the timeline. */
import { lastIndex } from '../../timeline/last-index.ts';
import type { Mark } from '../../timeline/marks.ts';

export interface Nearby {
  /** In the order in which they happened. */
  readonly marks: readonly Mark[];
  /** How many more there are that close. */
  readonly more: number;
}

/**
 * The marks around a moment, the nearest first where there are too many.
 * @param marks Oldest first.
 * @param within Virtual ms to either side.
 */
export function nearby(marks: readonly Mark[], at: number, within: number, most = 5): Nearby {
  const first = lastIndex(marks, (mark) => mark.at < at - within) + 1;
  const near = marks.slice(first, lastIndex(marks, (mark) => mark.at <= at + within) + 1);
  const chosen = near
    .toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))
    .slice(0, most)
    .sort((a, b) => a.seq - b.seq);
  return { marks: chosen, more: near.length - chosen.length };
}

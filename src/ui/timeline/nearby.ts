/** Marks near a pointer on the timeline. */
import { lastIndex } from '../../timeline/last-index.ts';
import type { Mark } from '../../timeline/marks.ts';

export interface Nearby {
  /** In order of time. */
  readonly marks: readonly Mark[];
  /** The number of further marks as near. */
  readonly more: number;
}

/**
 * Returns the marks around a moment; of too many, the nearest.
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

/** The calendar of the virtual clock. */

/** The date of virtual time 0 in a cluster that begins in the lab. */
const usual = Date.UTC(2026, 0, 1, 8, 0, 0);

/** Date of virtual time 0, as in `creationTimestamp` (ms since 1970). */
export let EPOCH = usual;

/** The second that was asked for last: most writes of a moment carry the same. */
let last = { second: NaN, text: '' };

/**
 * Sets the date of virtual time 0; without one, to the usual date. It is for a page that shows a real cluster, before it
 * makes anything: then the times of that cluster's objects and those of its history are of one calendar.
 */
export function beginCalendar(date = usual): void {
  EPOCH = date;
  last = { second: NaN, text: '' };
}

/** Virtual milliseconds → `metav1.Time`: RFC 3339 in whole seconds. */
export function timestamp(at: number): string {
  const second = Math.floor(at / 1000);
  if (second !== last.second) last = { second, text: `${new Date(EPOCH + second * 1000).toISOString().slice(0, 19)}Z` };
  return last.text;
}

/** `metav1.Time` → virtual milliseconds (whole seconds). */
export function virtualTime(time: string): number {
  return Date.parse(time) - EPOCH;
}

/** The calendar of the virtual clock. */

/** The date of virtual time 0 in a cluster that begins in the lab. */
const usual = Date.UTC(2026, 0, 1, 8, 0, 0);

/** Date of virtual time 0, as in `creationTimestamp` (ms since 1970). */
export let EPOCH = usual;

/** The second that was converted last: most writes of a moment have the same one. */
let last = { second: NaN, text: '' };

/**
 * Sets the date of virtual time 0; the default date, if absent. A page that shows a real cluster sets it before it
 * makes anything, so that the times of that cluster's objects and those of its history use one calendar.
 */
export function beginCalendar(date = usual): void {
  EPOCH = date;
  last = { second: NaN, text: '' };
}

/** Converts virtual milliseconds to `metav1.Time`: RFC 3339 in whole seconds. */
export function timestamp(at: number): string {
  const second = Math.floor(at / 1000);
  if (second !== last.second) last = { second, text: `${new Date(EPOCH + second * 1000).toISOString().slice(0, 19)}Z` };
  return last.text;
}

/** Converts `metav1.Time` to virtual milliseconds (whole seconds). */
export function virtualTime(time: string): number {
  return Date.parse(time) - EPOCH;
}

/** The calendar of the virtual clock. */

/** What `creationTimestamp` says at virtual time 0. */
export const EPOCH = Date.UTC(2026, 0, 1, 8, 0, 0);

/** Virtual milliseconds → `metav1.Time`: RFC 3339 in whole seconds. */
export function timestamp(at: number): string {
  return `${new Date(EPOCH + Math.floor(at)).toISOString().slice(0, 19)}Z`;
}

/** `metav1.Time` → virtual milliseconds (whole seconds). */
export function virtualTime(time: string): number {
  return Date.parse(time) - EPOCH;
}

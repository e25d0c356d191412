/** Ages and times as kubectl shows them. */
import { virtualTime } from '../../engine/index.ts';
import { humanDuration } from './duration.ts';

/** Returns the age of `time` (RFC 3339). */
export function age(time: unknown, now: number): string {
  return typeof time === 'string' && time !== '' ? humanDuration(now - virtualTime(time)) : '<unknown>';
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const days = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

/** As Go prints a time that is not set. */
const zeroTime = 'Mon, 01 Jan 0001 00:00:00 +0000';

/** Converts an RFC 3339 time in UTC to `Thu, 01 Jan 2026 08:00:00 +0000` (RFC 1123 with a numeric zone). */
export function longTime(time: unknown): string {
  const match = typeof time === 'string' ? /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(time) : null;
  if (match === null) return zeroTime;
  const [, year, month, day, clock] = match as unknown as [string, string, string, string, string];
  return `${days[weekday(Number(year), Number(month), Number(day))]}, ${day} ${months[Number(month) - 1]} ${year} ${clock} +0000`;
}

/** `2026-01-01 08:00:00 +0000 UTC`, as Go prints a time. */
export const goTime = (time: string): string => time.replace(/^([\d-]+)T([\d:]+).*$/, '$1 $2 +0000 UTC');

/** The weekday in the Gregorian calendar, from 0 for Sunday (Zeller's congruence). */
function weekday(year: number, month: number, day: number): number {
  const [y, m] = month < 3 ? [year - 1, month + 12] : [year, month];
  const sum = day + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return (sum + 6) % 7;
}

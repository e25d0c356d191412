/**
 * The times at which the commands of a transcript ran. Recordings contain only the ages and times that kubectl printed,
 * in whole seconds. With the pace here, most of them are as recorded.
 */
import type { Cluster } from '../src/engine/index.ts';
import { roundTrip } from '../src/shell/time.ts';
import type { Answer, TranscriptRow } from './transcript-row.ts';

/** Virtual ms from one command's end to the next one's start: 46 commands that only read took 14 s. */
export const betweenCommands = 280;
/** From the start of a watch to the command whose effect it shows. */
export const beforeWatched = 1000;
/** After a command that changed something, the recorder waited until nothing had happened for about this long. */
const quiet = 1000;
/** Fractions of a second at which a recording may have begun, in ms. */
const starts = Array.from({ length: 10 }, (_, i) => i * 100);
/** The fractions that `npm run transcript` finds for the recordings whose other answers depend on it, too. */
const foundStarts: Readonly<Record<string, number>> = { printers: 700, rollout: 700 };

const time = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/;
/** A part of a uid does not count. */
const age = /(?<!-)\b(?:\d+[smhd])+\b(?!-)/;
const reads = /^kubectl (get|describe|logs|explain|top|version|rollout (history|status))\b/;

const inSeconds = (text: string): number =>
  [...text.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * { s: 1, m: 60, h: 3600, d: 86_400 }[unit as 's'],
    0,
  );

/** The start times to try; if neither an age nor a time was printed, any one will do. */
export const startsOf = (rows: readonly TranscriptRow[]): readonly number[] =>
  rows.some(({ stdout = '' }) => age.test(stdout) || time.test(stdout)) ? starts : starts.slice(0, 1);

/** The start time at which the answers of a recording are compared. Ages and times are not, so that most begin at 0. */
export const comparedFrom = (name: string): number => foundStarts[name] ?? 0;

/** Counts the ages, and the times relative to the first one of the same answer, that differ from the recorded ones. */
export function missedTimes({ stdout: real = '' }: TranscriptRow, { stdout: ours }: Answer): number {
  return different(agesIn(real), agesIn(ours)) + different(timesIn(real), timesIn(ours));
}

function different<T>(real: readonly T[], ours: readonly T[]): number {
  return real.length === ours.length ? real.filter((each, i) => each !== ours[i]).length : real.length;
}

const agesIn = (text: string): readonly string[] => text.match(new RegExp(age, 'g')) ?? [];

/** Returns the times in a text, in ms since the first one. */
function timesIn(text: string): readonly number[] {
  const times = (text.match(new RegExp(time, 'g')) ?? []).map((each) => Date.parse(each));
  return times.map((each) => each - times[0]!);
}

/**
 * Lets the cluster come to rest after a command and stay at rest for a while, but no longer than the ages in the
 * following outputs allow.
 * @param from Virtual ms at which the command began.
 * @param following Rows after it.
 */
export function rest(cluster: Cluster, from: number, following: readonly TranscriptRow[]): void {
  const changing = following.findIndex(({ command = '' }) => !reads.test(command));
  const reading = following.slice(0, changing < 0 ? following.length : changing);
  let latest = Infinity;
  const look = (): void => {
    latest = Math.min(
      ...reading.map((row, i) => seenUntil(cluster, from, row) - (i + 1) * (betweenCommands + roundTrip)),
    );
  };
  look();
  const unsubscribe = cluster.subscribe(look);
  while (!cluster.atRest() && (cluster.nextTaskAt() ?? Infinity) < latest) cluster.step();
  unsubscribe();
  const until = cluster.now() + (cluster.atRest() ? quiet : Infinity);
  cluster.advanceTo(Math.max(cluster.now(), Math.min(until, latest - 1)));
}

/** Returns the virtual ms before which a table must have been printed, because nothing in it is older. */
function seenUntil(cluster: Cluster, from: number, { stdout = '' }: TranscriptRow): number {
  const [head = '', ...lines] = stdout.split('\n');
  const at = head
    .trim()
    .split(/\s{2,}/)
    .indexOf('AGE');
  if (at < 0) return Infinity;
  const limits = lines.map((line) => {
    const cells = line.trim().split(/\s{2,}/);
    const made = creationOf(cluster, cells[0]!.split('/').at(-1)!, from);
    const shown = cells[at]?.match(age)?.[0];
    return made === undefined || shown === undefined ? Infinity : made + (inSeconds(shown) + 1) * 1000;
  });
  return Math.min(...limits, Infinity);
}

/** Returns the second in which an object of that name was created after `from`; undefined if there is none. */
function creationOf({ history }: Cluster, name: string, from: number): number | undefined {
  for (let i = history.length - 1; i >= 0 && history[i]!.at >= from; i--) {
    const record = history[i]!;
    if ('object' in record && record.type === 'ADDED' && record.object.metadata.name === name) {
      return Math.floor(record.at / 1000) * 1000;
    }
  }
  return undefined;
}

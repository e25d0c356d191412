/**
 * Compares the output of the lab's kubectl with that of a recorded real one. Ignores differences that occur between any
 * two runs: ages, times, uids, addresses, random names, and column widths.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, TranscriptRow } from './transcript-row.ts';

/** Replacements, applied in order, for parts that differ between any two recordings of the same commands. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '<uid>'],
  [/\b(LIVE|MERGED)(-\d+)?\b/g, '$1-<file>'],
  [/^([WEIF])\d{4} [\d:.]+ +\d+ ([\w.]+):\d+\]/gm, '$1 $2]'],
  [/\/root|\/home\/[a-z]+/g, '<home>'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+ \+0000| \+0000 UTC)/g, '<time>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>'],
  [/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000/g, '<time>'],
  [/(Resource Version:\s+)\d+/g, '$1<version>'],
  [/("?resourceVersion"?: ?)"?\d+"?/g, '$1<version>'],
  [/kubectl-edit-\d+/g, 'kubectl-edit-<file>'],
  [/\b10(\.\d+){3}\b/g, '<ip>'],
  [/\bnode-\d\b/g, '<node>'],
  [/\b(nginx|nginx2|db|db-peers|api|api-lb|web-0)-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '$1-<suffix>'],
  [/\bshop-([a-f\d]+|[bcdfghjklmnpqrstvwxz2456789]{6,10})-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, 'shop-$1-<suffix>'],
  [/\b([a-z\d-]+)\.[\da-f]{16}\b/g, '$1.<event>'],
  [/nodePort: \d+/g, 'nodePort: <port>'],
  [/\b3\d{4}\/TCP/g, '<port>/TCP'],
  [/\b\d+(ms|s|m|h|d)(\d+(s|m|h))?\b/g, '<age>'],
  [/<age> \(x\d+ over <age>\)/g, '<age>'],
  [/[ \t]+/g, ' '],
  [/-{4,}/g, '----'],
  [/ +$/gm, ''],
];

const normalized = (text: string): string =>
  replacements.reduce((result, [pattern, by]) => result.replace(pattern, by), text).trim();

/** Drops repeated lines: how often a watch repeats a line depends on concurrent writes. */
const withoutRepeats = (lines: readonly string[]): readonly string[] =>
  lines.filter((line, i) => line !== lines[i - 1]);

export interface RecordedRow extends TranscriptRow, Partial<Answer> {
  /** True if the recordings of this row differ from each other. */
  readonly unstable?: boolean;
}

export interface Recording {
  readonly files: Readonly<Record<string, string>>;
  readonly rows: readonly RecordedRow[];
}

export interface Comparable {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly succeeds: boolean;
}

/** Reports if the row has a recorded answer that is the same in every recording. */
export const isCompared = ({ stdout, unstable }: RecordedRow): boolean => stdout !== undefined && !unstable;

/** Returns the parts of an answer that must be equal. */
export function comparable({ stdout = '', stderr = '', exit }: Partial<Answer>, watched: boolean): Comparable {
  const lines = (text: string): readonly string[] => {
    const all = normalized(text).split('\n');
    return watched ? withoutRepeats(all) : all;
  };
  return { stdout: lines(stdout), stderr: lines(stderr), succeeds: watched || exit === 0 };
}

/** Reasons, by index, for the rows of a recording whose answer is known to differ. */
export type Differences = Readonly<Record<string, string>>;

/** Reads the known differences of a recording; a recording without such a file has none. */
export function differencesOf(name: string): Differences {
  const file = join(import.meta.dirname, '..', 'src', 'kubectl', 'testing', 'differences', `${name}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Differences) : {};
}

/** Compares what the lab's kubectl printed with what a real one did, but for what no two runs have in common. */
import type { Answer, TranscriptRow } from './transcript.ts';

/** Answers that depend on the machine, on other people's namespaces or on how long things take. */
const notCompared =
  /^kubectl( |$)(api-resources|api-versions|version|cluster-info|config|diff|get nodes|get no$|get no |get all$|get po -A|get ns|get events|$)|^kubectl rollout status/;

/** Ages, times, uids, addresses, names made of chance, and the widths of columns. */
const normalized = (text: string): string =>
  text
    .replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, '<uid>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '<time>')
    .replace(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000/g, '<time>')
    .replace(/\b10(\.\d+){3}\b/g, '<ip>')
    .replace(/("?resourceVersion"?:) "\d+"/g, '$1 "<version>"')
    .replace(/\bnode-\d\b/g, '<node>')
    .replace(/\b(nginx|db)-[a-z\d]{5}\b/g, '$1-<suffix>')
    .replace(/\b\d+(ms|s|m|h|d)(\d+(s|m|h))?\b/g, '<age>')
    .replace(/[ \t]+/g, ' ')
    .replace(/ +$/gm, '')
    .trim();

/** How often the same line of a watch repeats depends on who wrote what in between. */
const once = (lines: readonly string[]): readonly string[] => lines.filter((line, i) => line !== lines[i - 1]);

export interface RecordedRow extends TranscriptRow, Partial<Answer> {}

export interface Comparable {
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  readonly succeeds: boolean;
}

export const isCompared = ({ command, watch }: RecordedRow): boolean => !notCompared.test(command ?? watch ?? '');

/** What of an answer has to be the same. */
export function comparable({ stdout = '', stderr = '', exit }: Partial<Answer>, watched: boolean): Comparable {
  const lines = (text: string): readonly string[] => {
    const all = normalized(text).split('\n');
    return watched ? once(all) : all;
  };
  return { stdout: lines(stdout), stderr: lines(stderr), succeeds: watched || exit === 0 };
}

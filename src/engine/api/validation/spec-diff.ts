/** The difference between two specs, line by line, as some errors of the API server show it. */
// Models apimachinery/pkg/util/diff (a unified diff of indented JSON) and pkg/apis/core/types.go
import type { PersistentVolumeClaim, PodSpec } from '../types.ts';
import { goName, internalPodSpec } from './internal-form.ts';

/** Number of unchanged lines before and after a change. */
const context = 3;

/** The API server compares its internal form of a claim: all fields, in their internal order, with capital letters. */
export function claimSpecDiff(before: PersistentVolumeClaim['spec'], after: PersistentVolumeClaim['spec']): string {
  return internalDiff(internalClaimSpec(before), internalClaimSpec(after));
}

/** Returns the difference between two Pod specs, in the API server's own form. */
export function podSpecDiff(before: PodSpec, after: PodSpec): string {
  return internalDiff(internalPodSpec(before), internalPodSpec(after));
}

/** Returns the difference between two structs in the API server's own form. */
export function internalDiff(before: object, after: object): string {
  const [old, now] = [before, after].map((value) => JSON.stringify(value, null, 1).split('\n'));
  return unifiedDiff(old!, now!);
}

const internalClaimSpec = (spec: PersistentVolumeClaim['spec']): object => ({
  AccessModes: spec.accessModes ?? null,
  Selector: spec.selector ?? null,
  Resources: { Limits: spec.resources?.limits ?? null, Requests: spec.resources?.requests ?? null },
  VolumeName: spec.volumeName ?? '',
  StorageClassName: spec.storageClassName ?? null,
  VolumeMode: spec.volumeMode ?? null,
  DataSource: capitalized(spec.dataSource),
  DataSourceRef: capitalized(spec.dataSourceRef),
  VolumeAttributesClassName: spec.volumeAttributesClassName ?? null,
});

const capitalized = (value: object | undefined): object | null =>
  value === undefined ? null : Object.fromEntries(Object.entries(value).map(([key, v]) => [goName(key), v]));

interface Edit {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

function unifiedDiff(before: readonly string[], after: readonly string[]): string {
  const edits = editsBetween(before, after);
  const shown = edits.map(({ mark }, i) =>
    mark === ' ' ? edits.slice(Math.max(0, i - context), i + context + 1).some((near) => near.mark !== ' ') : true,
  );
  let text = '';
  let [old, now] = [1, 1];
  for (let at = 0; at < edits.length;) {
    let end = at;
    while (end < edits.length && shown[end] === shown[at]) end++;
    const hunk = edits.slice(at, end);
    const [removed, added] = [
      hunk.filter(({ mark }) => mark !== '+').length,
      hunk.filter(({ mark }) => mark !== '-').length,
    ];
    if (shown[at]) {
      const lines = hunk.map(({ mark, line }) => `${mark}${line}\n`).join('');
      text += `@@ -${range(old, removed)} +${range(now, added)} @@\n${lines}`;
    }
    [old, now, at] = [old + removed, now + added, end];
  }
  return text;
}

const range = (start: number, count: number): string => (count === 1 ? String(start) : `${start},${count}`);

/** Product of lengths above which two texts are not compared line by line. */
const maxWork = 4_000_000;

/**
 * Returns the edits from one text to another: the longest run of equal lines stays; the lines before and after it are
 * compared in the same way.
 */
// Models github.com/pmezard/go-difflib SequenceMatcher
function editsBetween(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const edits: Edit[] = [];
  const replace = (removed: readonly string[], added: readonly string[]): void => {
    for (const line of removed) edits.push({ mark: '-', line });
    for (const line of added) edits.push({ mark: '+', line });
  };
  const compare = (a: readonly string[], b: readonly string[]): void => {
    const run = a.length * b.length > maxWork ? undefined : longestRun(a, b);
    if (run === undefined) return replace(a, b);
    compare(a.slice(0, run.inA), b.slice(0, run.inB));
    for (const line of a.slice(run.inA, run.inA + run.length)) edits.push({ mark: ' ', line });
    compare(a.slice(run.inA + run.length), b.slice(run.inB + run.length));
  };
  const head = commonHead(before, after);
  const tail = commonHead(before.slice(head).toReversed(), after.slice(head).toReversed());
  const middle = (lines: readonly string[]): readonly string[] => lines.slice(head, lines.length - tail);
  if (before.length * after.length <= maxWork) compare(before, after);
  else {
    for (const line of before.slice(0, head)) edits.push({ mark: ' ', line });
    compare(middle(before), middle(after));
    for (const line of before.slice(before.length - tail)) edits.push({ mark: ' ', line });
  }
  return edits;
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((line, i) => line !== b[i]);
  return at < 0 ? a.length : at;
}

interface RunOfLines {
  readonly inA: number;
  readonly inB: number;
  readonly length: number;
}

/** In texts with at least this many lines, a line that makes up more than one percent is popular. */
const popularFrom = 200;

/**
 * Returns the longest run of lines that both texts have, the first if there are several; `undefined` if there is none.
 * Popular lines do not start a run, they only extend it.
 */
function longestRun(a: readonly string[], b: readonly string[]): RunOfLines | undefined {
  const places = new Map<string, number[]>();
  b.forEach((line, j) => (places.get(line) ?? places.set(line, []).get(line)!).push(j));
  const most = b.length < popularFrom ? Infinity : Math.floor(b.length / 100) + 1;
  let best: RunOfLines | undefined;
  let endingBefore = new Map<number, number>();
  a.forEach((line, i) => {
    const ending = new Map<number, number>();
    const found = places.get(line) ?? [];
    for (const j of found.length > most ? [] : found) {
      const length = (endingBefore.get(j - 1) ?? 0) + 1;
      ending.set(j, length);
      if (length > (best?.length ?? 0)) best = { inA: i - length + 1, inB: j - length + 1, length };
    }
    endingBefore = ending;
  });
  if (best === undefined) return undefined;
  let { inA, inB, length } = best;
  while (inA > 0 && inB > 0 && a[inA - 1] === b[inB - 1]) [inA, inB, length] = [inA - 1, inB - 1, length + 1];
  while (inA + length < a.length && inB + length < b.length && a[inA + length] === b[inB + length]) length++;
  return { inA, inB, length };
}

/** How two specs differ, line by line, as some refusals of the API server show it. */
// Models apimachinery/pkg/util/diff (a unified diff of indented JSON) and pkg/apis/core/types.go
import type { PersistentVolumeClaim } from '../types.ts';

/** Lines before and after a change that are shown with it. */
const context = 3;

/** The API server compares its own form of a claim: all fields, in their order there, with capital letters. */
export function claimSpecDiff(before: PersistentVolumeClaim['spec'], after: PersistentVolumeClaim['spec']): string {
  return unifiedDiff(internalClaimSpec(before), internalClaimSpec(after));
}

function internalClaimSpec(spec: PersistentVolumeClaim['spec']): readonly string[] {
  const internal = {
    AccessModes: spec.accessModes ?? null,
    Selector: spec.selector ?? null,
    Resources: { Limits: spec.resources?.limits ?? null, Requests: spec.resources?.requests ?? null },
    VolumeName: spec.volumeName ?? '',
    StorageClassName: spec.storageClassName ?? null,
    VolumeMode: spec.volumeMode ?? null,
    DataSource: capitalized(spec.dataSource),
    DataSourceRef: capitalized(spec.dataSourceRef),
    VolumeAttributesClassName: spec.volumeAttributesClassName ?? null,
  };
  return JSON.stringify(internal, null, 1).split('\n');
}

const capitalized = (value: object | undefined): object | null =>
  value === undefined
    ? null
    : Object.fromEntries(Object.entries(value).map(([key, v]) => [key.replace(/^(api|.)/, (s) => s.toUpperCase()), v]));

interface Edit {
  readonly mark: ' ' | '-' | '+';
  readonly line: string;
}

export function unifiedDiff(before: readonly string[], after: readonly string[]): string {
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

/** A shortest way from one text to the other, removals before additions. */
function editsBetween(before: readonly string[], after: readonly string[]): readonly Edit[] {
  // common[i][j]: length of the longest common subsequence of what follows line i and line j.
  const common = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i]![j] =
        before[i] === after[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      edits.push({ mark: ' ', line: before[i++]! });
      j++;
    } else if (j === after.length || (i < before.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      edits.push({ mark: '-', line: before[i++]! });
    } else edits.push({ mark: '+', line: after[j++]! });
  }
  return edits;
}

/** `diff -y`: both texts side by side, with a mark between lines that differ. */
import type { Hunk } from '../../kubectl/index.ts';

interface SideBySide {
  readonly width: number;
  /** True if equal lines are left out. */
  readonly onlyChanges: boolean;
}

const tab = 8;

/** Returns the blanks between two columns, with tabs where possible. */
function blanks(from: number, to: number): string {
  let [text, at] = ['', from];
  while (at < to) {
    const next = (Math.floor(at / tab) + 1) * tab;
    text += next <= to ? '\t' : ' '.repeat(to - at);
    at = Math.min(next, to);
  }
  return text;
}

export function sideBySide(
  before: readonly string[],
  after: readonly string[],
  changes: readonly Hunk[],
  { width, onlyChanges }: SideBySide,
): string {
  // The right half begins at a tab stop; the mark is centered between the halves, which have the same width.
  const right = Math.floor((width + tab + 3) / (2 * tab)) * tab;
  const half = Math.max(0, Math.min(right - 3, width - right));
  const mark = Math.floor((half + right - 1) / 2);
  const cut = (line: string): string => line.replace(/\n$/, '').slice(0, half);
  let text = '';
  const row = (left: string | undefined, sign: string, other: string | undefined): void => {
    const own = cut(left ?? '');
    text += own;
    if (sign !== '') text += blanks(own.length, mark) + sign;
    if (other !== undefined && cut(other) !== '') {
      text += blanks(sign === '' ? own.length : mark + 1, right) + cut(other);
    }
    text += '\n';
  };
  let i = 0;
  const keep = (end: number): void => {
    for (; i < end; i++) if (!onlyChanges) row(before[i], '', before[i]);
  };
  for (const change of changes) {
    keep(change.before.start);
    const [count, otherCount] = [change.before.end - change.before.start, change.after.end - change.after.start];
    for (let k = 0; k < Math.max(count, otherCount); k++) {
      const left = k < count ? before[change.before.start + k] : undefined;
      const other = k < otherCount ? after[change.after.start + k] : undefined;
      row(left, left === undefined ? '>' : other === undefined ? '<' : '|', other);
    }
    i = change.before.end;
  }
  keep(before.length);
  return text;
}

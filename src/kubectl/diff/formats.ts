/** Writes changes between two texts as diff(1) does: in the normal and in the unified format. */
import { type Hunk, hunksOf, type Span } from './hunks.ts';

const noNewline = '\\ No newline at end of file\n';

/** The lines of a text, each with its line break; the last may have none. */
export const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A line with its prefix, and a note if the last line has no line break. */
const marked = (mark: string, line: string): string =>
  line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n${noNewline}`;

/** `3` or `3,5`: lines of the normal format. An empty range is the line before it. */
const lineRange = ({ start, end }: Span): string => (end - start > 1 ? `${start + 1},${end}` : `${end}`);

/** `2c2`, then the lines of both texts. */
export function normalFormat(before: readonly string[], after: readonly string[], changes: readonly Hunk[]): string {
  return changes
    .map((change) => {
      const gone = before.slice(change.before.start, change.before.end).map((line) => marked('< ', line));
      const added = after.slice(change.after.start, change.after.end).map((line) => marked('> ', line));
      const letter = gone.length === 0 ? 'a' : added.length === 0 ? 'd' : 'c';
      const between = letter === 'c' ? '---\n' : '';
      return `${lineRange(change.before)}${letter}${lineRange(change.after)}\n${gone.join('')}${between}${added.join('')}`;
    })
    .join('');
}

/** Combines changes that share context lines. */
function pieces(changes: readonly Hunk[], context: number): readonly (readonly Hunk[])[] {
  const result: Hunk[][] = [];
  for (const change of changes) {
    const last = result.at(-1);
    if (last !== undefined && change.before.start - last.at(-1)!.before.end <= 2 * context) last.push(change);
    else result.push([change]);
  }
  return result;
}

/** `3` or `3,2`: lines of the unified format, by start and length. */
const countedRange = ({ start, end }: Span): string => {
  const count = end - start;
  return count === 1 ? `${end}` : `${count === 0 ? start : start + 1},${count}`;
};

/** `@@ -1,3 +1,3 @@`, with context lines. */
export function unifiedFormat(
  before: readonly string[],
  after: readonly string[],
  changes: readonly Hunk[],
  context = 3,
): string {
  return pieces(changes, context)
    .map((piece) => {
      const [first, last] = [piece[0]!, piece.at(-1)!];
      const above = Math.min(context, first.before.start);
      const below = Math.min(context, before.length - last.before.end);
      const range = (side: 'before' | 'after'): string =>
        countedRange({ start: first[side].start - above, end: last[side].end + below });
      let at = first.before.start - above;
      let text = `@@ -${range('before')} +${range('after')} @@\n`;
      const keep = (end: number): void => {
        for (; at < end; at++) text += marked(' ', before[at]!);
      };
      for (const change of piece) {
        keep(change.before.start);
        for (; at < change.before.end; at++) text += marked('-', before[at]!);
        for (const line of after.slice(change.after.start, change.after.end)) text += marked('+', line);
      }
      keep(last.before.end + below);
      return text;
    })
    .join('');
}

/** Returns the unified diff of two texts with the names of their files; empty if they are equal. */
export function unifiedDiff(fromHeader: string, toHeader: string, before: string, after: string): string {
  if (before === after) return '';
  const [a, b] = [linesOf(before), linesOf(after)];
  return `--- ${fromHeader}\n+++ ${toHeader}\n${unifiedFormat(a, b, hunksOf(a, b))}`;
}

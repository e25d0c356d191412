/** Aligns text between tabs as Go's tabwriter does: a column is as wide as its widest cell in adjacent lines. */
// Models text/tabwriter, with the remembered widths of github.com/liggitt/tabwriter
import stringWidth from 'fast-string-width';

export interface TabOptions {
  /** Width of the narrowest column, including padding. */
  readonly minWidth: number;
  readonly padding: number;
}

/** For `kubectl get`. */
export const tableTabs: TabOptions = { minWidth: 6, padding: 3 };
/** For `kubectl describe`. */
export const describeTabs: TabOptions = { minWidth: 0, padding: 2 };

/** @param remembered Earlier widths of columns; it keeps the largest, so that the rows of a watch stay aligned. */
export function alignTabs(text: string, { minWidth, padding }: TabOptions, remembered?: number[]): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const out: string[] = [];

  const write = (from: number, to: number, widths: readonly number[]): void => {
    for (const cells of lines.slice(from, to)) {
      out.push(cells.map((cell, i) => (i < widths.length ? pad(cell, widths[i]!) : cell)).join(''));
    }
  };
  /** Lines from `first` up to `last` share the columns of `widths`. */
  const format = (first: number, last: number, widths: readonly number[]): void => {
    const column = widths.length;
    const hasCell = (i: number): boolean => column < lines[i]!.length - 1;
    for (let at = first; at < last;) {
      let end = at;
      if (!hasCell(at)) {
        while (end < last && !hasCell(end)) end++;
        write(at, end, widths);
      } else {
        let width = minWidth;
        for (; end < last && hasCell(end); end++) {
          width = Math.max(width, stringWidth(lines[end]![column]!) + padding);
        }
        if (remembered !== undefined) {
          width = Math.max(width, remembered[column] ?? 0);
          remembered[column] = width;
        }
        format(at, end, [...widths, width]);
      }
      at = end;
    }
  };
  format(0, lines.length, []);
  return out.join('\n');
}

const pad = (cell: string, width: number): string => cell + ' '.repeat(Math.max(0, width - stringWidth(cell)));

/** Where a diagnostic is marked in the text. */

/** Lines and columns from 1; the end is after the last character, as in Monaco's ranges. */
export interface Range {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

/** Place named in a diagnostic; lines and columns from 1. */
export interface NamedPlace {
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Returns the place that a diagnostic names; its line without the indentation, if it names only the line. */
export function markedRange({ line, column, endLine, endColumn }: NamedPlace, lines: readonly string[]): Range {
  const startLineNumber = Math.min(Math.max(line, 1), lines.length);
  const text = lines[startLineNumber - 1] ?? '';
  const first = text.length - text.trimStart().length + 1;
  const last = text.trimEnd().length + 1;
  const startColumn = column ?? Math.min(first, last);
  if (endLine !== undefined && endColumn !== undefined) {
    return { startLineNumber, startColumn, endLineNumber: endLine, endColumn };
  }
  return { startLineNumber, startColumn, endLineNumber: startLineNumber, endColumn: Math.max(last, startColumn + 1) };
}

/** Movement of the arrow keys in the grid of slots: columns are slots, rows their name, Pod, claims and volumes. */

export interface Place {
  readonly column: number;
  readonly row: number;
}

export interface WalkKey {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/**
 * Returns the place that a key leads to; null for other keys. It may have no cell, because slots differ in their
 * claims.
 * @param rows The number of cells in each column.
 * @param page The number of columns in sight.
 */
export function walk(
  { key, ctrlKey }: WalkKey,
  { column, row }: Place,
  rows: readonly number[],
  page: number,
): Place | null {
  const last = rows.length - 1;
  const within = (wanted: number): number => Math.min(Math.max(wanted, 0), last);
  const bottom = (of: number): number => Math.max((rows[of] ?? 1) - 1, 0);
  switch (key) {
    case 'ArrowLeft':
      return { column: within(column - 1), row };
    case 'ArrowRight':
      return { column: within(column + 1), row };
    case 'PageUp':
      return { column: within(column - page), row };
    case 'PageDown':
      return { column: within(column + page), row };
    case 'ArrowUp':
      return { column, row: Math.max(Math.min(row, bottom(column)) - 1, 0) };
    case 'ArrowDown':
      return { column, row: Math.min(row + 1, bottom(column)) };
    case 'Home':
      return { column: 0, row: ctrlKey ? 0 : row };
    case 'End':
      return { column: last, row: ctrlKey ? bottom(last) : row };
    default:
      return null;
  }
}

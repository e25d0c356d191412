/** Tables of `kubectl get` as the API server makes them: the columns of a kind, and a row for each object. */
import { type KubernetesObject, valueOf } from '../../engine/index.ts';

export interface Column {
  readonly name: string;
  /** True if only `-o wide` shows it. */
  readonly wide?: true;
}

/** Parses `Name, Age, IP*`; a star marks columns of `-o wide`. */
export const columns = (names: string): readonly Column[] =>
  names.split(', ').map((name) => (name.endsWith('*') ? { name: name.slice(0, -1), wide: true } : { name }));

/** The context of a row besides its object. */
export interface RowContext {
  /** Virtual ms. */
  readonly now: number;
}

export interface TableDefinition {
  readonly columns: readonly Column[];
  readonly row: (object: KubernetesObject, context: RowContext) => readonly string[];
}

export interface TableOptions {
  readonly wide: boolean;
  readonly namespaces: boolean;
  /** Prefix of names, e.g. `pod/`. */
  readonly prefix: string;
  readonly labelColumns: readonly string[];
  readonly showLabels: boolean;
}

export function headerLine({ columns }: TableDefinition, options: TableOptions): string {
  const names = columns.filter(({ wide }) => options.wide || wide === undefined).map(({ name }) => name.toUpperCase());
  const labels = options.labelColumns.map((label) => label.slice(label.lastIndexOf('/') + 1).toUpperCase());
  return [
    ...(options.namespaces ? ['NAMESPACE'] : []),
    ...names,
    ...labels,
    ...(options.showLabels ? ['LABELS'] : []),
  ].join('\t');
}

export function rowLine(
  { columns, row }: TableDefinition,
  object: KubernetesObject,
  context: RowContext,
  options: TableOptions,
): string {
  const named = columns.findIndex(({ name }) => name === 'Name');
  const cells = row(object, context)
    .map((cell, i) => (i === named ? options.prefix + cell : cell))
    .filter((_, i) => options.wide || columns[i]?.wide === undefined);
  const { labels, namespace } = object.metadata;
  return [
    ...(options.namespaces ? [namespace ?? ''] : []),
    ...cells,
    ...options.labelColumns.map((label) => valueOf(labels, label) ?? ''),
    ...(options.showLabels ? [formatLabels(labels)] : []),
  ]
    .map(oneLine)
    .join('\t');
}

/** `a=1,b=2`, sorted by key. */
export function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
  const pairs = Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? '<none>' : pairs.map(([key, value]) => `${key}=${value}`).join(',');
}

/** Escapes characters that would break the line, and ends the text at a line break. */
const oneLine = (cell: string): string => {
  const end = cell.search(/[\f\n\r]/);
  const line = end < 0 ? cell : `${cell.slice(0, end)}...`;
  return line.replace(/[\u0000-\u001f]/g, (c) => JSON.stringify(c).slice(1, -1));
};

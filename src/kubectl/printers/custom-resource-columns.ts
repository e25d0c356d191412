/** Columns of a custom resource, from its definition. */
// Models apiextensions-apiserver/pkg/registry/customresource/tableconvertor
import type { KubernetesObject, ResourceInfo } from '../../engine/index.ts';
import { age } from '../text/age.ts';
import { int, text } from '../resources/fields.ts';
import { JsonPath, JsonPathError } from './json-path.ts';
import { created, define, name } from './row.ts';
import type { RowContext, TableDefinition } from './table.ts';

/** For objects of which only the metadata is known. */
export const anyTable: TableDefinition = define('Name, Age', (object, context) => [
  name(object),
  created(object, context),
]);

/** @param printed `additionalPrinterColumns`; without any, the age is shown. */
export function customResourceTable({ printerColumns: printed = [] }: ResourceInfo): TableDefinition {
  if (printed.length === 0) return anyTable;
  const cells = printed.map(cellOf);
  return {
    columns: [
      { name: 'Name' },
      ...printed.map((column) => ({
        name: text(column, 'name'),
        ...(int(column, 'priority') > 0 && { wide: true as const }),
      })),
    ],
    row: (object, context) => [name(object), ...cells.map((cell) => cell(object, context))],
  };
}

type Cell = (object: KubernetesObject, context: RowContext) => string;

/** A value that is missing, or has another type than the column, gives an empty cell. */
function cellOf(column: unknown): Cell {
  const path = parsed(text(column, 'jsonPath'));
  const type = text(column, 'type');
  return (object, { now }) => {
    try {
      const value = path?.find(object)[0]?.[0];
      if (value === undefined || value === null) return '';
      if (type === 'date') return typeof value === 'string' ? age(value, now) : '';
      if (type === 'string') return typeof value === 'string' ? value : JSON.stringify(value);
      if (type === 'integer') return typeof value === 'number' ? String(Math.trunc(value)) : '';
      if (type === 'number') return typeof value === 'number' ? String(value) : '';
      return typeof value === 'boolean' ? String(value) : '';
    } catch (error) {
      if (error instanceof JsonPathError) return '';
      throw error;
    }
  };
}

function parsed(path: string): JsonPath | undefined {
  try {
    return new JsonPath(`{${path}}`);
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}

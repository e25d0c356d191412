/** Common parts of columns. */
import type { KubernetesObject, LabelSelector } from '../../engine/index.ts';
import { age } from '../text/age.ts';
import { field, int, list, text } from '../resources/fields.ts';
import { containerCells, formatSelector } from './cells.ts';
import { columns, type RowContext, type TableDefinition } from './table.ts';

export type Row = (object: KubernetesObject, context: RowContext) => readonly string[];

export const define = (names: string, row: Row): TableDefinition => ({ columns: columns(names), row });

export const created = (object: KubernetesObject, { now }: RowContext): string =>
  age(object.metadata.creationTimestamp, now);
export const name = (object: KubernetesObject): string => object.metadata.name;
export const number = (object: unknown, path: string): string => String(int(object, path));
export const truth = (object: unknown, path: string): string => String(field(object, path) === true);
export const size = (object: unknown, path: string): string => String(list(object, path).length);
export const or = (object: unknown, path: string, otherwise: string): string => text(object, path) || otherwise;
export const selectorOf = (object: unknown, path = 'spec.selector'): string =>
  formatSelector(field(object, path) as LabelSelector | undefined);
export const templateCells = (object: KubernetesObject): readonly [string, string] =>
  containerCells(field(object, 'spec.template.spec'));

/** `a,b,c + 2 more...` */
export const atMost = (limit: number, items: readonly string[], separator = ','): string =>
  items.length <= limit
    ? items.join(separator)
    : `${items.slice(0, limit).join(separator)} + ${items.length - limit} more...`;

/** The addresses of a load balancer. The API server makes all cells for `-o wide`, so it does not shorten them. */
export function balancerAddresses(object: unknown): string {
  const all = list(object, 'status.loadBalancer.ingress').map((one) => text(one, 'ip') || text(one, 'hostname'));
  return [...new Set(all)]
    .filter((address) => address !== '')
    .sort()
    .join(',');
}

/** Cells that several kinds share. */
import type { LabelSelector, Labels } from '../../engine/index.ts';
import { isFields, list, text } from '../resources/fields.ts';
import { formatLabels } from './table.ts';

export const none = (value: string): string => value || '<none>';

const modes: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** `RWO,ROX`, without duplicates, in Kubernetes' order. */
export const accessModes = (given: readonly unknown[]): string =>
  Object.keys(modes)
    .filter((mode) => given.includes(mode))
    .map((mode) => modes[mode])
    .join(',');

/** `80:30080/TCP,443/TCP` */
export const portList = (ports: readonly unknown[]): string =>
  ports
    .map((port) => {
      const nodePort = text(port, 'nodePort');
      return `${text(port, 'port')}${nodePort === '' ? '' : `:${nodePort}`}/${text(port, 'protocol') || 'TCP'}`;
    })
    .join(',');

const operators: readonly (string | undefined)[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** `app=nginx,tier in (a,b),!old`, as `metav1.FormatLabelSelector` writes it. */
export function formatSelector(selector: LabelSelector | undefined): string {
  if (selector === undefined) return '<none>';
  const { matchLabels = {}, matchExpressions = [] } = selector;
  // For kinds whose selectors the API server does not validate.
  if (matchExpressions.some(({ operator }) => !operators.includes(operator))) return '<error>';
  const parts = [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, text: `${key}=${value}` })),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return { key, text: key };
      if (operator === 'DoesNotExist') return { key, text: `!${key}` };
      return { key, text: `${key} ${operator.toLowerCase()} (${[...values].sort().join(',')})` };
    }),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
  return none(parts.map((part) => part.text).join(','));
}

export const formatMap = (labels: Labels | undefined): string => formatLabels(labels);

/** Returns names and images of a Pod template's containers. */
export function containerCells(podSpec: unknown): readonly [names: string, images: string] {
  const containers = list(podSpec, 'containers').filter(isFields);
  return [
    containers.map((container) => text(container, 'name')).join(','),
    containers.map((container) => text(container, 'image')).join(','),
  ];
}

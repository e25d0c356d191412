/** Labels, and selectors of objects by labels. */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/labels/selector.go
import { valueOf } from '../base/values.ts';
import type { Labels, LabelSelector } from './types.ts';

/** Returns true if all labels of `wanted` are present with the same values. */
export function labelsMatch(wanted: Labels, labels: Labels | undefined): boolean {
  for (const key in wanted) if (labels?.[key] !== wanted[key]) return false;
  return true;
}

/** Returns true if the selector matches the labels. An empty selector matches everything, a missing one nothing. */
export function selectorMatches(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (selector === undefined) return false;
  return (
    labelsMatch(selector.matchLabels ?? {}, labels) &&
    (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = valueOf(labels, key);
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        // Only in selectors of nodes.
        case 'Gt':
          return value !== undefined && Number(value) > Number(values[0]);
        case 'Lt':
          return value !== undefined && Number(value) < Number(values[0]);
        default:
          return operator === 'DoesNotExist' && value === undefined;
      }
    })
  );
}

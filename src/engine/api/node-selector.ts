/** Node selectors: a list of terms, of which one must match; a term consists of expressions on labels and on fields. */
// Models kubernetes/staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity
import { selectorMatches } from './labels.ts';
import type { LabelSelector, Node } from './types.ts';

export interface NodeSelectorTerm {
  readonly matchExpressions?: LabelSelector['matchExpressions'];
  readonly matchFields?: LabelSelector['matchExpressions'];
}

/** Returns true if one of the terms matches; a term without requirements matches no node. */
export function matchesTerms(terms: readonly NodeSelectorTerm[], { metadata }: Node): boolean {
  return terms.some(
    ({ matchExpressions = [], matchFields = [] }) =>
      matchExpressions.length + matchFields.length > 0 &&
      selectorMatches({ matchExpressions }, metadata.labels) &&
      selectorMatches({ matchExpressions: matchFields }, { 'metadata.name': metadata.name }),
  );
}

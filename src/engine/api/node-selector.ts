/** Node selectors: terms of which one must hold, of expressions on labels and of fields. */
// Models kubernetes/staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity
import { selectorMatches } from './labels.ts';
import type { LabelSelector, Node } from './types.ts';

export interface NodeSelectorTerm {
  readonly matchExpressions?: LabelSelector['matchExpressions'];
  readonly matchFields?: LabelSelector['matchExpressions'];
}

/** One of the terms holds; one without any requirement matches no node. */
export function matchesTerms(terms: readonly NodeSelectorTerm[], { metadata }: Node): boolean {
  return terms.some(
    ({ matchExpressions = [], matchFields = [] }) =>
      matchExpressions.length + matchFields.length > 0 &&
      selectorMatches({ matchExpressions }, metadata.labels) &&
      selectorMatches({ matchExpressions: matchFields }, { 'metadata.name': metadata.name }),
  );
}

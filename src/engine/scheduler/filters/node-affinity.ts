/** `nodeSelector` and the required terms of `affinity.nodeAffinity`. */
// Models kubernetes/pkg/scheduler/framework/plugins/nodeaffinity
import { labelsMatch, selectorMatches } from '../../api/labels.ts';
import type { LabelSelector, Labels } from '../../api/types.ts';
import { type FilterPlugin, unresolvable } from './filter.ts';
import type { Node } from '../../api/types.ts';

interface NodeSelectorTerm {
  readonly matchExpressions?: LabelSelector['matchExpressions'];
  readonly matchFields?: LabelSelector['matchExpressions'];
}

export const nodeAffinity: FilterPlugin = ({ spec }) => {
  const selector = spec.nodeSelector as Labels | undefined;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms as
    readonly NodeSelectorTerm[] | undefined;
  if (selector === undefined && terms === undefined) return undefined;
  return ({ node }) =>
    labelsMatch(selector ?? {}, node.metadata.labels) && (terms?.some((t) => termMatches(t, node)) ?? true)
      ? undefined
      : unresolvable("node(s) didn't match Pod's node affinity/selector");
};

/** A term without any requirement matches no node. */
function termMatches({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, { metadata }: Node): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  return (
    selectorMatches({ matchExpressions }, metadata.labels) &&
    selectorMatches({ matchExpressions: matchFields }, { 'metadata.name': metadata.name })
  );
}

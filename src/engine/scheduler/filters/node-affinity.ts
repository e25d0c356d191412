/** Filters by `nodeSelector` and the required terms of `affinity.nodeAffinity`. */
// Models kubernetes/pkg/scheduler/framework/plugins/nodeaffinity
import { labelsMatch } from '../../api/labels.ts';
import { matchesTerms, type NodeSelectorTerm } from '../../api/node-selector.ts';
import type { Labels, Node, Pod } from '../../api/types.ts';
import { type FilterPlugin, type QueueingHint, unresolvable } from './filter.ts';

/** Reports if the Pod's `nodeSelector` and required node affinity allow this node. */
export function matchesNode({ spec }: Pod, node: Node): boolean {
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms as
    readonly NodeSelectorTerm[] | undefined;
  return (
    labelsMatch((spec.nodeSelector ?? {}) as Labels, node.metadata.labels) &&
    (terms === undefined || matchesTerms(terms, node))
  );
}

/** Returns the sum of the weights of the Pod's preferred terms that match the node; an empty one matches none. */
export function preference({ spec }: Pod, node: Node): number {
  const terms = spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.reduce((sum, { weight, preference }) => {
    const term = preference as NodeSelectorTerm;
    return sum + (matchesTerms([term], node) ? weight : 0);
  }, 0);
}

const onNodeChange: QueueingHint = (pod, { object, previous }) =>
  matchesNode(pod, object as Node) && (previous === undefined || !matchesNode(pod, previous as Node));

export const nodeAffinity: FilterPlugin = {
  events: { 'Node/Add': onNodeChange, 'Node/UpdateNodeLabel': onNodeChange },
  preFilter:
    (pod) =>
    ({ node }) =>
      matchesNode(pod, node) ? undefined : unresolvable("node(s) didn't match Pod's node affinity/selector"),
};

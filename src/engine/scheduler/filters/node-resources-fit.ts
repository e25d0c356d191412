/** Refuses nodes without enough unrequested resources. Limits and actual usage are not considered. */
// Models kubernetes/pkg/scheduler/framework/plugins/noderesources/fit.go
import { amounts, podRequests } from '../../api/pod-requests.ts';
import type { Node, Pod } from '../../api/types.ts';
import { always, type FilterPlugin, type QueueingHint } from './filter.ts';

const requestsOf = ({ spec }: Pod): readonly (readonly [string, number])[] =>
  [...podRequests(spec)].filter(([, amount]) => amount > 0);

/** Reports if the node could run the Pod if no other Pod were on it. */
function isLargeEnough(node: Node, pod: Pod): boolean {
  const allocatable = amounts(node.status.allocatable);
  return requestsOf(pod).every(([name, amount]) => amount <= (allocatable.get(name) ?? 0));
}

const onNodeChange: QueueingHint = (pod, { object }) => isLargeEnough(object as Node, pod);

export const nodeResourcesFit: FilterPlugin = {
  events: {
    'Pod/Delete': always,
    'Pod/UpdatePodScaleDown': always,
    'Node/Add': onNodeChange,
    'Node/UpdateNodeAllocatable': onNodeChange,
  },
  preFilter: (pod) => {
    const requests = requestsOf(pod);
    return ({ node, load }) => {
      const allocatable = amounts(node.status.allocatable);
      const has = (name: string): number => allocatable.get(name) ?? 0;
      const missing = requests.filter(([name, amount]) => amount > has(name) - (load.requested.get(name) ?? 0));
      const reasons = missing.map(([name]) => `Insufficient ${name}`);
      if ((load.pods.size + 1) * 1000 > has('pods')) reasons.unshift('Too many pods');
      if (reasons.length === 0) return undefined;
      // The Pod requests more than the node has in total: removing Pods would not help.
      return { reasons, resolvable: missing.every(([name, amount]) => amount <= has(name)) };
    };
  },
};

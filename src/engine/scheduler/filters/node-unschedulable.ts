/** Refuses cordoned nodes, unless the Pod tolerates the taint that a cordoned node has. */
// Models kubernetes/pkg/scheduler/framework/plugins/nodeunschedulable
import { isTolerated, taintKey } from '../../api/taints.ts';
import type { Node, Pod } from '../../api/types.ts';
import { type FilterPlugin, type QueueingHint, unresolvable } from './filter.ts';

const cordoned = { key: taintKey.unschedulable, effect: 'NoSchedule' } as const;

const takes = (node: Node, { spec }: Pod): boolean =>
  node.spec.unschedulable !== true || isTolerated(cordoned, spec.tolerations);

const onNodeChange: QueueingHint = (pod, { object }) => takes(object as Node, pod);

export const nodeUnschedulable: FilterPlugin = {
  events: {
    'Node/Add': onNodeChange,
    'Node/UpdateNodeTaint': onNodeChange,
    'Pod/UpdatePodToleration': (pod, { object }) =>
      object.metadata.uid === pod.metadata.uid && isTolerated(cordoned, pod.spec.tolerations),
  },
  preFilter:
    (pod) =>
    ({ node }) =>
      takes(node, pod) ? undefined : unresolvable('node(s) were unschedulable'),
};

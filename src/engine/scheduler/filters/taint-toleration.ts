/** Refuses nodes with a taint of effect NoSchedule or NoExecute that the Pod does not tolerate. */
// Models kubernetes/pkg/scheduler/framework/plugins/tainttoleration
import { isTolerated } from '../../api/taints.ts';
import type { Node, Pod } from '../../api/types.ts';
import { type FilterPlugin, type QueueingHint, unresolvable } from './filter.ts';

export const toleratesTaints = ({ spec }: Pod, node: Node): boolean =>
  (node.spec.taints ?? []).every((t) => t.effect === 'PreferNoSchedule' || isTolerated(t, spec.tolerations));

const onNodeChange: QueueingHint = (pod, { object, previous }) =>
  toleratesTaints(pod, object as Node) && (previous === undefined || !toleratesTaints(pod, previous as Node));

export const taintToleration: FilterPlugin = {
  events: {
    'Node/Add': onNodeChange,
    'Node/UpdateNodeTaint': onNodeChange,
    'Pod/UpdatePodToleration': (pod, { object }) => object.metadata.uid === pod.metadata.uid,
  },
  preFilter:
    (pod) =>
    ({ node }) =>
      toleratesTaints(pod, node) ? undefined : unresolvable('node(s) had untolerated taint(s)'),
};

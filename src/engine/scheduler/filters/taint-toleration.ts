/** A node takes only Pods that tolerate its taints of effect NoSchedule and NoExecute. */
// Models kubernetes/pkg/scheduler/framework/plugins/tainttoleration
import { isTolerated } from '../../api/taints.ts';
import { type FilterPlugin, unresolvable } from './filter.ts';

export const taintToleration: FilterPlugin =
  ({ spec }) =>
  ({ node }) =>
    (node.spec.taints ?? []).some((t) => t.effect !== 'PreferNoSchedule' && !isTolerated(t, spec.tolerations))
      ? unresolvable('node(s) had untolerated taint(s)')
      : undefined;

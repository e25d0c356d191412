/** A cordoned node takes no new Pods, but such as tolerate the taint that says the same. */
// Models kubernetes/pkg/scheduler/framework/plugins/nodeunschedulable
import { isTolerated, taintKey } from '../../api/taints.ts';
import { type FilterPlugin, unresolvable } from './filter.ts';

const cordoned = { key: taintKey.unschedulable, effect: 'NoSchedule' } as const;

export const nodeUnschedulable: FilterPlugin =
  ({ spec }) =>
  ({ node }) =>
    node.spec.unschedulable === true && !isTolerated(cordoned, spec.tolerations)
      ? unresolvable('node(s) were unschedulable')
      : undefined;

/** A cordoned node takes no new Pods. */
// Models kubernetes/pkg/scheduler/framework/plugins/nodeunschedulable
import { type FilterPlugin, unresolvable } from './filter.ts';

export const nodeUnschedulable: FilterPlugin =
  () =>
  ({ node }) =>
    node.spec.unschedulable === true ? unresolvable('node(s) were unschedulable') : undefined;

/** Finds the nodes on which a Pod can run. */
// Models kubernetes/pkg/scheduler/schedule_one.go (findNodesThatFitPod)
import type { Pod } from '../api/types.ts';
import type { FilterPlugin, NodeFilter, Rejection, Snapshot } from './filters/filter.ts';
import { filters } from './filters/index.ts';
import type { NodeInfo } from './node-info.ts';
import { fitFailure, podFailure } from './scheduling-failure.ts';

/** The reason why the Pod cannot be scheduled. */
export interface Refusal {
  readonly message: string;
  /** The plugins that refused the Pod, or a node for it. */
  readonly plugins: readonly FilterPlugin[];
}

/** Makes the scheduler try the Pod again when the first node is added. */
const anyNode: FilterPlugin = { events: { 'Node/Add': () => true }, preFilter: () => undefined };

/** Returns the nodes that no filter refuses, at least one, or the reason why there is none. */
export function findFeasibleNodes(pod: Pod, snapshot: Snapshot): readonly NodeInfo[] | Refusal {
  const { nodes } = snapshot;
  if (nodes.length === 0) return { message: 'no nodes available to schedule pods', plugins: [anyNode] };
  const checks: { readonly plugin: FilterPlugin; readonly refuses: NodeFilter }[] = [];
  for (const plugin of filters) {
    const refuses = plugin.preFilter(pod, snapshot);
    if (typeof refuses === 'string') return { message: podFailure(nodes.length, refuses), plugins: [plugin] };
    if (refuses !== undefined) checks.push({ plugin, refuses });
  }
  const rejections: Rejection[] = [];
  const plugins = new Set<FilterPlugin>();
  const feasible = nodes.filter((node) => {
    for (const { plugin, refuses } of checks) {
      const rejection = refuses(node);
      if (rejection === undefined) continue;
      rejections.push(rejection);
      plugins.add(plugin);
      return false;
    }
    return true;
  });
  if (feasible.length > 0) return feasible;
  return { message: fitFailure(nodes.length, rejections, pod.spec.preemptionPolicy), plugins: [...plugins] };
}

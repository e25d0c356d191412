/** Finds the nodes on which a Pod can run. */
// Models kubernetes/pkg/scheduler/schedule_one.go (findNodesThatFitPod)
import type { Pod } from '../api/types.ts';
import { type FilterPlugin, type NodeFilter, type Rejection, type Snapshot, unresolvable } from './filters/filter.ts';
import { filters } from './filters/index.ts';
import type { NodeInfo } from './node-info.ts';
import { podFailure } from './scheduling-failure.ts';

/** The reason why the Pod cannot be scheduled. */
export interface Refusal {
  /** The reason if it does not depend on the nodes. */
  readonly message?: string;
  /** The reasons for each node, if all were checked. */
  readonly rejections: readonly Rejection[];
  /** The plugins that refused the Pod, or a node for it. */
  readonly plugins: readonly FilterPlugin[];
}

/** Makes the scheduler try the Pod again when the first node is added. */
const anyNode: FilterPlugin = { events: { 'Node/Add': () => true }, preFilter: () => undefined };

interface Check {
  readonly plugin: FilterPlugin;
  readonly refuses: NodeFilter;
}

/** Returns what must be checked for each node, or the reason why no node can suit the Pod. */
function checksFor(pod: Pod, snapshot: Snapshot): readonly Check[] | Refusal {
  const checks: Check[] = [];
  for (const plugin of filters) {
    const refuses = plugin.preFilter(pod, snapshot);
    if (typeof refuses === 'string') {
      return { message: podFailure(snapshot.nodes.length, refuses), rejections: [], plugins: [plugin] };
    }
    if (refuses !== undefined) checks.push({ plugin, refuses });
  }
  return checks;
}

function firstRefusal(checks: readonly Check[], node: NodeInfo) {
  for (const { plugin, refuses } of checks) {
    const rejection = refuses(node);
    if (rejection !== undefined) return { plugin, rejection };
  }
  return undefined;
}

/** Returns the nodes that no filter refuses, at least one, or the reason why there is none. */
export function findFeasibleNodes(pod: Pod, snapshot: Snapshot): readonly NodeInfo[] | Refusal {
  const { nodes } = snapshot;
  if (nodes.length === 0) {
    return { message: 'no nodes available to schedule pods', rejections: [], plugins: [anyNode] };
  }
  const checks = checksFor(pod, snapshot);
  if (!('length' in checks)) return checks;
  const rejections: Rejection[] = [];
  const plugins = new Set<FilterPlugin>();
  const feasible = nodes.filter((node) => {
    const refused = firstRefusal(checks, node);
    if (refused === undefined) return true;
    rejections.push(refused.rejection);
    plugins.add(refused.plugin);
    return false;
  });
  return feasible.length > 0 ? feasible : { rejections, plugins: [...plugins] };
}

/** Returns the reason why this node does not suit the Pod. */
export function refuses(pod: Pod, snapshot: Snapshot, node: NodeInfo): Rejection | undefined {
  const checks = checksFor(pod, snapshot);
  return 'length' in checks ? firstRefusal(checks, node)?.rejection : unresolvable(checks.message!);
}

/** What the scheduler's filters are: each says of a node whether the Pod may go there, and why not. */
// Models kubernetes/staging/src/k8s.io/kube-scheduler/framework (PreFilterPlugin, FilterPlugin, Status)
import type { Pod } from '../../api/types.ts';
import type { ObjectStore } from '../../apiserver/object-store.ts';
import type { NodeInfo } from '../node-info.ts';

/** What a filter may look at: the nodes with the Pods on them, at the beginning of this attempt. */
export interface Snapshot {
  readonly nodes: readonly NodeInfo[];
  readonly store: ObjectStore;
}

/** Why a node is refused. */
export interface Rejection {
  /** As they stand in the scheduler's message, each counted on its own. */
  readonly reasons: readonly string[];
  /** Upstream's Unschedulable as opposed to UnschedulableAndUnresolvable: removing other Pods could help. */
  readonly resolvable: boolean;
}

export type NodeFilter = (node: NodeInfo) => Rejection | undefined;

/**
 * Looks at the Pod once (upstream's PreFilter) and gives the filter for each node; `undefined`: nothing to filter; a
 * text: no node can be had, and this is why.
 */
export type FilterPlugin = (pod: Pod, snapshot: Snapshot) => NodeFilter | string | undefined;

/** Refuses the node for good: no removal of Pods changes it. */
export const unresolvable = (...reasons: string[]): Rejection => ({ reasons, resolvable: false });
/** Refuses the node as it is now. */
export const unschedulable = (...reasons: string[]): Rejection => ({ reasons, resolvable: true });

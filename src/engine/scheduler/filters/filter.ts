/** Interface of a scheduler filter: it says if a node suits the Pod, and why not. */
// Models kubernetes/staging/src/k8s.io/kube-scheduler/framework (PreFilterPlugin, FilterPlugin, EnqueueExtensions)
import type { Pod } from '../../api/types.ts';
import type { ObjectView } from '../../apiserver/api.ts';
import type { ChangedObject, ClusterEvent } from '../cluster-event.ts';
import type { NodeInfo } from '../node-info.ts';

/** Nodes and their Pods at the beginning of this attempt. */
export interface Snapshot {
  readonly nodes: readonly NodeInfo[];
  readonly store: ObjectView;
}

/** Why a node is refused. */
export interface Rejection {
  /** As they stand in the scheduler's message, each counted on its own. */
  readonly reasons: readonly string[];
  /** Upstream's Unschedulable as opposed to UnschedulableAndUnresolvable: removing other Pods could help. */
  readonly resolvable: boolean;
}

export type NodeFilter = (node: NodeInfo) => Rejection | undefined;

/** Says whether the change may let the Pod be scheduled, which the plugin has refused. */
export type QueueingHint = (pod: Pod, change: ChangedObject) => boolean;

export interface FilterPlugin {
  /** The events after which a Pod that the plugin refused is tried again. */
  readonly events: Readonly<Partial<Record<ClusterEvent, QueueingHint>>>;
  /**
   * Looks at the Pod once and gives the filter for each node; `undefined`: nothing to filter; a text: no node can be
   * had, and this is why.
   */
  readonly preFilter: (pod: Pod, snapshot: Snapshot) => NodeFilter | string | undefined;
}

/** The change always counts. */
export const always: QueueingHint = () => true;

/** Refuses the node for good: no removal of Pods changes it. */
export const unresolvable = (...reasons: string[]): Rejection => ({ reasons, resolvable: false });

/** Refuses the node as it is now. */
export const unschedulable = (...reasons: string[]): Rejection => ({ reasons, resolvable: true });

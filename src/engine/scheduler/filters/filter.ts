/** Interface of a scheduler filter, which says if a node suits a Pod and, if not, why. */
// Models kubernetes/staging/src/k8s.io/kube-scheduler/framework (PreFilterPlugin, FilterPlugin, EnqueueExtensions)
import type { Pod } from '../../api/types.ts';
import type { ObjectView } from '../../apiserver/api.ts';
import type { ChangedObject, ClusterEvent } from '../cluster-event.ts';
import type { NodeInfo } from '../node-info.ts';

/** The nodes and their Pods when this attempt began. */
export interface Snapshot {
  readonly nodes: readonly NodeInfo[];
  readonly store: ObjectView;
}

/** The reason why a node is refused. */
export interface Rejection {
  /** The texts that the scheduler's message contains; each is counted separately. */
  readonly reasons: readonly string[];
  /** True for upstream's Unschedulable, false for UnschedulableAndUnresolvable: if removing other Pods could help. */
  readonly resolvable: boolean;
}

export type NodeFilter = (node: NodeInfo) => Rejection | undefined;

/** Reports if the change may make a Pod schedulable that the plugin refused. */
export type QueueingHint = (pod: Pod, change: ChangedObject) => boolean;

export interface FilterPlugin {
  /** The events after which the scheduler tries a Pod again that the plugin refused. */
  readonly events: Readonly<Partial<Record<ClusterEvent, QueueingHint>>>;
  /**
   * Examines the Pod once and returns the filter for each node. Returns `undefined` if there is nothing to filter, and
   * the reason as a text if no node can suit the Pod.
   */
  readonly preFilter: (pod: Pod, snapshot: Snapshot) => NodeFilter | string | undefined;
}

/** A hint for changes that always matter. */
export const always: QueueingHint = () => true;

/** Refuses the node; removing Pods from it would not help. */
export const unresolvable = (...reasons: string[]): Rejection => ({ reasons, resolvable: false });

/** Refuses the node as it is now; removing Pods from it could help. */
export const unschedulable = (...reasons: string[]): Rejection => ({ reasons, resolvable: true });

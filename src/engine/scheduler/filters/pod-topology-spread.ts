/**
 * Judges nodes by `topologySpreadConstraints`. With DoNotSchedule, no domain gets more than `maxSkew` Pods above the lowest
 * count. With ScheduleAnyway, domains with fewer Pods are better.
 */
// Models kubernetes/pkg/scheduler/framework/plugins/podtopologyspread
import { selectorMatches } from '../../api/labels.ts';
import type { Labels, LabelSelector, Node, Pod } from '../../api/types.ts';
import { valueOf } from '../../base/values.ts';
import type { NodeInfo } from '../node-info.ts';
import { always, type FilterPlugin, type QueueingHint, type Snapshot, unresolvable, unschedulable } from './filter.ts';
import { matchesNode } from './node-affinity.ts';
import { toleratesTaints } from './taint-toleration.ts';

interface Constraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly labelSelector?: LabelSelector;
  readonly matchLabelKeys?: readonly string[];
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: string;
  readonly nodeTaintsPolicy?: string;
}

const reason = "node(s) didn't match pod topology spread constraints";

const constraintsOf = ({ spec }: Pod, whenUnsatisfiable = 'DoNotSchedule'): readonly Constraint[] =>
  ((spec.topologySpreadConstraints ?? []) as unknown as readonly Constraint[]).filter(
    (c) => c.whenUnsatisfiable === whenUnsatisfiable,
  );

/** Reports if the constraint counts the changed Pod, or if it is the waiting Pod itself. */
const onPodChange: QueueingHint = (pod, { object, previous }) =>
  object.metadata.namespace === pod.metadata.namespace &&
  [object, previous].some((o) =>
    constraintsOf(pod).some(({ labelSelector }) => selectorMatches(labelSelector, o?.metadata.labels)),
  );

export const podTopologySpread: FilterPlugin = {
  events: {
    'Pod/Add': onPodChange,
    'Pod/Delete': onPodChange,
    'Pod/UpdatePodLabel': onPodChange,
    'Pod/UpdatePodToleration': (pod, { object }) => object.metadata.uid === pod.metadata.uid,
    'Node/Add': always,
    'Node/Delete': always,
    'Node/UpdateNodeLabel': always,
    'Node/UpdateNodeTaint': always,
  },
  preFilter: (pod, { nodes }) => {
    const constraints = constraintsOf(pod);
    if (constraints.length === 0) return undefined;
    const counts = countsOf(constraints, pod, nodes);
    return ({ node }) => {
      for (const [i, constraint] of constraints.entries()) {
        const domain = label(node, constraint);
        if (domain === undefined) return unresolvable(`${reason} (missing required label)`);
        const byDomain = counts[i]!;
        const few = byDomain.size < (constraint.minDomains ?? 1);
        const least = few ? 0 : Math.min(...byDomain.values());
        const here = (byDomain.get(domain) ?? 0) + (selects(constraint, pod, pod.metadata.labels) ? 1 : 0);
        if (here - least > constraint.maxSkew) return unschedulable(reason);
      }
      return undefined;
    };
  },
};

/**
 * Returns the score of a node: the number of matching Pods in its domains; the lower, the better. Returns `undefined` for a
 * node that is in no domain of a constraint. `feasible`: the nodes to choose from.
 */
export function spreadScore(
  pod: Pod,
  { nodes }: Snapshot,
  feasible: readonly NodeInfo[],
): (info: NodeInfo) => number | undefined {
  const constraints = constraintsOf(pod, 'ScheduleAnyway');
  const counts = countsOf(constraints, pod, nodes);
  // With more domains, each has fewer Pods: the weight makes up for this.
  const weights = constraints.map((c) => {
    const labels = feasible.filter(isIn(constraints)).map(({ node }) => label(node, c));
    return Math.log(new Set(labels).size + 2);
  });
  const score = (c: Constraint, i: number, node: Node): number =>
    (counts[i]!.get(label(node, c)!) ?? 0) * weights[i]! + c.maxSkew - 1;
  return (info) =>
    isIn(constraints)(info)
      ? Math.round(constraints.reduce((sum, c, i) => sum + score(c, i, info.node), 0))
      : undefined;
}

/** Reports if a node is in a domain of each constraint. */
const isIn =
  (constraints: readonly Constraint[]) =>
  ({ node }: NodeInfo): boolean =>
    constraints.every((c) => label(node, c) !== undefined);

const countsOf = (constraints: readonly Constraint[], pod: Pod, nodes: readonly NodeInfo[]) =>
  constraints.map((c) => countByDomain(c, pod, nodes.filter(isIn(constraints))));

const label = (node: Node, { topologyKey }: Constraint): string | undefined =>
  valueOf(node.metadata.labels, topologyKey);

function selects({ labelSelector, matchLabelKeys = [] }: Constraint, pod: Pod, labels: Labels | undefined): boolean {
  const own = pod.metadata.labels;
  return (
    selectorMatches(labelSelector, labels) &&
    matchLabelKeys.every((key) => {
      const value = valueOf(own, key);
      return value === undefined || value === valueOf(labels, key);
    })
  );
}

/** Counts the matching Pods of each domain, without Pods that are being deleted. */
function countByDomain(constraint: Constraint, pod: Pod, nodes: readonly NodeInfo[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { node, load } of nodes) {
    if (constraint.nodeAffinityPolicy !== 'Ignore' && !matchesNode(pod, node)) continue;
    if (constraint.nodeTaintsPolicy === 'Honor' && !toleratesTaints(pod, node)) continue;
    const domain = label(node, constraint)!;
    let count = counts.get(domain) ?? 0;
    for (const { metadata } of load.pods.values()) {
      if (metadata.deletionTimestamp !== undefined || metadata.namespace !== pod.metadata.namespace) continue;
      if (selects(constraint, pod, metadata.labels)) count++;
    }
    counts.set(domain, count);
  }
  return counts;
}

/** Finds the Pods that must go so that a Pod with a higher priority can run. */
// Models kubernetes/pkg/scheduler/framework/preemption and plugins/defaultpreemption
// Differs: the first 100 nodes on which this is possible are compared, not some that begin with a random one.
import { selectorMatches } from '../api/labels.ts';
import type { Pod, PodDisruptionBudget } from '../api/types.ts';
import { refuses } from './feasible-nodes.ts';
import { type Rejection, type Snapshot, unresolvable } from './filters/filter.ts';
import { type NodeInfo, NodePods } from './node-info.ts';
import { nodesFailure } from './scheduling-failure.ts';

export interface Candidate {
  readonly node: NodeInfo;
  /** From the most to the least important. */
  readonly victims: readonly Pod[];
  /** The number of victims whose disruption a PodDisruptionBudget does not allow. */
  readonly violations: number;
}

/** Why no Pod is deleted. */
export interface NoCandidate {
  readonly why: string;
  /** True while the Pods that make room are still ending. */
  readonly waits: boolean;
}

const maxCandidates = 100;

export const priorityOf = ({ spec }: Pod): number => spec.priority ?? 0;
const startOf = ({ status }: Pod): string => status.startTime ?? '~';

/** The order from the most to the least important: higher priorities first, then those that started earlier. */
const byImportance = (a: Pod, b: Pod): number =>
  priorityOf(b) - priorityOf(a) || (startOf(a) < startOf(b) ? -1 : Number(startOf(a) > startOf(b)));

/** Returns the node on which the least important Pods must go, or the reason why there is none. */
export function findVictims(pod: Pod, snapshot: Snapshot, rejections: readonly Rejection[]): Candidate | NoCandidate {
  if (pod.spec.preemptionPolicy === 'Never')
    return { why: 'not eligible due to preemptionPolicy=Never.', waits: false };
  const nominated = snapshot.nodes.findIndex(({ node }) => node.metadata.name === pod.status.nominatedNodeName);
  const ending = [...(snapshot.nodes[nominated]?.load.pods.values() ?? [])].some(
    (other) => priorityOf(other) < priorityOf(pod) && isBeingPreempted(other),
  );
  if (ending && rejections[nominated]!.resolvable) {
    return { why: 'not eligible due to a terminating pod on the nominated node.', waits: true };
  }
  const candidates: Candidate[] = [];
  const failures: Rejection[] = [];
  for (const [i, node] of snapshot.nodes.entries()) {
    const result = rejections[i]!.resolvable
      ? victimsOn(node, pod, snapshot)
      : unresolvable('Preemption is not helpful for scheduling');
    if ('reasons' in result) failures.push(result);
    else candidates.push(result);
    if (candidates.length === maxCandidates) break;
  }
  return candidates.sort(byLoss)[0] ?? { why: nodesFailure(failures), waits: false };
}

const isBeingPreempted = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp !== undefined &&
  status.conditions?.some((c) => c.type === 'DisruptionTarget' && c.reason === 'PreemptionByScheduler') === true;

/** Returns as few Pods of the node as must go, or the reason why this does not help. */
function victimsOn(node: NodeInfo, pod: Pod, snapshot: Snapshot): Candidate | Rejection {
  const all = [...node.load.pods.values()].sort(byImportance);
  const isLess = (other: Pod): boolean => priorityOf(other) < priorityOf(pod);
  const less = all.filter(isLess);
  if (less.length === 0) return unresolvable('No preemption victims found for incoming pod');
  const load = new NodePods(all.filter((other) => !isLess(other)));
  const left = { node: node.node, load };
  const then = { ...snapshot, nodes: snapshot.nodes.map((each) => (each === node ? left : each)) };
  const rejection = refuses(pod, then, left);
  if (rejection !== undefined) return rejection;
  const violating = violatingPods(less, snapshot.store.list('poddisruptionbudgets'));
  // Pods that may stay do, first those that a budget protects.
  const victims = [...violating, ...less.filter((other) => !violating.has(other))].filter((other) => {
    load.set(other);
    const mustGo = refuses(pod, then, left) !== undefined;
    if (mustGo) load.delete(other);
    return mustGo;
  });
  const violations = victims.filter((victim) => violating.has(victim)).length;
  return { node, victims: victims.sort(byImportance), violations };
}

/** Returns the Pods that would exceed the disruptions that their budgets allow. */
function violatingPods(pods: readonly Pod[], budgets: readonly PodDisruptionBudget[]): ReadonlySet<Pod> {
  const violating = new Set<Pod>();
  for (const { metadata, spec, status } of budgets) {
    let allowed = status?.disruptionsAllowed ?? 0;
    for (const pod of pods) {
      if (pod.metadata.namespace !== metadata.namespace || Object.keys(spec?.selector ?? {}).length === 0) continue;
      if (!selectorMatches(spec!.selector, pod.metadata.labels)) continue;
      if (Object.hasOwn(status?.disruptedPods ?? {}, pod.metadata.name)) continue;
      if (--allowed < 0) violating.add(pod);
    }
  }
  return violating;
}

/**
 * Compares what two nodes would lose: budgets exceeded, the highest priority, the sum of priorities, the number of Pods; then
 * the node is better whose most important Pods started later.
 */
function byLoss(a: Candidate, b: Candidate): number {
  const loss = ({ victims, violations }: Candidate): readonly number[] => [
    violations,
    priorityOf(victims[0]!),
    victims.reduce((sum, victim) => sum + priorityOf(victim) + 2 ** 31, 0),
    victims.length,
  ];
  const [mine, theirs] = [loss(a), loss(b)];
  const [start, other] = [startOf(a.victims[0]!), startOf(b.victims[0]!)];
  return mine.map((n, i) => n - theirs[i]!).find((d) => d !== 0) ?? (start > other ? -1 : Number(start < other));
}

/** The order in which a ReplicaSet deletes its Pods: the least costly first. */
// Models kubernetes/pkg/controller/controller_utils.go (ActivePodsWithRanks)
import type { Pod } from '../../api/types.ts';
import { virtualTime } from '../../sim/time.ts';

/** The criterion that decides between two Pods, in the order of the comparison. */
export type Because = 'unscheduled' | 'phase' | 'unready' | 'cost' | 'doubled' | 'ready' | 'restarts' | 'age' | 'any';

const phases = ['Pending', 'Unknown', 'Running'];
const deletionCost = (pod: Pod): number =>
  Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0);
const readyCondition = (pod: Pod) => pod.status.conditions?.find((c) => c.type === 'Ready' && c.status === 'True');
const restarts = (pod: Pod): number =>
  Math.max(0, ...(pod.status.containerStatuses ?? []).map((s) => s.restartCount ?? 0));

/** Ages of the same order of magnitude are equal, so that not always the youngest Pod is deleted. */
function magnitude(since: string | undefined, now: number): number {
  if (since === undefined) return -1;
  const nanoseconds = (now - virtualTime(since)) * 1e6;
  return nanoseconds > 0 ? Math.trunc(Math.log2(nanoseconds)) : -1;
}

/**
 * Compares Pods by how soon they are deleted.
 * @param crowd Returns the number of Pods of the same Deployment on a Pod's node.
 * @returns a negative number if `a` is deleted before `b`, with the criterion.
 */
export function comparePods(
  a: Pod,
  b: Pod,
  crowd: (pod: Pod) => number,
  now: number,
): readonly [difference: number, because: Because] {
  const criteria: readonly (readonly [Because, (pod: Pod) => number])[] = [
    ['unscheduled', (p) => (p.spec.nodeName ? 1 : 0)],
    ['phase', (p) => phases.indexOf(p.status.phase)],
    ['unready', (p) => (readyCondition(p) ? 1 : 0)],
    ['cost', deletionCost],
    ['doubled', (p) => -crowd(p)],
    ['ready', (p) => magnitude(readyCondition(p)?.lastTransitionTime, now)],
    ['restarts', (p) => -restarts(p)],
    ['age', (p) => magnitude(p.metadata.creationTimestamp, now)],
  ];
  for (const [because, rank] of criteria) {
    const difference = rank(a) - rank(b);
    if (difference !== 0) return [difference, because];
    // Ready times of the same order of magnitude: upstream decides by uid, which is random, and compares nothing
    // further.
    if (because === 'ready' && readyCondition(a)?.lastTransitionTime !== readyCondition(b)?.lastTransitionTime) break;
  }
  return [a.metadata.uid < b.metadata.uid ? -1 : 1, 'any'];
}

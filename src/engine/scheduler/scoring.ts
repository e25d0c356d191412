/** Scores the nodes on which a Pod can run by what the Pod prefers. */
// Models kubernetes/pkg/scheduler/framework/plugins/{nodeaffinity,interpodaffinity,podtopologyspread} (scoring)
import type { Pod } from '../api/types.ts';
import type { Snapshot } from './filters/filter.ts';
import { affinityScore } from './filters/inter-pod-affinity.ts';
import { preference } from './filters/node-affinity.ts';
import { spreadScore } from './filters/pod-topology-spread.ts';
import type { NodeInfo } from './node-info.ts';

/** The part of the whole in percent, without its fraction. */
const percent = (part: number, whole: number): number => (whole > 0 ? Math.trunc((100 * part) / whole) : 0);

/**
 * Returns the score of each node: the sum of its node affinity, affinity to Pods and topology spread, each between 0 and
 * 100, as these three plugins have the same weight.
 */
export function preferences(pod: Pod, nodes: readonly NodeInfo[], snapshot: Snapshot): readonly number[] {
  const onNodes = nodes.map(({ node }) => preference(pod, node));
  const withPods = nodes.map(affinityScore(pod, snapshot));
  const spread = nodes.map(spreadScore(pod, snapshot, nodes));
  const counts = spread.filter((count) => count !== undefined);
  const [least, most, fewest] = [Math.min(...withPods), Math.max(...counts), Math.min(...counts)];
  return nodes.map(
    (_, i) =>
      percent(onNodes[i]!, Math.max(...onNodes)) +
      percent(withPods[i]! - least, Math.max(...withPods) - least) +
      percent(most + fewest - (spread[i] ?? most + fewest), most),
  );
}

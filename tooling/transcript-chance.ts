/**
 * Random choices of a recorded cluster, such as on which of several equal nodes a Pod ran. Comparisons ignore the names
 * of nodes, but a volume that was made by hand for a node keeps its name, and later commands can use it.
 */
import type { Answer, TranscriptRow } from './transcript-row.ts';

/**
 * Tried in this order until the volumes are bound as recorded. With the first one, Pods also run on the recorded nodes
 * if a later command names one.
 */
export const seeds = [12, 1, 2, 3, 4, 5, 6, 7];

/** A line of `kubectl get pv` about a volume that was not provisioned. */
const binding = /^(?!pvc-)(\S+) .* (?:Bound|Released) +(\S+\/\S+)/gm;

const bindingsIn = (text: string): readonly string[] =>
  [...text.matchAll(binding)].map(([, volume, claim]) => `${volume} ${claim}`);

/** Reports if the volumes that were made by hand have the recorded claims. */
export const sameBindings = (rows: readonly TranscriptRow[], answers: readonly Answer[]): boolean =>
  rows.every(({ stdout = '' }, i) => {
    const ours = bindingsIn(answers[i]!.stdout);
    return bindingsIn(stdout).every((each) => ours.includes(each));
  });

/** Which decision of the controller explains what a slot shows. */
import type { Decision, DecisionRule } from '../../engine/index.ts';

/** What the controller has said about one set so far. */
export interface SetDecisions {
  /** Of the last reconcile that decided anything. */
  readonly latest: readonly Decision[];
  /** The last one about each Pod, by its name. */
  readonly byPod: ReadonlyMap<string, Decision>;
}

export const noDecisions: SetDecisions = { latest: [], byPod: new Map() };

/** Takes in one more reconcile. */
export function withSync(before: SetDecisions, decisions: readonly Decision[]): SetDecisions {
  if (decisions.length === 0) return before;
  const about = decisions.filter((decision) => decision.pod !== undefined);
  if (about.length === 0) return { ...before, latest: decisions };
  const byPod = new Map(before.byPod);
  for (const decision of about) byPod.set(decision.pod!, decision);
  return { latest: decisions, byPod };
}

/** Where the controller's baton stands. */
export function batonOf({ latest }: SetDecisions): Decision | null {
  return latest.findLast((decision) => decision.rule !== 'UpToDate') ?? latest.at(-1) ?? null;
}

/** They hold up every Pod that is still to be created, not only the next one that they name. */
const blockers: readonly DecisionRule[] = ['WaitForReady', 'WaitForAvailable', 'WaitForTermination'];

/** Rules whose facts list the Pods that they are about. */
function keeps(decision: Decision, podName: string): boolean {
  return (
    decision.verb === 'keep' &&
    String(decision.facts.pods ?? '')
      .split(', ')
      .includes(podName)
  );
}

/**
 * Why a slot is not as its set wants it: what the last reconcile says about its Pod, else what holds the Pod up, else
 * what was done to it before. A Pod that is kept at its revision is explained even though nothing is left to do.
 */
export function slotDecision(
  { latest, byPod }: SetDecisions,
  slot: { readonly podName: string; readonly ordinal: number; readonly settled: boolean; readonly toCreate: boolean },
): Decision | null {
  const { podName, ordinal } = slot;
  const kept = latest.find((decision) => keeps(decision, podName));
  if (kept !== undefined || slot.settled) return kept ?? null;
  const own = latest.findLast((decision) => decision.pod === podName);
  if (own !== undefined) return own;
  const blocker = slot.toCreate && latest.find((d) => blockers.includes(d.rule) && d.pod !== undefined);
  return (blocker ? { ...blocker, pod: podName, ordinal } : byPod.get(podName)) ?? null;
}

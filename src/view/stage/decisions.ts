/** Decisions of the controller that explain what a slot shows. */
import type { Decision, DecisionRule } from '../../engine/index.ts';
import { PersistentMap } from '../persistent-map.ts';
import type { StageModel } from '../stage-model.ts';

/** Decisions of the controller about one set so far. */
export interface SetDecisions {
  /** Of the last reconcile that decided anything. */
  readonly latest: readonly Decision[];
  /** The last change of each Pod, by its name. Waiting is not kept: it holds for one reconcile only. */
  readonly byPod: PersistentMap<Decision>;
}

export const noDecisions: SetDecisions = { latest: [], byPod: PersistentMap.empty };

/** Adds one more reconcile. */
export function withSync(before: SetDecisions, decisions: readonly Decision[]): SetDecisions {
  if (decisions.length === 0) return before;
  const about = decisions.filter(({ pod, verb }) => pod !== undefined && verb !== 'wait' && verb !== 'keep');
  return { latest: decisions, byPod: before.byPod.with(about.map((decision) => [decision.pod!, decision])) };
}

/** Returns the controller's last decision that is not `UpToDate`. */
export function lastDecisionOf({ latest }: SetDecisions): Decision | null {
  return latest.findLast((decision) => decision.rule !== 'UpToDate') ?? latest.at(-1) ?? null;
}

/** Returns the message about a set of which no decision is known: a set that was found elsewhere was processed there. */
export const undecidedOf = ({ status }: Pick<StageModel, 'status'>) =>
  status.observedGeneration === undefined ? 'controller.starting' : 'controller.found';

/** They block every Pod that is not created yet, not only the one that they name. */
const blockers: readonly DecisionRule[] = ['WaitForReady', 'WaitForAvailable', 'WaitForTermination'];

/** The decisions of one reconcile, by the Pods that they are about. */
export interface DecisionIndex {
  /** The last one that names the Pod. */
  readonly own: ReadonlyMap<string, Decision>;
  /** The first one that keeps the Pod as it is. */
  readonly kept: ReadonlyMap<string, Decision>;
  readonly keeping: readonly Decision[];
  readonly blocker: Decision | undefined;
}

const indexes = new WeakMap<readonly Decision[], DecisionIndex>();

export function indexOf(decisions: readonly Decision[]): DecisionIndex {
  let index = indexes.get(decisions);
  if (index === undefined) indexes.set(decisions, (index = makeIndex(decisions)));
  return index;
}

function makeIndex(decisions: readonly Decision[]): DecisionIndex {
  const own = new Map<string, Decision>();
  const kept = new Map<string, Decision>();
  const keeping = decisions.filter(({ verb }) => verb === 'keep');
  for (const decision of decisions) if (decision.pod !== undefined) own.set(decision.pod, decision);
  for (const decision of keeping) {
    // Their facts list the Pods that they are about.
    for (const pod of String(decision.facts.pods ?? '').split(', ')) if (!kept.has(pod)) kept.set(pod, decision);
  }
  const blocker = decisions.find(({ rule, pod }) => blockers.includes(rule) && pod !== undefined);
  return { own, kept, keeping, blocker };
}

/**
 * Returns why a slot is not in its desired state: what the last reconcile decided about its Pod, else what blocks the
 * Pod, else its last change. For a Pod that is kept at its revision there is an explanation even when nothing is left
 * to do.
 */
export function slotDecision(
  { latest, byPod }: SetDecisions,
  slot: { readonly podName: string; readonly ordinal: number; readonly settled: boolean; readonly toCreate: boolean },
): Decision | null {
  const { podName, ordinal } = slot;
  const { own, kept, blocker } = indexOf(latest);
  const keeps = kept.get(podName);
  if (keeps !== undefined || slot.settled) return keeps ?? null;
  const about = own.get(podName);
  if (about !== undefined) return about;
  return (slot.toCreate && blocker ? { ...blocker, pod: podName, ordinal } : byPod.get(podName)) ?? null;
}

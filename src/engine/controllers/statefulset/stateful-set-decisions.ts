/** Records the decisions of a reconcile. */
import type { Decision, DecisionRule, DecisionVerb } from '../../trace/decision.ts';
import type { Replica } from './stateful-set-utils.ts';

export type DecisionLog = Decision[];

/** Adds a decision to the log. */
export function decide(
  log: DecisionLog,
  rule: DecisionRule,
  verb: DecisionVerb,
  facts: Decision['facts'],
  about: Pick<Decision, 'pod' | 'ordinal' | 'waitingFor' | 'field'> = {},
): void {
  log.push({ rule, verb, ...about, facts });
}

/** Returns the facts about a blocking Pod: its phase, and why a container waits. */
export function podFacts(pod: Replica): Record<string, string> {
  const statuses = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])];
  const waiting = statuses.find((s) => s.state?.waiting?.reason !== undefined)?.state?.waiting?.reason;
  return { phase: pod.status.phase ?? '', ...(waiting !== undefined && { reason: waiting }) };
}

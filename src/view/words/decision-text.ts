/** The controller's decisions as sentences. */
import type { Decision } from '../../engine/index.ts';
import type { Translate } from '../../i18n/translate.ts';
import { withNames } from './names-text.ts';

/** Values that stand for missing facts in the messages. */
const absent = { reason: 'none', next: 'none', start: 'none' };

/**
 * Returns a sentence with the rule and its facts, e.g. `web-2 is not created: web-1 is not Ready (OrderedReady).` It says
 * so if it is inferred.
 */
export function decisionSentence(t: Translate, decision: Decision): string {
  const { rule, facts, pod, waitingFor } = decision;
  const names = { pod: pod ?? 'none', waitingFor: waitingFor ?? 'none' };
  return inferredText(t, t(`rule.${rule}`, { ...absent, ...withNames(t, facts), ...names }), decision);
}

/** Returns a sentence that follows from a decision, with the mark of an inferred one. */
export const inferredText = (t: Translate, text: string, decision: Decision | null): string =>
  decision?.inferred ? t('decision.inferred', { text }) : text;

/** Rules that name what an updated Pod still lacks. */
const waits = { termination: 'WaitForTermination', availability: 'WaitForAvailable' } as const;

/** Returns a few words for the rule, for places where the sentence does not fit; `≈` stands before an inferred one. */
export function decisionLabel(t: Translate, { rule, facts: { missing }, inferred }: Decision): string {
  const label = t(`ruleLabel.${missing === 'termination' || missing === 'availability' ? waits[missing] : rule}`);
  return inferred ? `≈ ${label}` : label;
}

/** The controller's decisions as sentences. */
import type { Decision } from '../../engine/index.ts';
import type { Translate } from '../../i18n/translate.ts';
import { withNames } from './names-text.ts';

/** Values that stand for missing facts in the messages. */
const absent = { reason: 'none', next: 'none', start: 'none' };

/** Returns a sentence with the rule and its facts, e.g. `web-2 is not created: web-1 is not Ready (OrderedReady).` */
export function decisionSentence(t: Translate, { rule, facts, pod, waitingFor }: Decision): string {
  const names = { pod: pod ?? 'none', waitingFor: waitingFor ?? 'none' };
  return t(`rule.${rule}`, { ...absent, ...withNames(t, facts), ...names });
}

/** Rules that name what an updated Pod still lacks. */
const waits = { termination: 'WaitForTermination', availability: 'WaitForAvailable' } as const;

/** Returns a few words for the rule, for places where the sentence does not fit. */
export function decisionLabel(t: Translate, { rule, facts: { missing } }: Decision): string {
  return t(`ruleLabel.${missing === 'termination' || missing === 'availability' ? waits[missing] : rule}`);
}

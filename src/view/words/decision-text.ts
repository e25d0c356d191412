/** The controller's decisions as sentences. */
import type { Decision } from '../../engine/index.ts';
import type { Translate } from '../../i18n/translate.ts';

/** Values that stand for missing facts in the messages. */
const absent = { reason: 'none', next: 'none', start: 'none' };

/** One sentence that names the rule and its facts, e.g. `web-2 is not created: web-1 is not Ready (OrderedReady).` */
export function decisionSentence(t: Translate, { rule, facts, pod, waitingFor }: Decision): string {
  return t(`rule.${rule}`, { ...absent, ...facts, pod: pod ?? 'none', waitingFor: waitingFor ?? 'none' });
}

/** A few words for the rule, for places where the sentence does not fit. */
export function decisionLabel(t: Translate, { rule }: Decision): string {
  return t(`ruleLabel.${rule}`);
}

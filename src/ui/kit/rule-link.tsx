import type { DecisionRule } from '../../engine/index.ts';
import { useLabInstance } from './lab.tsx';
import { useMessages } from './messages.tsx';
import { useWholePage } from './whole-page.tsx';
import './rule-link.css';

interface RuleLinkProps {
  readonly rule: DecisionRule;
  /** -1 where the menu of what it stands in does the same. */
  readonly tabIndex?: number;
  /** Called before. */
  readonly onOpen?: () => void;
}

/** Opens the page of the rule that a sentence of the controller follows. */
export function RuleLink({ rule, tabIndex, onOpen }: RuleLinkProps) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const whole = useWholePage();
  if (!whole) return null;
  const name = t('rule.open', { name: t(`ruleLabel.${rule}`) });
  return (
    <button
      className="rule-link"
      tabIndex={tabIndex}
      aria-label={name}
      title={name}
      onClick={() => {
        onOpen?.();
        lab.act('openRule', { rule });
      }}
    >
      §
    </button>
  );
}

import type { DecisionRule } from '../../engine/index.ts';
import { useLabInstance } from './lab.tsx';
import { useMessages } from './messages.tsx';
import { useWholePage } from './whole-page.tsx';
import './rule-link.css';

interface RuleLinkProps {
  readonly rule: DecisionRule;
  /** -1 if the menu of its container does the same. */
  readonly tabIndex?: number;
  /** Called before. */
  readonly onOpen?: () => void;
}

/** A button that opens the page of a rule. */
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

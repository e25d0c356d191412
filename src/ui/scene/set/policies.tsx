import type { DecisionRule } from '../../../engine/index.ts';
import type { MessageId } from '../../../i18n/index.ts';
import { useLab } from '../../kit/lab.tsx';
import { Menu, useCloseMenu } from '../../kit/menu.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { RuleLink } from '../../kit/rule-link.tsx';
import './policies.css';

interface Policy {
  /** As YAML names it; the last part of its path says whose value it is, where the value does not. */
  readonly field: string;
  readonly text: string;
  /** What it means; absent for a value that the API does not know. */
  readonly meaning?: MessageId;
  readonly rule: DecisionRule;
}

const rules: Readonly<Record<string, DecisionRule>> = {
  OrderedReady: 'WaitForReady',
  Parallel: 'CreatePod',
  RollingUpdate: 'UpdatePod',
  OnDelete: 'OnDeleteKeepsPod',
};

const meanings = {
  OrderedReady: 'policy.OrderedReady',
  Parallel: 'policy.Parallel',
  RollingUpdate: 'policy.RollingUpdate',
  OnDelete: 'policy.OnDelete',
  'whenScaled: Retain': 'policy.whenScaled.Retain',
  'whenScaled: Delete': 'policy.whenScaled.Delete',
  'whenDeleted: Retain': 'policy.whenDeleted.Retain',
  'whenDeleted: Delete': 'policy.whenDeleted.Delete',
} as const satisfies Readonly<Record<string, MessageId>>;

function policyOf(field: string, text: string): Policy {
  const meaning = (meanings as Readonly<Record<string, MessageId>>)[text];
  return { field, text, rule: rules[text] ?? 'ApplyRetentionPolicy', ...(meaning && { meaning }) };
}

function usePolicies(): readonly Policy[] {
  const policy = useLab((state) => state.stage.podManagementPolicy);
  const strategy = useLab((state) => state.stage.updateStrategy);
  const { whenScaled, whenDeleted } = useLab((state) => state.stage.retention);
  return [
    policyOf('spec.podManagementPolicy', policy),
    policyOf('spec.updateStrategy.type', strategy),
    policyOf('spec.persistentVolumeClaimRetentionPolicy.whenScaled', `whenScaled: ${whenScaled}`),
    policyOf('spec.persistentVolumeClaimRetentionPolicy.whenDeleted', `whenDeleted: ${whenDeleted}`),
  ];
}

/** How the set behaves, by the fields of its spec; what each of them means opens below. */
export function Policies() {
  const { t } = useMessages();
  const policies = usePolicies();
  const texts = policies.map(({ text }) => text);
  return (
    <div className="policies">
      <Menu
        label={t('set.policies', { policies: texts.join(t('slot.comma')) })}
        face={texts.map((text) => (
          <span key={text}>{text}</span>
        ))}
      >
        <Meanings policies={policies} />
      </Menu>
    </div>
  );
}

function Meanings({ policies }: { readonly policies: readonly Policy[] }) {
  const { t } = useMessages();
  const close = useCloseMenu();
  return (
    <dl>
      {policies.map(({ field, text, meaning, rule }) => (
        <div key={field}>
          <dt>
            <b>{text}</b> <RuleLink rule={rule} onOpen={close} />
            <code>{field}</code>
          </dt>
          {meaning !== undefined && <dd>{t(meaning)}</dd>}
        </div>
      ))}
    </dl>
  );
}

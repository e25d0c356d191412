import { useEffect, useRef } from 'react';
import type { DecisionRule } from '../../../engine/index.ts';
import type { MessageId } from '../../../i18n/index.ts';
import { orphanCommand, patchCommand } from '../../../store/actions/policies.ts';
import { commandLine } from '../../../store/commands/command-line.ts';
import type { LabState } from '../../../store/state/lab-state.ts';
import { policies, policyEdits, type PolicyName, policyOf, type PolicyValue } from '../../../view/policies.ts';
import { writeFields } from '../../../view/manifest-text.ts';
import { useAct, useLab } from '../../kit/lab.tsx';
import { useCloseMenu } from '../../kit/menu.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { RuleLink } from '../../kit/rule-link.tsx';
import './policy-menu.css';

interface Meaning {
  readonly text: MessageId;
  readonly rule: DecisionRule;
}

const meanings: Readonly<Record<PolicyName, Partial<Readonly<Record<PolicyValue, Meaning>>>>> = {
  podManagementPolicy: {
    OrderedReady: { text: 'policy.OrderedReady', rule: 'WaitForReady' },
    Parallel: { text: 'policy.Parallel', rule: 'CreatePod' },
  },
  updateStrategy: {
    RollingUpdate: { text: 'policy.RollingUpdate', rule: 'UpdatePod' },
    OnDelete: { text: 'policy.OnDelete', rule: 'OnDeleteKeepsPod' },
  },
  whenScaled: {
    Retain: { text: 'policy.whenScaled.Retain', rule: 'ApplyRetentionPolicy' },
    Delete: { text: 'policy.whenScaled.Delete', rule: 'ApplyRetentionPolicy' },
  },
  whenDeleted: {
    Retain: { text: 'policy.whenDeleted.Retain', rule: 'ApplyRetentionPolicy' },
    Delete: { text: 'policy.whenDeleted.Delete', rule: 'ApplyRetentionPolicy' },
  },
};

/** The meaning of each value of a policy, and the ways to change it. */
export function PolicyMenu({ name }: { readonly name: PolicyName }) {
  const { t } = useMessages();
  const close = useCloseMenu();
  const now = useLab(({ stage }) => policyOf(stage, name));
  const { path, values } = policies[name];
  const end = useRef<HTMLUListElement>(null);
  // On a phone there may be little room below the button.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <>
      <code className="policy-field">{path.join('.')}</code>
      <ul className="policy-values" ref={end}>
        {values.map((value) => {
          const meaning = meanings[name][value];
          return (
            <li key={value} data-current={value === now}>
              <p className="policy-value">
                <b>{value}</b>
                {value === now && <span className="policy-now">{t('policy.now')}</span>}
                {meaning && <RuleLink rule={meaning.rule} onOpen={close} />}
              </p>
              {meaning && <p>{t(meaning.text)}</p>}
              {value !== now && <Ways name={name} value={value} />}
            </li>
          );
        })}
      </ul>
    </>
  );
}

interface WayProps {
  readonly name: PolicyName;
  readonly value: PolicyValue;
}

/** The ways to another value: a patch, if the API server accepts one. */
function Ways({ name, value }: WayProps) {
  const exists = useLab(({ stage }) => stage.setExists);
  if (!exists) return <Draft name={name} value={value} />;
  return policies[name].immutable ? <AroundImmutable name={name} value={value} /> : <Patch name={name} value={value} />;
}

function useDo() {
  const act = useAct();
  const close = useCloseMenu();
  return (work: (perform: typeof act) => unknown) => () => {
    close();
    work(act);
  };
}

function Draft({ name, value }: WayProps) {
  const { t } = useMessages();
  const run = useDo();
  return (
    <div className="policy-way">
      <button className="button small" onClick={run((act) => act('writePolicy', { policy: name, value }))}>
        {t('policy.set', { value })}
      </button>
      <p>{t('policy.draft')}</p>
    </div>
  );
}

function Patch({ name, value }: WayProps) {
  const { t } = useMessages();
  const run = useDo();
  const patch = useLab((state) => commandLine(patchCommand(state, { policy: name, value })));
  return (
    <div className="policy-way">
      <button className="button small" onClick={run((act) => act('setPolicy', { policy: name, value }))}>
        {t('policy.set', { value })}
      </button>
      <code>{patch}</code>
      {value === 'OnDelete' && <p>{t('policy.OnDelete.refused')}</p>}
    </div>
  );
}

const canWrite = ({ text, selected }: LabState, { name, value }: WayProps): boolean =>
  writeFields(text, selected, policyEdits(name, value)) !== null;

function AroundImmutable({ name, value }: WayProps) {
  const { t } = useMessages();
  const run = useDo();
  const text = useLab((state) => state.text);
  const selected = useLab((state) => state.selected);
  const orphan = useLab((state) => commandLine(orphanCommand(state)));
  const readable = canWrite({ text, selected } as LabState, { name, value });
  return (
    <>
      <p>{t('policy.immutable', { field: name, value })}</p>
      <div className="policy-way">
        <button
          className="button small"
          onClick={run((act) => act('compareVariation', { variation: value as 'Parallel' }))}
        >
          {t('policy.again', { value })}
        </button>
        <p>{t('policy.againHint', { value })}</p>
      </div>
      <div className="policy-way">
        <button
          className="button small"
          disabled={!readable}
          onClick={run((act) => act('recreateSet', { policy: name, value }))}
        >
          {t('policy.recreate', { value })}
        </button>
        <code>{orphan}</code>
        <code>kubectl apply -f manifest.yaml</code>
        <p>{t(readable ? 'policy.recreateHint' : 'policy.unreadable', { field: name, value })}</p>
      </div>
    </>
  );
}

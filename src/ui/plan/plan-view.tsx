import { useState } from 'react';
import type { Assume } from '../../plan/assumptions.ts';
import type { Plan } from '../../plan/plan.ts';
import { claimsOf, planText } from '../../plan/plan-text.ts';
import type { PlanStep } from '../../plan/plan-steps.ts';
import { listText } from '../../view/words/names-text.ts';
import { useMessages } from '../kit/messages.tsx';
import { CopyButton } from './copy-button.tsx';
import { commandsOf } from './plan-commands.ts';
import './plan.css';

/** Number of steps that are shown at first. */
const manySteps = 60;

interface PlanViewProps {
  readonly plan: Plan;
  /** The command line that is planned, and the text of the manifest that it may read. */
  readonly command: string;
  readonly text: string;
}

/** A plan: kubectl's answer, the steps in order, the claims, the end, and the assumptions. */
export function PlanView({ plan, command, text }: PlanViewProps) {
  const { t } = useMessages();
  const { stdout, stderr, exit, steps, assumptions } = plan;
  return (
    <div className="plan-view">
      <pre className="plan-output" data-refused={exit !== 0} tabIndex={0} aria-label={t('plan.output')}>
        {stdout}
        {stderr}
        {exit !== 0 && t('plan.refused', { exit })}
      </pre>
      {steps.length > 0 ? <Steps steps={steps} /> : exit === 0 && <p>{t('plan.nothing')}</p>}
      <Claims plan={plan} />
      <End plan={plan} />
      <h4>{t('plan.holds')}</h4>
      <ul>
        {assumptions.map((assumption) => (
          <li key={assumption.if}>
            {assumption.if}
            {assumption.command !== undefined && t('plan.toKnow', { command: assumption.command })}
          </li>
        ))}
      </ul>
      <p className="plan-export">
        <CopyButton label={t('plan.copyText')} text={() => planText(plan, command, t)} />
        <CopyButton label={t('plan.copyCommands')} text={() => commandsOf(command, text)} />
      </p>
    </div>
  );
}

const most = (steps: readonly PlanStep[]): number =>
  steps.reduce((max, { unavailable }) => Object.values(unavailable).reduce((a, b) => Math.max(a, b), max), 0);

function Steps({ steps }: { readonly steps: readonly PlanStep[] }) {
  const { t } = useMessages();
  const [all, setAll] = useState(false);
  const shown = all ? steps : steps.slice(0, manySteps);
  const writes = steps.filter(({ kind }) => kind === 'write').length;
  return (
    <>
      <h4>{t('plan.steps')}</h4>
      <p>{t('plan.summary', { steps: writes, count: most(steps) })}</p>
      <ol className="plan-steps" aria-label={t('plan.steps')}>
        {shown.map((step, i) => (
          <Step key={i} step={step} />
        ))}
      </ol>
      {shown.length < steps.length && (
        <button className="button small" onClick={() => setAll(true)}>
          {t('plan.more', { count: steps.length })}
        </button>
      )}
    </>
  );
}

function Step({ step: { kind, what, by, reason, unavailable } }: { readonly step: PlanStep }) {
  const { t } = useMessages();
  const missing = Object.entries(unavailable);
  return (
    <li data-kind={kind}>
      {what !== undefined && (
        <>
          <code>{what}</code> <small>{by}</small>{' '}
        </>
      )}
      <span>{reason}</span>
      {missing.map(([set, count]) => (
        <span key={set} className="plan-unavailable">
          {t('plan.unavailable', { set, count })}
        </span>
      ))}
    </li>
  );
}

function Claims({ plan }: { readonly plan: Plan }) {
  const { t } = useMessages();
  const claims = claimsOf(plan);
  const shown = (['deleted', 'created', 'kept'] as const).filter((what) => claims[what].length > 0);
  if (shown.length === 0) return null;
  return (
    <>
      <h4>{t('plan.claims')}</h4>
      <dl className="plan-claims">
        {shown.map((what) => (
          <div key={what} data-claims={what}>
            <dt>{t(`plan.claims.${what}`)}</dt>
            <dd>{listText(t, claims[what])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function End({ plan: { stuck, exit } }: { readonly plan: Plan }) {
  const { t } = useMessages();
  if (stuck.length === 0) return exit === 0 ? <p className="plan-end">{t('plan.atRest')}</p> : null;
  return (
    <>
      <h4>{t('plan.stops')}</h4>
      {stuck.map(({ object, namespace, reason, command }) => (
        <div key={`${namespace} ${object}`} className="plan-end" data-stuck>
          <p>
            <strong>{object}</strong> {reason}
          </p>
          {command !== undefined && (
            <p className="plan-way-out">
              {t('plan.wayOut', { command: '' })} <code>{command}</code>{' '}
              <CopyButton label={t('import.copy')} about={command} text={() => command} />
            </p>
          )}
        </div>
      ))}
    </>
  );
}

interface SwitchesProps {
  readonly plan: Plan | null;
  readonly nodes: readonly string[];
  readonly assume: Assume;
  readonly onAssume: (assume: Assume) => void;
}

/** The assumptions that can be changed. */
export function PlanSwitches({ plan, nodes, assume, onAssume }: SwitchesProps) {
  const { t } = useMessages();
  const { newImage = 'ready', lostNode } = assume;
  const becomes = { ready: 'ready', broken: 'broken', slow: 60 } as const;
  const value = newImage === 'ready' || newImage === 'broken' ? newImage : 'slow';
  const hasNewImage = plan !== null && plan.newImages.length > 0;
  const ofFields = plan?.assumptions.some((one) => one.switch?.option === '--fields-set-by') ?? false;
  return (
    <fieldset className="plan-switches">
      <legend>{t('plan.ifs')}</legend>
      {(hasNewImage || newImage !== 'ready') && (
        <label>
          {t('plan.newImage')}
          <select
            value={value}
            onChange={({ currentTarget }) =>
              onAssume({ ...assume, newImage: becomes[currentTarget.value as keyof typeof becomes] })
            }
          >
            {(['ready', 'broken', 'slow'] as const).map((name) => (
              <option key={name} value={name}>
                {t(`plan.newImage.${name}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {(ofFields || assume.fieldsSetBy !== undefined) && (
        <label>
          {t('plan.fieldsSetBy')}
          <select
            value={assume.fieldsSetBy ?? 'kubectl'}
            onChange={({ currentTarget }) =>
              onAssume({ ...assume, fieldsSetBy: currentTarget.value as 'kubectl' | 'another' })
            }
          >
            {(['kubectl', 'another'] as const).map((who) => (
              <option key={who} value={who}>
                {t(`plan.fieldsSetBy.${who}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t('plan.lostNode')}
        <select
          value={lostNode ?? ''}
          onChange={({ currentTarget: { value: node } }) => {
            const { lostNode: _, ...others } = assume;
            onAssume(node === '' ? others : { ...others, lostNode: node });
          }}
        >
          <option value="">{t('plan.lostNode.none')}</option>
          {nodes.map((node) => (
            <option key={node} value={node}>
              {node}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

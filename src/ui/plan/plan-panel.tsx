/** The plan beside the manifest: the consequences of a command, as a list here and as an order on the stage. */
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { Assume } from '../../plan/assumptions.ts';
import { Icon } from '../kit/icons.tsx';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { applyCommand } from './plan-commands.ts';
import { PlanSwitches, PlanView } from './plan-view.tsx';
import { plannedPods } from './planned-pods.ts';
import { usePlan } from './use-plan.ts';
import './plan.css';

const asRealistic: Assume = {};

export default function PlanPanel() {
  const { t } = useMessages();
  const act = useAct();
  const asked = useLab((state) => state.plan) ?? '';
  const text = useLab((state) => state.text);
  const view = useLab((state) => state.view);
  const selected = useLab((state) => state.selected);
  /** Typed since the plan of `of` was asked for. */
  const [edited, setEdited] = useState({ of: asked, text: asked });
  const typed = edited.of === asked ? edited.text : asked;
  const [assume, setAssume] = useState(asRealistic);
  const [key, setKey] = useState(0);
  /** The command, the text and the moment of the plan. */
  const [from, setFrom] = useState({ asked, text, view });
  // Another command was asked for elsewhere on the page.
  if (from.asked !== asked) setFrom({ asked, text, view });
  const command = asked === '' ? applyCommand : asked;
  const planned = usePlan(command, assume, key);
  const plan = planned.state === 'done' ? planned.plan : null;
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const nodes = view.list('nodes').map(({ metadata }) => metadata.name);

  useEffect(() => title.current?.focus(), [asked]);
  useEffect(() => {
    if (plan === null) return;
    const pods = plannedPods(plan, selected);
    act('preview', { change: pods.size > 0 ? { planned: pods } : null });
    return () => void act('preview', { change: null });
  }, [act, plan, selected]);

  function again(next = asked): void {
    setFrom({ asked: next, text, view });
    if (next !== asked) act('plan', { command: next });
    setKey(key + 1);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    const line = typed.trim();
    again(line === applyCommand ? '' : line);
  }

  return (
    <section className="plan" aria-labelledby={heading}>
      <header>
        <h3 id={heading} ref={title} tabIndex={-1}>
          {t('plan.title')}
        </h3>
        <button
          className="button small icon-only"
          aria-label={t('plan.close')}
          onClick={() => act('plan', { command: null })}
        >
          <Icon name="cross" />
        </button>
      </header>
      <form className="plan-command" onSubmit={submit}>
        <label>
          <span>{t('plan.command')}</span>
          <input
            value={typed}
            placeholder={applyCommand}
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget }) => setEdited({ of: asked, text: currentTarget.value })}
          />
        </label>
        <button className="button">{t('plan.make')}</button>
      </form>
      <PlanSwitches plan={plan} nodes={nodes} assume={assume} onAssume={setAssume} />
      {(text !== from.text || view !== from.view) && (
        <p className="plan-old" role="status">
          {t('plan.old')}{' '}
          <button className="button small" onClick={() => again()}>
            {t('plan.again')}
          </button>
        </p>
      )}
      <p className="plan-state" role="status">
        {planned.state === 'working' && t('plan.making')}
        {planned.state === 'failed' &&
          (planned.reason === null ? t('plan.tooLong') : t('plan.failed', { reason: planned.reason }))}
        {plan !== null && plan.writes.some(({ resource }) => resource === 'pods') && t('plan.onStage')}
      </p>
      {plan !== null && <PlanView plan={plan} command={command} text={text} />}
    </section>
  );
}

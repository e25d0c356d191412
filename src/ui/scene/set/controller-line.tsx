import type { LabState } from '../../../store/lab-state.ts';
import { clockText } from '../../kit/clock-text.ts';
import { decisionSentence } from '../../kit/decision-text.ts';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { RuleLink } from '../../kit/rule-link.tsx';
import './controller-line.css';

/** Since when it has decided the same about the same (virtual ms). */
export function sinceOf({ reconciles, stage, selected }: LabState): number | null {
  if (stage.baton === null) return null;
  const { rule, pod, waitingFor } = stage.baton;
  const key = `${selected.namespace}/${selected.name}`;
  let since: number | null = null;
  for (let i = reconciles.length - 1; i >= 0; i--) {
    const reconcile = reconciles[i]!;
    if (reconcile.key !== key) continue;
    const same = reconcile.decisions.some((d) => d.rule === rule && d.pod === pod && d.waitingFor === waitingFor);
    if (!same) break;
    since = reconcile.at;
  }
  return since;
}

/** What the StatefulSet controller decided last and by which rule; above all, why it waits. */
export function ControllerLine() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const baton = useLab((state) => state.stage.baton);
  const name = useLab((state) => state.stage.setName);
  const since = useLab((state) => sinceOf(state));
  const exists = useLab((state) => state.stage.setExists);
  const ready = useLab((state) => state.ready);
  const known = useLab((state) => exists || state.sets.length > 0);
  const resting = exists ? 'controller.starting' : known ? 'controller.noSet' : 'controller.noneWritten';
  const sentence = baton !== null ? decisionSentence(t, baton) : t(ready ? resting : 'stage.loading', { name });
  return (
    <p className="controller" data-verb={baton?.verb ?? 'none'} data-rule={baton?.rule}>
      <span className="controller-sentence">
        {sentence} {baton !== null && <RuleLink rule={baton.rule} />}
      </span>
      <span className="controller-name">{t('controller.name')}</span>
      {since !== null && baton?.verb === 'wait' && (
        <span className="controller-since">{t('controller.since', { at: clockText(since) })}</span>
      )}
      {baton?.field !== undefined && (
        <button
          className="controller-field"
          title={t('controller.reveal')}
          onClick={() => lab.reveal(baton.field ?? [])}
        >
          {baton.field.join('.')}
        </button>
      )}
    </p>
  );
}

import type { LabState } from '../../../store/lab-state.ts';
import { clockText } from '../../kit/clock-text.ts';
import { decisionSentence } from '../../kit/decision-text.ts';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { RuleLink } from '../../kit/rule-link.tsx';
import './controller-line.css';

/** Since when it has decided the same about the same (virtual ms). */
export function sinceOf({ reconciles, stage, selected }: LabState): number | null {
  if (stage.lastDecision === null) return null;
  const { rule, pod, waitingFor } = stage.lastDecision;
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
  const lastDecision = useLab((state) => state.stage.lastDecision);
  const name = useLab((state) => state.stage.setName);
  const since = useLab((state) => sinceOf(state));
  const exists = useLab((state) => state.stage.setExists);
  const ready = useLab((state) => state.ready);
  const known = useLab((state) => exists || state.sets.length > 0);
  const resting = exists ? 'controller.starting' : known ? 'controller.noSet' : 'controller.noneWritten';
  const sentence =
    lastDecision !== null ? decisionSentence(t, lastDecision) : t(ready ? resting : 'stage.loading', { name });
  return (
    <p className="controller" data-verb={lastDecision?.verb ?? 'none'} data-rule={lastDecision?.rule}>
      <span className="controller-sentence">{sentence}</span>
      {lastDecision !== null && <RuleLink rule={lastDecision.rule} />}
      <span className="controller-name">{t('controller.name')}</span>
      {since !== null && lastDecision?.verb === 'wait' && (
        <span className="controller-since">{t('controller.since', { at: clockText(since) })}</span>
      )}
      {lastDecision?.field !== undefined && (
        <button
          className="controller-field"
          title={t('controller.reveal')}
          onClick={() => lab.reveal(lastDecision.field ?? [])}
        >
          {lastDecision.field.join('.')}
        </button>
      )}
    </p>
  );
}

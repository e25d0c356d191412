import { undecidedOf } from '../../../view/stage/decisions.ts';
import { sinceOf } from '../../../view/stage/since.ts';
import { clockText } from '../../../view/words/clock-text.ts';
import { decisionSentence } from '../../../view/words/decision-text.ts';
import { useLab, useLabInstance } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { RuleLink } from '../../kit/rule-link.tsx';
import { useWholePage } from '../../kit/whole-page.tsx';
import './controller-line.css';

/** The StatefulSet controller's last decision and its rule. */
export function ControllerLine() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const whole = useWholePage();
  const lastDecision = useLab((state) => state.stage.lastDecision);
  const name = useLab((state) => state.stage.setName);
  const since = useLab(sinceOf);
  const exists = useLab((state) => state.stage.setExists);
  const ready = useLab((state) => state.ready);
  const known = useLab((state) => exists || state.sets.length > 0);
  const undecided = useLab((state) => undecidedOf(state.stage));
  const resting = exists ? undecided : known ? 'controller.noSet' : 'controller.noneWritten';
  const now =
    lastDecision !== null ? decisionSentence(t, lastDecision) : t(ready ? resting : 'stage.loading', { name });
  // Without a set, the line explains the purpose of one; the state is below.
  const purpose = ready && resting === 'controller.noSet' && lastDecision === null;
  const sentence = purpose ? t('stage.purpose') : now;
  return (
    <p className="controller" data-verb={lastDecision?.verb ?? 'none'}>
      <span className="controller-sentence">{sentence}</span>
      {lastDecision !== null && <RuleLink rule={lastDecision.rule} />}
      {purpose ? (
        <span className="controller-now">{now}</span>
      ) : (
        <span className="controller-name">{t('controller.name')}</span>
      )}
      {since !== null && lastDecision?.verb === 'wait' && (
        <span className="controller-since">{t('controller.since', { at: clockText(since) })}</span>
      )}
      {lastDecision?.field !== undefined &&
        (whole ? (
          <button
            className="controller-field"
            title={t('controller.reveal')}
            onClick={() => lab.act('reveal', { path: lastDecision.field ?? [] })}
          >
            {lastDecision.field.join('.')}
          </button>
        ) : (
          <code>{lastDecision.field.join('.')}</code>
        ))}
    </p>
  );
}

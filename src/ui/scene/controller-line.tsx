import { decisionSentence } from '../kit/decision-text.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import './controller-line.css';

/** What the StatefulSet controller decided last and by which rule; above all, why it waits. */
export function ControllerLine() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const baton = useLab((state) => state.stage.baton);
  const name = useLab((state) => state.stage.setName);
  const exists = useLab((state) => state.stage.setExists);
  const sentence =
    baton !== null ? decisionSentence(t, baton) : t(exists ? 'controller.starting' : 'controller.noSet', { name });
  return (
    <p className="controller" data-verb={baton?.verb ?? 'none'} data-rule={baton?.rule}>
      <span className="controller-name">{t('controller.name')}</span>
      <span className="controller-sentence">{sentence}</span>
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
